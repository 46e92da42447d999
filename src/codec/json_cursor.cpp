#include "codec/json_cursor.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "evolve/base/nearest.hpp"

namespace evolve::codec {
namespace {

using nlohmann::json;

std::string_view kind_of(const json& value) {
    switch (value.type()) {
        case json::value_t::null: return "null";
        case json::value_t::object: return "an object";
        case json::value_t::array: return "a list";
        case json::value_t::string: return "a string";
        case json::value_t::boolean: return "true or false";
        default: return "a number";
    }
}

const json nothing;

constexpr std::size_t longest_asked = 100;  // a hostile file may ask for a megabyte

}  // namespace

JsonCursor::JsonCursor(const json& value, Reading& reading, std::string path)
    : value_(&value), reading_(&reading), path_(std::move(path)) {}

bool JsonCursor::is_null() const { return value_->is_null(); }

bool JsonCursor::is_number() const { return value_->is_number(); }

bool JsonCursor::is_real() const { return value_->is_number_float(); }

double JsonCursor::real() const {
    return expect(value_->is_number(), "a number") ? value_->get<double>() : 0.0;
}

bool JsonCursor::is_text() const { return value_->is_string(); }

std::int64_t JsonCursor::integer() const {
    const bool fits = value_->is_number_integer() &&
                      !(value_->is_number_unsigned() && value_->get<std::uint64_t>() > INT64_MAX);
    return expect(fits, "a whole number") ? value_->get<std::int64_t>() : 0;
}

std::uint64_t JsonCursor::natural(std::uint64_t least, std::uint64_t most) const {
    if (!expect(value_->is_number_unsigned(), "a whole number")) return least;
    const auto number = value_->get<std::uint64_t>();
    if (number >= least && number <= most) return number;
    fail(
        {.fault = FileFault::wrong_value,
         .expected = Text("a number from " + std::to_string(least) + " to " + std::to_string(most)),
         .found = Text(shown())});
    return least;
}

bool JsonCursor::flag() const {
    return expect(value_->is_boolean(), "true or false") && value_->get<bool>();
}

std::string JsonCursor::text() const {
    if (!expect(value_->is_string(), "a string")) return {};
    std::string text = value_->get<std::string>();
    if (text.find('\0') != std::string::npos) fail({.fault = FileFault::nul_character});
    return text;
}

void JsonCursor::takes(std::span<const std::string_view> keys) const {
    if (!expect(value_->is_object(), "an object")) return;
    for (const auto& [key, value] : value_->items()) {
        if (std::ranges::find(keys, key) != keys.end()) continue;
        return inside(value, key)
            .fail({.fault = FileFault::unknown_key,
                   .expected = Text(listed(keys)),
                   .nearest = nearest_of(key, keys)});
    }
}

JsonCursor JsonCursor::at(std::string_view key) const {
    if (auto found = find(key)) return *found;
    if (expect(value_->is_object(), "an object"))
        fail({.fault = FileFault::missing_key, .found = key});
    return inside(nothing, key);
}

std::optional<JsonCursor> JsonCursor::find(std::string_view key) const {
    if (!value_->is_object()) return std::nullopt;
    const auto found = value_->find(key);
    if (found == value_->end()) return std::nullopt;
    return inside(*found, key);
}

std::optional<std::pair<std::string, JsonCursor>> JsonCursor::only_entry() const {
    if (!expect(value_->is_object(), "an object")) return std::nullopt;
    if (value_->size() == 1) {
        const auto entry = value_->begin();
        return std::pair(entry.key(), inside(*entry, entry.key()));
    }
    fail({.fault = FileFault::wrong_value,
          .expected = "one key",
          .found = Text(std::to_string(value_->size()) + " keys")});
    return std::nullopt;
}

std::vector<std::string> JsonCursor::keys() const {
    std::vector<std::string> names;
    if (!expect(value_->is_object(), "an object")) return names;
    for (const auto& entry : value_->items()) names.push_back(entry.key());
    return names;
}

std::string JsonCursor::shown() const { return value_->dump(); }

void JsonCursor::fail(FileError error) const {
    error.key = Text(path_);
    reading_->fail(std::move(error));
}

std::size_t JsonCursor::list_size() const {
    return expect(value_->is_array(), "a list") ? value_->size() : 0;
}

JsonCursor JsonCursor::element(std::size_t position) const {
    return {(*value_)[position], *reading_, path_ + "[" + std::to_string(position) + "]"};
}

JsonCursor JsonCursor::inside(const json& value, std::string_view key) const {
    return {value, *reading_, path_ + (path_.empty() ? "" : ".") + std::string(key)};
}

bool JsonCursor::expect(bool as_expected, std::string_view kind) const {
    if (!as_expected)
        fail({.fault = FileFault::wrong_type, .expected = kind, .found = kind_of(*value_)});
    return as_expected;
}

std::string listed(std::span<const std::string_view> words) {
    std::string list;
    for (std::string_view word : words)
        list.append(list.empty() ? "\"" : ", \"").append(word).append("\"");
    return list;
}

Text nearest_of(std::string_view word, std::span<const std::string_view> words) {
    if (word.size() > longest_asked) return {};
    return nearest(word, words).value_or("");
}

}  // namespace evolve::codec
