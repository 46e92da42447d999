#include "evolve/graph/version_name.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "evolve/base/identifier.hpp"

namespace evolve {
namespace {

constexpr std::size_t fewest_digits = 4;
constexpr std::size_t most_digits = 9;  // so that every number fits an unsigned

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_letter_or_digit(char byte) { return is_digit(byte) || (byte >= 'a' && byte <= 'z'); }

bool is_slug_letter(char byte) {
    return is_letter_or_digit(byte) || byte == '-' || byte == '_' || byte == '.';
}

}  // namespace

std::optional<VersionName> VersionName::parse(std::string_view text) {
    const auto hyphen = std::ranges::find_if_not(text, is_digit);
    const auto digits = static_cast<std::size_t>(hyphen - text.begin());
    if (digits < fewest_digits || digits > most_digits) return std::nullopt;
    if (hyphen == text.end() || *hyphen != '-') return std::nullopt;
    const std::string_view slug = text.substr(digits + 1);
    if (slug.empty() || !std::ranges::all_of(slug, is_slug_letter)) return std::nullopt;
    return VersionName(Text(text));
}

std::optional<VersionName> VersionName::make(unsigned number, std::string_view words) {
    std::string slug;
    for (char byte : words) {
        const char folded = fold_case(byte);
        if (is_slug_letter(folded) && folded != '-')
            slug += folded;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    if (std::ranges::none_of(slug, is_letter_or_digit)) return std::nullopt;
    std::string digits = std::to_string(number);
    if (digits.size() < fewest_digits) digits.insert(0, fewest_digits - digits.size(), '0');
    return parse(digits + "-" + slug);
}

unsigned VersionName::number() const {
    unsigned value = 0;
    for (char byte : text()) {
        if (!is_digit(byte)) break;
        value = value * 10 + static_cast<unsigned>(byte - '0');
    }
    return value;
}

}  // namespace evolve
