#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "codec/disk.hpp"
#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/layout.hpp"
#include "evolve/prove/profile.hpp"

namespace evolve {
namespace {

using namespace std::string_view_literals;
using codec::JsonCursor;
using nlohmann::ordered_json;

constexpr const char* name = "profile.json";
constexpr std::uint64_t heaviest = 1000;

constexpr std::array profile_keys = {"tables"sv};
constexpr std::array profiled_table_keys = {"columns"sv, "references"sv};
constexpr std::array column_keys = {"null"sv,    "real"sv, "negative"sv,
                                    "integer"sv, "text"sv, "blob"sv};
constexpr std::array reference_keys = {"columns"sv, "children"sv};

/// Up to the last weight that is not 0.
ordered_json json_of(const Sizes& sizes) {
    std::size_t count = sizes.size();
    while (count > 0 && sizes[count - 1] == 0) --count;
    ordered_json list = ordered_json::array();
    for (std::size_t size = 0; size < count; ++size) list.push_back(sizes[size]);
    return list;
}

void put(ordered_json& json, const char* key, std::uint64_t weight) {
    if (weight > 0) json[key] = weight;
}

void put(ordered_json& json, const char* key, const Sizes& sizes) {
    if (auto list = json_of(sizes); !list.empty()) json[key] = std::move(list);
}

ordered_json json_of(const ColumnProfile& column) {
    ordered_json json = ordered_json::object();
    put(json, "null", column.nulls);
    put(json, "real", column.reals);
    put(json, "negative", column.negatives);
    put(json, "integer", column.integers);
    put(json, "text", column.texts);
    put(json, "blob", column.blobs);
    return json;
}

ordered_json json_of(const ReferenceProfile& reference) {
    ordered_json columns = ordered_json::array();
    for (const Identifier& column : reference.columns) columns.push_back(column.view());
    return {{"columns", std::move(columns)}, {"children", json_of(reference.children)}};
}

std::string text_of(const TableProfile& table) {
    std::vector<std::string> columns;
    for (const auto& [column, profile] : table.columns)
        columns.push_back(codec::one_line(column.view()) + ": " +
                          codec::one_line(json_of(profile)));
    std::vector<std::string> references;
    for (const ReferenceProfile& each : table.references)
        references.push_back(codec::one_line(json_of(each)));
    std::string text = "{\"columns\": {" + codec::lines(columns, "      ") + "\n    }";
    if (!references.empty())
        text += ", \"references\": [" + codec::lines(references, "      ") + "\n    ]";
    return text + "}";
}

std::uint64_t read_weight(const JsonCursor& at) { return at.natural(0, heaviest); }

std::uint64_t read_weight(const JsonCursor& at, std::string_view key) {
    const auto found = at.find(key);
    return found ? read_weight(*found) : 0;
}

Sizes read_sizes(const JsonCursor& at) {
    Sizes sizes{};
    std::size_t count = 0;
    at.each([&](const JsonCursor& weight) {
        if (count < sizes.size())
            sizes[count++] = read_weight(weight);
        else
            weight.fail({.fault = FileFault::wrong_value,
                         .expected = "no more than 65 weights",
                         .found = Text(weight.shown())});
    });
    return sizes;
}

Sizes read_sizes(const JsonCursor& at, std::string_view key) {
    const auto found = at.find(key);
    return found ? read_sizes(*found) : Sizes{};
}

ColumnProfile read_column(const JsonCursor& at) {
    at.takes(column_keys);
    return {read_weight(at, "null"),   read_weight(at, "real"), read_weight(at, "negative"),
            read_sizes(at, "integer"), read_sizes(at, "text"),  read_sizes(at, "blob")};
}

ReferenceProfile read_reference(const JsonCursor& at) {
    at.takes(reference_keys);
    ReferenceProfile reference;
    at.at("columns").each(
        [&](const JsonCursor& column) { reference.columns.emplace_back(column.text()); });
    reference.children = read_sizes(at.at("children"));
    return reference;
}

TableProfile read_table(const JsonCursor& at) {
    at.takes(profiled_table_keys);
    TableProfile table;
    const JsonCursor columns = at.at("columns");
    for (const std::string& column : columns.keys())
        table.columns[Identifier(column)] = read_column(columns.at(column));
    if (const auto references = at.find("references"))
        references->each([&](const JsonCursor& reference) {
            table.references.push_back(read_reference(reference));
        });
    return table;
}

Result<Profile, FileError> parse(std::string_view text, const std::string& file) {
    const auto document = codec::parse_document(text, file);
    if (!document) return unexpected(document.error());
    codec::Reading reading(file);
    const JsonCursor at(*document, reading);
    at.takes(profile_keys);
    Profile profile;
    const JsonCursor tables = at.at("tables");
    for (const std::string& table : tables.keys())
        profile.tables[Identifier(table)] = read_table(tables.at(table));
    if (reading.failed()) return unexpected(*reading.error());
    return profile;
}

std::string path_in(const std::string& directory) {
    return std::filesystem::path(directory) / name;
}

}  // namespace

Result<std::optional<Profile>, FileError> read_profile(const std::string& directory) {
    const std::string path = path_in(directory);
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) return std::optional<Profile>();
    const auto text = codec::read_file(path);
    if (!text) return unexpected(text.error());
    auto profile = parse(*text, path);
    if (!profile) return unexpected(profile.error());
    return std::optional(std::move(*profile));
}

Result<std::string, FileError> write_profile(const std::string& directory, const Profile& profile) {
    std::vector<std::string> tables;
    for (const auto& [table, known] : profile.tables)
        tables.push_back(codec::one_line(table.view()) + ": " + text_of(known));
    const std::string text = "{\"tables\": {" + codec::lines(tables, "    ") + "\n  }\n}\n";
    if (auto written = codec::write_file(path_in(directory), text); !written)
        return unexpected(written.error());
    return std::string(name);
}

}  // namespace evolve
