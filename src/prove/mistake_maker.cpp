#include "prove/mistake_maker.hpp"

#include <algorithm>
#include <utility>

#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve {
namespace {

bool is_moment(Moment moment, const Plan& plan) {
    if (moment == Moment::nothing) return plan.migrations.empty();
    if (plan.migrations.empty()) return false;
    const bool up = plan.migrations.front().direction == Direction::up;
    return moment == Moment::change || up == (moment == Moment::up);
}

/// The table under its new name, where both versions have it.
std::vector<LastingTable> places_of(const Subject& subject) {
    const Lineage lineage = lineage_of(subject.migration.steps, subject.before);
    std::vector<LastingTable> touched;
    std::vector<LastingTable> others;
    for (const TableLine& line : lineage.tables()) {
        const auto after = subject.after.table(line.now);
        if (!after) continue;
        const Table& before = subject.before.existing_table(line.before);
        LastingTable place{&before, &subject.after.tables[*after], {}};
        for (const ColumnLine& column : line.columns)
            if (column.same) place.columns.push_back(column);
        (before == *place.after ? others : touched).push_back(std::move(place));
    }
    std::ranges::move(others, std::back_inserter(touched));
    return touched;
}

}  // namespace

Deed statement(std::string sql) {
    return [sql = std::move(sql)](sqlite::Connection& connection) {
        try {
            const auto before = sqlite::query_integer(connection, "SELECT total_changes()");
            connection.execute(sql);
            return sqlite::query_integer(connection, "SELECT total_changes()") != before;
        } catch (const sqlite::Failure&) {
            return false;
        }
    };
}

std::string place_of(const Table& table, const Identifier& column) {
    return std::string(table.name.view()) + "." + std::string(column.view());
}

MistakeMaker::MistakeMaker(const Subject& subject)
    : subject_(subject), places_(places_of(subject)) {}

void MistakeMaker::add(std::string name, std::string where, Moment moment, Deed deed) {
    auto made = std::make_shared<bool>(false);
    Executor execute = [moment, deed = std::move(deed), made, own = subject_.execute](
                           sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                           const RunOptions& options) -> Result<Receipt, RunError> {
        auto receipt = own(connection, plan, managed, options);
        if (receipt && is_moment(moment, plan) && deed(connection)) *made = true;
        return receipt;
    };
    mistakes_.push_back({std::move(name), std::move(where), std::move(execute), std::move(made)});
}

void MistakeMaker::add(std::string name, std::string where, MistakenRun run) {
    auto made = std::make_shared<bool>(false);
    Executor execute = run(subject_.execute, made);
    mistakes_.push_back({std::move(name), std::move(where), std::move(execute), std::move(made)});
}

}  // namespace evolve
