#include "prove/fitting_rows.hpp"

#include <string>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/failure.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

/// The keys of rows of a table that are in the way.
struct Offenders {
    Identifier table;
    std::vector<Identifier> columns{};
    std::vector<std::vector<Value>> keys{};
};

Offenders offenders_of(sqlite::Connection& connection, const Precondition& rule) {
    Offenders found{rule.table};
    auto rows = connection.prepare("SELECT " + rule.key + " FROM " + rule.source);
    for (int column = 0; column < rows.column_count(); ++column)
        found.columns.emplace_back(rows.column_name(column));
    while (rows.step()) {
        std::vector<Value>& key = found.keys.emplace_back();
        for (int column = 0; column < rows.column_count(); ++column)
            key.push_back(rows.value(column));
    }
    return found;
}

/// The number of rows that it deletes.
std::size_t take_out(sqlite::Connection& connection, const Offenders& offenders) {
    std::string condition;
    for (const Identifier& column : offenders.columns)
        condition += (condition.empty() ? " WHERE " : " AND ") + ddl::quoted(column) + " IS ?";
    auto remove = connection.prepare("DELETE FROM " + ddl::in_main(offenders.table) + condition);
    std::size_t gone = 0;
    for (const std::vector<Value>& key : offenders.keys) {
        for (std::size_t i = 0; i < key.size(); ++i) remove.borrow(static_cast<int>(i) + 1, key[i]);
        remove.step();
        gone += static_cast<std::size_t>(connection.changes());
    }
    return gone;
}

/// What says it of the rows as they are. A condition that speaks of what an earlier step is still
/// to make does not compile, and is passed over.
std::size_t take_out(sqlite::Connection& connection, const Precondition& rule) {
    try {
        connection.execute(delete_rows(rule));
        return static_cast<std::size_t>(connection.changes());
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        return 0;
    }
}

/// What only their copies show: values that change on the way, and CHECKs over columns that are
/// added.
std::vector<Offenders> shown_by_copies(sqlite::Connection& connection, const PlannedStep& step) {
    const Setting unchecked(connection, "ignore_check_constraints", 1);
    for (const std::string& sql : step.copies) connection.execute(sql);
    std::vector<Offenders> found;
    for (const Precondition& rule : step.judgements)
        found.push_back(offenders_of(connection, rule));
    return found;
}

/// By copies that are made and taken back. Where they cannot be made yet, or where their keys are
/// not those of the rows, nothing goes.
std::size_t take_out_by_copies(sqlite::Connection& connection, const PlannedStep& step) {
    connection.execute("SAVEPOINT copies");
    std::vector<Offenders> found;
    std::size_t gone = 0;
    try {
        found = shown_by_copies(connection, step);
        connection.execute("ROLLBACK TO copies");
        for (const Offenders& offenders : found) gone += take_out(connection, offenders);
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error &&
            failure.kind() != sqlite::FailureKind::constraint)
            throw;
        connection.execute("ROLLBACK TO copies");
        gone = 0;
    }
    connection.execute("RELEASE copies");
    return gone;
}

std::size_t take_out(sqlite::Connection& connection, const PlannedStep& step) {
    std::size_t gone = 0;
    for (const Precondition& rule : step.preconditions) gone += take_out(connection, rule);
    if (!step.copies.empty() && !step.judgements.empty())
        gone += take_out_by_copies(connection, step);
    return gone;
}

}  // namespace

/// Twice, because a row that goes may be the parent of another one.
std::size_t take_out_contradictions(sqlite::Connection& connection, const Subject& subject) {
    const auto present = read_present(connection, subject.managed);
    if (!present) return 0;
    const auto plan = plan_leg(subject.graph, *present, subject.migration, Direction::up);
    if (!plan) return 0;
    std::size_t gone = 0;
    for (int round = 0; round < 2; ++round)
        for (const PlannedMigration& migration : plan->migrations)
            for (const PlannedStep& step : migration.steps) gone += take_out(connection, step);
    return gone;
}

}  // namespace evolve
