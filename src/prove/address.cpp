#include "evolve/prove/address.hpp"

#include <charconv>

namespace evolve {
namespace {

std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The numbers between the dots.
std::optional<std::vector<std::size_t>> numbers(std::string_view text) {
    std::vector<std::size_t> all;
    while (!text.empty()) {
        const std::size_t dot = text.find('.');
        const auto next = number(text.substr(0, dot));
        if (!next) return std::nullopt;
        all.push_back(*next);
        if (dot == std::string_view::npos) break;
        text.remove_prefix(dot + 1);
        if (text.empty()) return std::nullopt;
    }
    return all;
}

/// "@0.3.12"; nothing for no way.
std::string text_of_way(const std::vector<std::size_t>& way) {
    std::string text;
    for (std::size_t place : way) text += (text.empty() ? '@' : '.') + std::to_string(place);
    return text;
}

}  // namespace

std::string text_of(const Address& address) {
    std::string text = std::to_string(address.unit);
    if (address.member) text += "." + std::to_string(*address.member);
    return text + text_of_way(address.way);
}

std::string text_of(const NamedAddress& address) { return address.name + text_of_way(address.way); }

NamedAddress parse_named_address(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at != std::string_view::npos)
        if (auto way = numbers(text.substr(at + 1)); way && !way->empty())
            return {std::string(text.substr(0, at)), std::move(*way)};
    return {std::string(text)};
}

std::optional<Address> parse_address(std::string_view text) {
    const std::size_t at = text.find('@');
    const auto place = numbers(text.substr(0, at));
    if (!place || place->empty() || place->size() > 2) return std::nullopt;
    Address address{place->front(), std::nullopt, {}};
    if (place->size() == 2) address.member = place->back();
    if (at == std::string_view::npos) return address;
    auto way = numbers(text.substr(at + 1));
    if (!way || way->empty()) return std::nullopt;
    address.way = std::move(*way);
    return address;
}

}  // namespace evolve
