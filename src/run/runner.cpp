#include "run/runner.hpp"

#include <algorithm>
#include <utility>

#include "evolve/introspect/objects.hpp"
#include "evolve/run/broken_others.hpp"
#include "evolve/run/digest.hpp"
#include "evolve/run/sql_step.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/triggers.hpp"
#include "run/contradictions.hpp"
#include "run/setting.hpp"
#include "run/upkeep.hpp"

namespace evolve {
namespace {

/// Whether the step adds a column in place to a table to which values return. SQLite would then
/// judge all CHECKs of the table, and with defaults in the place of those values.
bool is_restored(const PlannedStep& step, const PlannedMigration& migration) {
    const auto* add = std::get_if<AddColumn>(&step.step.kind());
    if (add == nullptr) return false;
    return std::ranges::any_of(migration.steps, [&](const PlannedStep& other) {
        return other.table == add->table &&
               std::ranges::any_of(other.restores, [](const Restore& each) {
                   return !each.whole_table && !each.statements.empty();
               });
    });
}

/// Some objects did not compile at first, or do not once what they named in vain is gone again.
bool may_stand_beside_broken(const Guard& guard, const PlannedMigration& migration) {
    return !guard.broken_before().empty() || migration.direction == Direction::down;
}

}  // namespace

std::optional<RunError> Runner::carry_out(const PlannedMigration& migration,
                                          MigrationReceipt& receipt) {
    const Upkeep upkeep(connection_, migration.upkeep);
    for (const PlannedStep& step : migration.steps) {
        if (auto rows = contradicting_rows(connection_, step.wording.done, step.preconditions))
            return RunError(*rows);
        if (auto error = carry_out(step, migration, receipt)) return error;
    }
    for (const IndexUpkeep* index : upkeep.out_of_step(connection_)) {
        begin("fill index " + std::string(index->table.view()) + " anew");
        at_ = "Filled index '" + std::string(index->table.view()) + "' anew";
        execute(index->renewal);
    }
    at_.clear();
    return std::nullopt;
}

void Runner::begin(std::string_view what) const {
    if (options_.on_step) options_.on_step(what);
}

void Runner::pause(std::string_view sql) const {
    if (options_.before_statement) options_.before_statement(sql);
    connection_.stop_if_interrupted();
}

void Runner::execute(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) {
        pause(sql);
        transaction_.require_open();  // outside of one, the statement would commit by itself
        connection_.execute(sql);
        transaction_.require_open();
    }
}

std::optional<RunError> Runner::carry_out(const PlannedStep& step,
                                          const PlannedMigration& migration,
                                          MigrationReceipt& receipt) {
    const std::string table(step.table.view());
    const bool anew = !step.copies.empty();
    begin(anew ? "write table " + table + " anew" : step.wording.plan);
    at_ = anew ? "Wrote table '" + table + "' anew" : step.wording.done;
    const std::string at = at_;
    std::vector<RestoredRows> returning;
    const auto count_returning = [&] {
        for (const Restore& restore : step.restores) returning.push_back(count(restore));
    };
    if (step.restricted.empty()) count_returning();  // else they return to what SQL makes
    copy(step);
    if (auto rows = contradicting_rows(connection_, step.wording.done, step.judgements))
        return RunError(*rows);
    for (const Restore& restore : step.restores)
        if (restore.anew && !restore.copy.empty())
            if (auto rows = compared(restore); !rows) return RunError(rows.error());
    for (const Keep& keep : step.keeps)
        if (keep.instead_of.empty())
            if (auto damage = carry_out(keep, receipt)) return RunError(*damage);
    at_ = at;
    if (step.row_change)
        if (auto error = change_rows(step, receipt)) return error;
    const bool acts = !step.statements.empty() || !step.restricted.empty();
    std::optional<BrokenOthers> broken;
    if (acts && may_stand_beside_broken(guard_, migration)) {
        broken.emplace(connection_, step.step);
        execute(broken->removal(step.step));
    }
    if (auto damage = run_restricted(step, receipt)) return RunError(*damage);
    if (!step.restricted.empty()) count_returning();
    {
        std::optional<Setting> unchecked;
        if (is_restored(step, migration))
            unchecked.emplace(connection_, "ignore_check_constraints", 1);
        std::optional<sqlite::TriggersCompiled> triggers;
        if (step.fires) triggers.emplace(connection_);
        execute(step.statements);
    }
    if (broken) execute(broken->restoration(step.step));
    for (std::size_t i = 0; i < step.restores.size(); ++i)
        if (auto damage = carry_out(step.restores[i], returning[i], receipt))
            return RunError(*damage);
    return std::nullopt;
}

/// What the plan did not know to be written was not looked at before.
std::optional<Damaged> Runner::run_restricted(const PlannedStep& step, MigrationReceipt& receipt) {
    if (step.restricted.empty()) return std::nullopt;
    Sql sql;
    for (const std::string& statement : step.restricted) sql.up.emplace_back(statement);
    const auto written = run_sql(connection_, sql, [&](std::string_view statement) {
        at_ = "Ran " + shown_statement(statement);
        pause(statement);
        transaction_.require_open();
        const auto keep = std::ranges::find(step.keeps, statement, &Keep::instead_of);
        if (keep == step.keeps.end()) return false;
        carry_out(*keep, receipt);  // which compares nothing: it is the table itself
        return true;
    });
    transaction_.require_open();
    const auto& known = std::get<Sql>(step.step.kind()).yields.writes;
    const auto objects = introspect::read_objects(connection_);
    const auto is_table = [&](const Identifier& name) {
        return std::ranges::any_of(objects, [&](const SchemaObject& object) {
            return object.name == name && object.type.view() == "table";
        });
    };
    for (const Identifier& table : written)
        if (std::ranges::find(known, table) == known.end() && is_table(table))
            return Damaged{"the SQL writes to table " + std::string(table.view()) +
                               ", which its \"yields\" do not name",
                           Damaged::Part::schema, add_it_again};
    return std::nullopt;
}

/// Rows may contradict CHECKs that are as old as they are: those that the step concerns are
/// held against them before or after it.
void Runner::copy(const PlannedStep& step) {
    if (step.copies.empty()) return;
    const Setting unchecked(connection_, "ignore_check_constraints", 1);
    execute(step.copies);
}

std::optional<Damaged> Runner::carry_out(const Keep& keep, MigrationReceipt& receipt) {
    begin("set aside values of " + std::string(keep.source.view()));
    at_ = "Set aside values of table '" + std::string(keep.source.view()) + "'";
    execute(keep.statements);
    if (keep.is_virtual) {
        receipt.kept.push_back(
            {keep.source, keep.columns, keep.number, number_if_counted(keep.copy)});
        return std::nullopt;
    }
    const RowsDigest copy = digest_rows(connection_, keep.copy);
    const auto read_along = guard_.kept(keep.number);
    if (copy != (read_along ? *read_along : digest_rows(connection_, keep.original)))
        return Damaged{"what was set aside of table " + std::string(keep.source.view()) +
                           " would not be what was there",
                       Damaged::Part::complement};
    receipt.kept.push_back({keep.source, keep.columns, keep.number, copy.rows, keep.rowids});
    return std::nullopt;
}

/// Nothing, where there is no query.
std::int64_t Runner::number(const std::string& query) {
    return query.empty() ? 0 : sqlite::query_integer(connection_, query);
}

std::optional<std::int64_t> Runner::number_if_counted(const std::string& query) {
    if (query.empty()) return std::nullopt;
    return number(query);
}

/// Of the rows as they are before anything returns.
RestoredRows Runner::count(const Restore& restore) {
    RestoredRows rows{.source = restore.source, .columns = restore.columns};
    rows.rowids = restore.rowids;
    rows.came_later = number(restore.came_later);
    rows.gone = number(restore.gone);
    rows.changed_since = number(restore.changed_since);
    return rows;
}

std::optional<Damaged> Runner::carry_out(const Restore& restore, RestoredRows rows,
                                         MigrationReceipt& receipt) {
    begin("put values of " + std::string(restore.source.view()) + " back");
    at_ = "Restored values of table '" + std::string(restore.source.view()) + "'";
    restore_rows(restore);
    execute(restore.checks);
    if (restore.is_virtual) {
        rows.rows = number_if_counted(restore.copy);
    } else if (restore.anew) {
        rows.rows = number("SELECT count(*) FROM main." + kept_table_name(restore.number)) -
                    rows.gone - rows.changed_since;
    } else {
        const auto compared_rows = compared(restore);
        if (!compared_rows) return compared_rows.error();
        rows.rows = *compared_rows;
    }
    execute(restore.clean_up);
    receipt.restored.push_back(std::move(rows));
    return std::nullopt;
}

/// The number of rows that return, with the values that were kept.
Result<std::int64_t, Damaged> Runner::compared(const Restore& restore) {
    const RowsDigest copy = digest_rows(connection_, restore.copy);
    if (copy != digest_rows(connection_, restore.original))
        return unexpected(Damaged{"what returns to table " + std::string(restore.source.view()) +
                                      " would not be what was set aside",
                                  Damaged::Part::complement});
    return copy.rows;
}

/// What is restored was there before, whatever the CHECKs say of it.
void Runner::restore_rows(const Restore& restore) {
    const Setting unchecked(connection_, "ignore_check_constraints", 1);
    execute(restore.statements);
}

std::optional<RunError> Runner::change_rows(const PlannedStep& step, MigrationReceipt& receipt) {
    const RowChange& change = *step.row_change;
    const std::string table(change.table.view());
    const std::int64_t passed_over = number(change.passed_over);
    execute(change.computes);
    if (auto rows = contradicting_rows(connection_, step.wording.done, change.judgements))
        return RunError(std::move(*rows));
    if (number(change.miskept) != 0)
        return RunError(
            Damaged{"what was set aside of rows of table " + table + " would not be what was there",
                    Damaged::Part::complement});
    const std::int64_t rows = number(change.rows);
    const RowsDigest before = digest_rows(connection_, change.before);
    {
        std::optional<Setting> unchecked;
        if (change.unchecked) unchecked.emplace(connection_, "ignore_check_constraints", 1);
        execute(change.statements);
    }
    if (digest_rows(connection_, change.after) != before)
        return RunError(
            Damaged{"values of table " + table + " would change that the step does not name",
                    Damaged::Part::values});
    if (number(change.mismade) != 0)
        return RunError(
            Damaged{"rows of table " + table + " would not be what the step makes of them",
                    Damaged::Part::values});
    execute(change.afterwards);
    execute(change.clean_up);
    if (passed_over == 0) execute(change.spent);
    receipt.changed.push_back({change.table, rows, passed_over, change.opposite});
    return std::nullopt;
}

}  // namespace evolve
