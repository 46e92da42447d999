#include <algorithm>

#include "prove/bench.hpp"
#include "prove/problems.hpp"

namespace evolve {
namespace {

bool makes_a_table(const Step& step, const Schema& before) {
    const auto* sql = std::get_if<Sql>(&step.kind());
    if (sql == nullptr) return std::holds_alternative<CreateTable>(step.kind());
    return std::ranges::any_of(sql->yields.makes.tables, [&](const Table& table) {
        return !before.table(table.name).has_value();
    });
}

/// Whether there is SQL between the creation of a table and its end: the way back makes the table
/// what that SQL knows, and rows that came since go with it.
bool has_sql_behind_creation(const Subject& subject) {
    const Migration& migration = subject.migration;
    const auto creation = std::ranges::find_if(
        migration.steps, [&](const Step& step) { return makes_a_table(step, subject.before); });
    return std::any_of(creation, migration.steps.end(),
                       [](const Step& step) { return std::holds_alternative<Sql>(step.kind()); });
}

/// Rows of a part-way state never were in the old schema, nor rows of a new table in what it was at
/// first, nor what an application made of computed values, so what the way back puts upon them
/// again (a CHECK, a key) may refuse them: the law speaks of states of the old version. Such a way
/// back must leave all as it is, though.
bool rows_may_contradict(const Bench& bench, const RunError& error) {
    const Migration& migration = bench.subject().migration;
    const auto* damaged = error.get<Damaged>();
    const bool has_no_parent = damaged != nullptr && damaged->part == Damaged::Part::parents;
    if (!has_no_parent && !is_refusal_by_rows(error, migration)) return false;
    if (has_sql_behind_creation(bench.subject())) return true;
    return bench.subject().step_class != StepClass::additive &&
           (!bench.shape().done.empty() || bench.changes_computed_values() ||
            bench.changes_rows_since());
}

bool is_old_schema(Bench& bench) {
    const Subject& subject = bench.subject();
    const Schema& schema = bench.present().schema;
    return schema == subject.before ||
           fingerprint(schema) == subject.graph.find(*subject.migration.from)->fingerprint();
}

/// A full-text index or R*Tree that the way back, or the second way up, leaves broken.
std::optional<Breach> damaged_module(Bench& bench, const char* when) {
    const Problems damage = bench.module_damage();
    if (damage.empty()) return std::nullopt;
    const auto problem = first_new(bench.old_module_damage(), damage);
    if (!problem) return std::nullopt;
    return Breach{Law::invertibility, *problem + when};
}

}  // namespace

std::optional<Breach> invertibility(Bench& bench) {
    fill_footprint(bench);
    const Contents filled = bench.read(bench.with_bystanders(views_of(bench.subject().after)));
    if (auto gone = bench.down(); !gone && rows_may_contradict(bench, gone.error()))
        return difference(Law::atomicity, filled, bench.read(filled.views));
    else if (!gone)
        return Breach{Law::invertibility, "the way back is refused: " + why(gone.error())};
    if (!is_old_schema(bench))
        return Breach{Law::invertibility, "the way back leads to another schema"};
    const Contents& old = bench.old_part();
    if (auto breach = difference(Law::invertibility, old, bench.read(bench.old_part_before()))) {
        breach->what += " after going back";
        return breach;
    }
    if (auto breach = damaged_module(bench, " after going back")) return breach;
    if (auto again = bench.up(); !again && rows_may_contradict(bench, again.error()))
        return std::nullopt;
    else if (!again)
        return Breach{Law::invertibility, "the second way up is refused: " + why(again.error())};
    auto breach = difference(Law::invertibility, filled, bench.read(filled.views));
    if (breach) breach->what += " after going back and up again";
    if (!breach) breach = damaged_module(bench, " after going back and up again");
    return breach;
}

}  // namespace evolve
