#include "evolve/execute/history.hpp"

#include <algorithm>

#include "evolve/codec/digest.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/package/version.hpp"

namespace evolve {
namespace {

constexpr std::string_view create_history =
    "CREATE TABLE IF NOT EXISTS main.evolve_history (id INTEGER PRIMARY KEY, at TEXT NOT NULL, "
    "from_version TEXT NOT NULL, to_version TEXT NOT NULL, direction TEXT NOT NULL, "
    "migration TEXT NOT NULL, fingerprint TEXT NOT NULL, evidence TEXT NOT NULL, "
    "evolve_version TEXT NOT NULL, sqlite_version TEXT NOT NULL, milliseconds INTEGER NOT NULL)";

constexpr std::string_view insert_row =
    "INSERT INTO main.evolve_history (at, from_version, to_version, direction, migration, "
    "fingerprint, evidence, evolve_version, sqlite_version, milliseconds) "
    "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "sqlite_version(), ?8)";

struct Row {
    std::string_view from;
    std::string_view to;
    Direction direction = Direction::up;
    std::string migration;
    std::string_view fingerprint;
    std::string_view evidence;
    std::int64_t milliseconds = 0;
};

void insert(sqlite::Connection& connection, const Row& row) {
    auto statement = connection.prepare(insert_row);
    statement.bind(1, Text(row.from));
    statement.bind(2, Text(row.to));
    statement.bind(3, Text(text_of(row.direction)));
    statement.bind(4, Text(row.migration));
    statement.bind(5, Text(row.fingerprint));
    statement.bind(6, Text(row.evidence));
    statement.bind(7, Text(version));
    statement.bind(8, row.milliseconds);
    statement.step();
}

/// What history last recorded of the migration, in whichever direction it was travelled.
const HistoryRow* last_run(const std::vector<HistoryRow>& history, const VersionOrNull& from,
                           const VersionName& to) {
    const HistoryRow* last = nullptr;
    for (const HistoryRow& row : history) {
        const bool up = row.direction == Direction::up;
        const Text& lower = up ? row.from : row.to;
        const Text& upper = up ? row.to : row.from;
        if (lower.view() == text_of(from) && upper.view() == to.text()) last = &row;
    }
    return last;
}

}  // namespace

void record(sqlite::Connection& connection, const Receipt& receipt,
            const std::vector<Text>& grounds) {
    connection.execute(create_history);
    for (std::size_t i = 0; i < receipt.migrations.size(); ++i) {
        const PlannedMigration& planned = receipt.plan.migrations[i];
        const VersionOrNull from = planned.from();
        const VersionOrNull to = planned.to();
        insert(connection,
               {text_of(from), text_of(to), planned.direction, digest(planned.migration),
                planned.fingerprint.text(), grounds[i], receipt.migrations[i].took.count()});
    }
}

void record_choice(sqlite::Connection& connection, const Version& chosen) {
    connection.execute(create_history);
    const std::string_view name = chosen.name().text();
    insert(connection,
           {name, name, Direction::up, "", chosen.fingerprint().text(), "chosen by --at", 0});
}

std::vector<std::string> edited_since(const std::vector<HistoryRow>& history, const Graph& graph) {
    std::vector<std::string> edited;
    for (const Version& reached : graph.versions())
        for (const auto& [from, steps] : reached.record.from) {
            const HistoryRow* row = last_run(history, from, reached.name());
            if (row == nullptr) continue;
            if (row->migration.view() == digest(Migration{from, reached.name(), steps})) continue;
            edited.push_back(arrow(from, reached.name()));
        }
    return edited;
}

}  // namespace evolve
