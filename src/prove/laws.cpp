#include <algorithm>
#include <iterator>
#include <map>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/plan/became_text.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

constexpr int sqlite_full = 13;  // SQLITE_FULL: what an injected error pretends to be

std::string why(const RunError& error) {
    const Explanation explanation = explain(error);
    return explanation.step.empty() ? explanation.wrong
                                    : explanation.step + ": " + explanation.wrong;
}

/// Lets so many statements run, then fails one.
class FailsAt {
public:
    explicit FailsAt(std::uint64_t statements) : left_(statements) {}

    void operator()(std::string_view sql) {
        if (left_-- > 0) return;
        throw sqlite::Failure(sqlite_full, "injected", std::string(sql), sqlite::Where::current());
    }

private:
    std::uint64_t left_;
};

/// A number drawn for the turn: turns in order would meet some points alone where both the law's
/// own turns and the points go by threes.
std::uint64_t drawn(std::uint64_t turn) { return (turn + 1) * 0x9e3779b97f4a7c15ULL >> 32; }

/// What a column of this definition makes of a value, or its default where none is given.
Value stored_in(const Column& column, bool strict, const std::optional<Value>& given) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    Table scratch{"scratch", {column}, {}};
    // In a STRICT table ANY alone means something else.
    scratch.strict = strict && declared_type(column.type).view() == "ANY";
    std::erase_if(scratch.columns.front().constraints, [](const ColumnConstraint& constraint) {
        return !std::holds_alternative<Default>(constraint.rule);
    });
    connection.execute(ddl::write(scratch));
    if (given) {
        auto insert = connection.prepare("INSERT INTO scratch VALUES (?1)");
        insert.bind(1, *given);
        insert.step();
    } else {
        connection.execute("INSERT INTO scratch DEFAULT VALUES");
    }
    return *sqlite::query_value(connection, "SELECT * FROM scratch");
}

/// Whether a step that changes rows, or SQL, says what the added column holds.
bool writes(const Step::Kind& later, const AddColumn& step) {
    if (const auto* sql = std::get_if<Sql>(&later))
        return std::ranges::find(sql->yields.writes, step.table) != sql->yields.writes.end();
    if (const auto* insert = std::get_if<InsertRows>(&later)) return insert->table == step.table;
    const auto* update = std::get_if<UpdateRows>(&later);
    return update != nullptr && update->table == step.table &&
           std::ranges::find(update->set, step.column.name, &UpdateRows::Assignment::column) !=
               update->set.end();
}

/// What the added column holds of a row that was there: what a row inserted after that step would,
/// converted as the steps behind it say; nothing where an expression of theirs computes it.
std::optional<Value> default_of(const Subject& subject, std::size_t place, const AddColumn& step) {
    const bool strict = subject.after.existing_table(step.table).strict;
    Value value = stored_in(step.column, strict, std::nullopt);
    for (std::size_t i = place + 1; i < subject.migration.steps.size(); ++i) {
        const Step::Kind& later = subject.migration.steps[i].kind();
        if (const auto* table = std::get_if<AlterTable>(&later);
            table != nullptr && table->table.name == step.table)
            return std::nullopt;  // its types may have been read otherwise for a while
        if (writes(later, step)) return std::nullopt;
        const auto* drop = std::get_if<DropColumn>(&later);
        if (drop != nullptr && drop->table == step.table && drop->column == step.column.name)
            return std::nullopt;  // a later one has its name
        const auto* alter = std::get_if<AlterColumn>(&later);
        if (alter == nullptr || alter->table != step.table ||
            alter->column.name != step.column.name)
            continue;
        if (!alter->using_.tokens.empty() || !alter->fill.tokens.empty()) return std::nullopt;
        value = stored_in(alter->column, strict, value);
    }
    return value;
}

/// A column that was added, and what it is to hold in every row.
struct Expected {
    Identifier column;
    Value value;
};

/// Nothing where the step, or one behind it, says what rows hold.
std::optional<Expected> expected_of(const Bench& bench, std::size_t place, const AddColumn& step) {
    const Schema& schema = bench.subject().after;
    const auto table = schema.table(step.table);
    if (!table || !schema.tables[*table].has_column(step.column.name)) return std::nullopt;
    if (step.has_fill() || step.column.is_generated()) return std::nullopt;
    auto value = default_of(bench.subject(), place, step);
    if (!value) return std::nullopt;
    return Expected{step.column.name, std::move(*value)};
}

/// The first row in which an added column is not what a row inserted now would have.
std::optional<Breach> wrong_default(Bench& bench, const TableView& view,
                                    const std::vector<Expected>& expected) {
    auto rows = bench.connection().prepare(
        "SELECT " + ddl::quoted(view.columns.front()) + ", " +
        joined(expected, [](const Expected& each) { return ddl::quoted(each.column); }) + " FROM " +
        ddl::in_main(view.table));
    while (rows.step())
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const Value found = rows.value(static_cast<int>(i) + 1);
            if (identical(found, expected[i].value)) continue;
            return Breach{
                Law::nullability, "a row that was there reads otherwise than a new one",
                WrongValue{std::string(view.table.view()), std::to_string(rows.integer(0)),
                           std::string(expected[i].column.view()), expected[i].value, found}};
        }
    return std::nullopt;
}

/// The first of the sorted problems that was not there before.
std::optional<std::string> first_new(const Problems& before, const Problems& after) {
    Problems fresh;
    std::ranges::set_difference(after, before, std::back_inserter(fresh));
    if (fresh.empty()) return std::nullopt;
    return fresh.front();
}

/// Whether the parent of a part-way state lacked the key, so that SQLite said nothing of the rows.
bool could_not_be_checked(const Problems& orphans) {
    return std::ranges::any_of(
        orphans, [](const std::string& line) { return line.starts_with("foreign key mismatch"); });
}

/// Whether there is SQL between the creation of a table and its end: the way back makes the table
/// what that SQL knows, and rows that came since go with it.
bool has_sql_behind_creation(const Migration& migration) {
    const auto creation = std::ranges::find_if(migration.steps, [](const Step& step) {
        return std::holds_alternative<CreateTable>(step.kind());
    });
    return std::any_of(creation, migration.steps.end(),
                       [](const Step& step) { return std::holds_alternative<Sql>(step.kind()); });
}

/// Rows of a part-way state never were in the old schema, nor rows of a new table in what it was at
/// first, nor what an application made of computed values, so what the way back puts upon them
/// again (a CHECK, a key) may refuse them: the law speaks of states of the old version. Such a way
/// back must leave all as it is, though.
bool rows_may_contradict(const Bench& bench, const RunError& error) {
    const auto* damaged = error.get<Damaged>();
    const bool has_no_parent = damaged != nullptr && damaged->part == Damaged::Part::parents;
    return (!bench.shape().done.empty() || bench.changes_computed_values() ||
            bench.changes_rows_since() || has_sql_behind_creation(bench.subject().migration)) &&
           bench.subject().step_class != StepClass::additive &&
           (has_no_parent || is_refusal_by_rows(error, bench.subject().migration));
}

/// With names that change the lines are others: their number is not to grow.
std::optional<std::string> more_orphans(const Orphans& before, const Orphans& after) {
    std::size_t then = 0;
    for (const auto& [table, orphans] : before) {
        if (could_not_be_checked(orphans)) return std::nullopt;
        then += orphans.size();
    }
    std::size_t now = 0;
    std::optional<std::string> some;
    for (const auto& [table, orphans] : after) {
        now += orphans.size();
        if (!orphans.empty()) some = orphans.front();
    }
    return now > then ? some : std::nullopt;
}

/// Whether tables and columns may be called otherwise afterwards, or rows, by their rowids.
bool renames(const Migration& migration) {
    return std::ranges::any_of(migration.steps, [](const Step& step) {
        return std::holds_alternative<RenameTable>(step.kind()) ||
               std::holds_alternative<RenameColumn>(step.kind()) ||
               std::holds_alternative<AlterTable>(step.kind()) ||
               std::holds_alternative<AlterColumn>(step.kind()) ||
               std::holds_alternative<Sql>(step.kind());
    });
}

/// What is wrong of a database and was not before. With names that change the lines are others:
/// their number is not to grow.
std::optional<std::string> new_damage(Bench& bench) {
    const Problems damage = bench.damage();
    if (damage.empty()) return std::nullopt;
    const Problems before = bench.old_damage();
    if (renames(bench.subject().migration) && damage.size() <= before.size()) return std::nullopt;
    return first_new(before, damage);
}

std::optional<Breach> new_orphan(Bench& bench) {
    if (renames(bench.subject().migration)) {
        if (auto orphan = more_orphans(bench.old_orphans(), bench.orphans()))
            return Breach{Law::integrity, *orphan};
        return std::nullopt;
    }
    for (const auto& [table, orphans] : bench.orphans()) {
        const auto before = bench.old_orphans().find(table);
        const bool was_there = before != bench.old_orphans().end();
        if (was_there && could_not_be_checked(before->second)) continue;
        // A key that refers to no key is as its schema has it, wherever that comes from.
        if (bench.subject().from_nothing() && could_not_be_checked(orphans)) continue;
        if (auto orphan = first_new(was_there ? before->second : Problems(), orphans))
            return Breach{Law::integrity, *orphan};
    }
    return std::nullopt;
}

bool is_of_sql(const StorageFailure& failure, const Migration& migration) {
    // Full is a table with the largest key that AUTOINCREMENT gives.
    if (failure.kind != sqlite::FailureKind::error && failure.kind != sqlite::FailureKind::limit &&
        failure.kind != sqlite::FailureKind::full)
        return false;
    return std::ranges::any_of(migration.steps, [&](const Step& step) {
        const auto* sql = std::get_if<Sql>(&step.kind());
        if (sql == nullptr) return false;
        const auto is_among = [&](const std::vector<Text>& statements) {
            return std::ranges::find(statements, Text(failure.sql)) != statements.end();
        };
        return is_among(sql->up) || (sql->down && is_among(*sql->down));
    });
}

}  // namespace

bool is_refusal_by_rows(const RunError& error, const Migration& migration) {
    if (error.get<RowsContradict>() != nullptr) return true;
    const auto* stopped = error.get<Stopped>();
    if (stopped == nullptr) return false;
    if (is_of_sql(stopped->failure, migration)) return true;
    // ALTER TABLE … ADD COLUMN has no code of its own for it.
    return stopped->failure.kind == sqlite::FailureKind::constraint ||
           stopped->failure.message.find("constraint failed") != std::string::npos;
}

std::optional<Breach> atomicity(Bench& bench) {
    const auto plan = bench.plan_up();
    if (!plan) return std::nullopt;  // nothing runs, so nothing can fail half-way
    const RowsDigest definitions = bench.definitions();
    const std::uint32_t commits = bench.connection().commits();
    const std::size_t point = drawn(bench.options().turn) % points_of_failure(*plan);
    const auto outcome = bench.carry_out(*plan, {.before_statement = FailsAt(point)});
    if (bench.connection().in_transaction())
        return Breach{Law::atomicity, "a failed migration leaves its transaction open"};
    if (outcome) return Breach{Law::atomicity, "an error between two statements goes unnoticed"};
    if (bench.connection().commits() == commits) return std::nullopt;  // so nothing has changed
    if (bench.definitions() != definitions)
        return Breach{Law::atomicity, "a failed migration leaves another schema behind"};
    return difference(Law::atomicity, bench.whole(), bench.read(bench.whole().views));
}

std::optional<Breach> preservation(Bench& bench) {
    if (auto breach =
            difference(Law::preservation, bench.outside(), bench.read(bench.outside_after())))
        return breach;
    if (auto breach = wrong_computed_value(bench)) return breach;
    if (auto breach = unlike_plain_statements(bench)) return breach;
    if (bench.present().others == bench.old_others()) return std::nullopt;
    return Breach{Law::preservation, "there are other objects that the graph does not manage"};
}

std::optional<Breach> nullability(Bench& bench) {
    std::map<Identifier, std::vector<Expected>> by_table;
    for (std::size_t open : open_steps(bench))
        for (const AddColumn& add : added_columns(bench.subject(), open))
            if (auto expected = expected_of(bench, open, add))
                by_table[add.table].push_back(std::move(*expected));
    for (const TableView& view : views_of(bench.subject().after))
        if (const auto expected = by_table.find(view.table); expected != by_table.end())
            if (auto breach = wrong_default(bench, view, expected->second)) return breach;
    return std::nullopt;
}

std::optional<Breach> convergence(Bench& bench) {
    const Schema& schema = bench.present().schema;
    const bool same =  // to compare costs less than two fingerprints
        schema == bench.subject().after ||
        fingerprint(schema) == fingerprint(bench.subject().after);
    if (same) return unlike_other_ways(bench);
    const Difference found = difference(bench.subject().after, schema);
    return Breach{Law::convergence, std::to_string(found.size()) +
                                        " parts of the schema are not those of the version"};
}

std::optional<Breach> integrity(Bench& bench) {
    if (auto breach = new_orphan(bench)) return breach;
    if (auto text = became_text(bench.sandbox().schema(), bench.present().schema))
        return Breach{Law::integrity, text->object + " takes \"" +
                                          std::string(text->column.view()) +
                                          "\" for a text, since no column has that name"};
    if (auto problem = new_damage(bench)) return Breach{Law::integrity, *problem};
    return std::nullopt;
}

std::optional<Breach> compatibility(Bench& bench, const std::vector<OldStatement>& statements,
                                    const std::vector<std::string>& old_effects) {
    const auto effects = bench.effects_of(statements);
    for (std::size_t i = 0; i < std::min(effects.size(), old_effects.size()); ++i)
        if (effects[i] != old_effects[i])
            return Breach{Law::compatibility, "a statement of old code has another effect: " +
                                                  old_effects[i] + " became " + effects[i]};
    return std::nullopt;
}

namespace {

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
    if (fingerprint(bench.present().schema) != fingerprint(bench.subject().before))
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
