#include "evolve/introspect/records.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>

namespace evolve::introspect {
namespace {

constexpr std::string_view create_history =
    "CREATE TABLE IF NOT EXISTS main.evolve_history (id INTEGER PRIMARY KEY, at TEXT NOT NULL, "
    "from_version TEXT NOT NULL, to_version TEXT NOT NULL, direction TEXT NOT NULL, "
    "migration TEXT NOT NULL, fingerprint TEXT NOT NULL, evidence TEXT NOT NULL, "
    "evolve_version TEXT NOT NULL, sqlite_version TEXT NOT NULL, milliseconds INTEGER NOT NULL)";

constexpr std::string_view insert_history =
    "INSERT INTO main.evolve_history (at, from_version, to_version, direction, migration, "
    "fingerprint, evidence, evolve_version, sqlite_version, milliseconds) "
    "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "sqlite_version(), ?8)";

bool has_table(const std::vector<SchemaObject>& objects, const Identifier& name) {
    return std::ranges::any_of(objects, [&](const SchemaObject& object) {
        return object.type.view() == "table" && object.name == name;
    });
}

Direction direction_of(std::string_view text) {
    return text == text_of(Direction::down) ? Direction::down : Direction::up;
}

std::vector<Identifier> kept_columns(sqlite::Connection& connection, std::int64_t number) {
    auto rows = connection.prepare(
        "SELECT each.value FROM main.evolve_kept, json_each(columns) AS each WHERE number = ?1 "
        "ORDER BY each.key");
    rows.bind(1, number);
    std::vector<Identifier> columns;
    while (rows.step()) columns.emplace_back(rows.text(0));
    return columns;
}

/// For each kept column whether its values became others.
std::vector<bool> changed_columns(sqlite::Connection& connection, std::int64_t number) {
    auto rows = connection.prepare(
        "SELECT each.value FROM main.evolve_kept, json_each(changed) AS each WHERE number = ?1 "
        "ORDER BY each.key");
    rows.bind(1, number);
    std::vector<bool> changed;
    while (rows.step()) changed.push_back(rows.integer(0) != 0);
    return changed;
}

/// The number that follows the prefix in a name of ours, or nothing.
std::optional<std::int64_t> number_behind(std::string_view prefix, const Identifier& name) {
    const std::string_view text = name.view();
    if (!equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return std::nullopt;
    const std::string_view digits = text.substr(prefix.size());
    std::int32_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return number;
}

}  // namespace

std::vector<HistoryRow> read_history(sqlite::Connection& connection,
                                     const std::vector<SchemaObject>& objects) {
    std::vector<HistoryRow> history;
    if (!has_table(objects, "evolve_history")) return history;
    auto rows = connection.prepare(
        "SELECT id, at, from_version, to_version, direction, migration, fingerprint "
        "FROM main.evolve_history ORDER BY id");
    while (rows.step())
        history.push_back({rows.integer(0), Text(rows.text(1)), Text(rows.text(2)),
                           Text(rows.text(3)), direction_of(rows.text(4)), Text(rows.text(5)),
                           Text(rows.text(6))});
    return history;
}

void write_history(sqlite::Connection& connection, const HistoryEntry& entry) {
    connection.execute(create_history);
    auto statement = connection.prepare(insert_history);
    statement.bind(1, Text(entry.from));
    statement.bind(2, Text(entry.to));
    statement.bind(3, Text(text_of(entry.direction)));
    statement.bind(4, Text(entry.migration));
    statement.bind(5, Text(entry.fingerprint));
    statement.bind(6, Text(entry.evidence));
    statement.bind(7, Text(entry.evolve_version));
    statement.bind(8, entry.milliseconds);
    statement.step();
}

std::vector<KeptTable> read_kept(sqlite::Connection& connection,
                                 const std::vector<SchemaObject>& objects) {
    constexpr int virtual_table = 2;
    constexpr int virtual_table_in_step = 3;
    std::vector<KeptTable> kept;
    if (!has_table(objects, "evolve_kept")) return kept;
    auto rows = connection.prepare(
        "SELECT number, from_version, to_version, direction, source, whole_table, rowids, row_step "
        "FROM main.evolve_kept ORDER BY number");
    while (rows.step())
        kept.push_back({rows.integer(0),
                        Text(rows.text(1)),
                        Text(rows.text(2)),
                        direction_of(rows.text(3)),
                        Identifier(rows.text(4)),
                        rows.integer(5) != 0,
                        {},
                        {},
                        rows.integer(6) != 0,
                        rows.integer(7),
                        rows.integer(5) >= virtual_table,
                        rows.integer(5) == virtual_table_in_step});
    for (KeptTable& each : kept) {
        each.columns = kept_columns(connection, each.number);
        each.changed = changed_columns(connection, each.number);
    }
    return kept;
}

std::int64_t next_kept_number(const std::vector<SchemaObject>& objects,
                              const std::vector<KeptTable>& kept) {
    std::int64_t next = 1;
    // Also of those whose table is gone: another one of that number has no place in the catalogue.
    for (const KeptTable& each : kept)
        if (each.number < std::numeric_limits<std::int64_t>::max())
            next = std::max(next, each.number + 1);
    for (const SchemaObject& object : objects)
        for (std::string_view prefix : {"evolve_kept_", "evolve_new_"})
            if (const auto number = number_behind(prefix, object.name))
                next = std::max(next, *number + 1);
    return next;
}

}  // namespace evolve::introspect
