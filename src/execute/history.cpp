#include "evolve/execute/history.hpp"

#include <algorithm>

#include "evolve/codec/digest.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/introspect/records.hpp"
#include "evolve/package/version.hpp"

namespace evolve {
namespace {

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
    for (std::size_t i = 0; i < receipt.migrations.size(); ++i) {
        const PlannedMigration& planned = receipt.plan.migrations[i];
        const VersionOrNull from = planned.from();
        const VersionOrNull to = planned.to();
        const std::string migration = digest(planned.migration);
        introspect::write_history(connection, {text_of(from), text_of(to), planned.direction,
                                               migration, planned.fingerprint.text(), grounds[i],
                                               version, receipt.migrations[i].took.count()});
    }
}

void record_choice(sqlite::Connection& connection, const Version& chosen) {
    const std::string_view name = chosen.name().text();
    introspect::write_history(connection, {name, name, Direction::up, "",
                                           chosen.fingerprint().text(), "chosen by --at", version});
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
