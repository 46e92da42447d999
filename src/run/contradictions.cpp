#include "run/contradictions.hpp"

#include <string>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve {
namespace {

constexpr std::size_t most_shown_rows = 5;
constexpr std::size_t most_shown_bytes = 40;

/// Up to the end of a character.
std::string cut(std::string text) {
    if (text.size() <= most_shown_bytes) return text;
    std::size_t end = most_shown_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::string shown(const Value& value) {
    return std::visit(
        overloaded{
            [](Null) { return std::string("NULL"); },
            [](std::int64_t number) { return std::to_string(number); },
            [](double number) { return std::to_string(number); },
            [](const Text& text) { return "'" + cut(std::string(text.view())) + "'"; },
            [](const Blob& blob) {
                return "a blob of " + std::to_string(blob.bytes.size()) + " bytes";
            },
        },
        value);
}

/// "id 7: NULL", "k 'a', b 2: 5"
std::string shown_row(const sqlite::Statement& row, std::size_t keys) {
    std::string text;
    const auto columns = static_cast<std::size_t>(row.column_count());
    for (std::size_t i = 0; i < columns; ++i) {
        const int column = static_cast<int>(i);
        if (i > 0) text += i == keys ? ": " : ", ";
        if (i < keys) text += std::string(row.column_name(column)) + " ";
        text += shown(row.value(column));
    }
    return text;
}

std::size_t number_of_keys(const Precondition& precondition, sqlite::Connection& connection) {
    return static_cast<std::size_t>(
        connection.prepare("SELECT " + precondition.key + " FROM " + precondition.source)
            .column_count());
}

}  // namespace

std::optional<RowsContradict> contradicting_rows(sqlite::Connection& connection,
                                                 const std::string& step,
                                                 const std::vector<Precondition>& rules) {
    for (const Precondition& precondition : rules) {
        const std::int64_t count = sqlite::query_integer(connection, count_of(precondition));
        if (count == 0) continue;
        RowsContradict found{step, precondition.table, precondition.rule, precondition.repair,
                             count};
        const std::size_t keys = number_of_keys(precondition, connection);
        auto rows =
            connection.prepare(rows_of(precondition) + " LIMIT " + std::to_string(most_shown_rows));
        while (rows.step()) found.rows.push_back(shown_row(rows, keys));
        return found;
    }
    return std::nullopt;
}

}  // namespace evolve
