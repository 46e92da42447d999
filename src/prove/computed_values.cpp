#include <algorithm>
#include <array>
#include <map>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/complement.hpp"
#include "prove/bench.hpp"
#include "prove/row_trial.hpp"

// Inside the footprint each value is what the step's expression gives: the law says so of SQL that
// a person wrote, so SQLite is asked, on the same state as it was before, without evolve's own way
// of carrying steps out.

namespace evolve {
namespace {

/// A column, and what it is computed from in a row of the old table.
struct Computed {
    Identifier table;
    Column column;
    std::string value;
};

std::string in_brackets(const Expression& expression) { return "(" + ddl::write(expression) + ")"; }

std::optional<Computed> computed_by(const Step& step) {
    if (const auto* add = std::get_if<AddColumn>(&step.kind()); add != nullptr && add->has_fill()) {
        if (is_momentary(add->fill)) return std::nullopt;
        return Computed{add->table, add->column, in_brackets(add->fill)};
    }
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    if (alter == nullptr || alter->column.is_generated()) return std::nullopt;
    if (is_momentary(alter->using_) || is_momentary(alter->fill)) return std::nullopt;
    std::string value =
        alter->using_.tokens.empty() ? ddl::quoted(alter->column.name) : in_brackets(alter->using_);
    if (!alter->fill.tokens.empty())
        value = "ifnull(" + value + ", " + in_brackets(alter->fill) + ")";
    return Computed{alter->table, alter->column, std::move(value)};
}

/// Whether another step of the migration touches the table too, so that what this one computes from
/// is not what the old database holds.
bool is_touched_by_others(const Migration& migration, std::size_t place, const Schema& before) {
    Schema schema = before;
    const Identifier table = footprint(migration.steps[place], before).table;
    for (std::size_t i = 0; i < migration.steps.size(); ++i) {
        const auto tables = tables_of(migration.steps[i], schema);
        const bool is_sql = std::holds_alternative<Sql>(migration.steps[i].kind());
        if (i != place && is_sql && std::ranges::find(tables, table) != tables.end()) return true;
        const Footprint print = footprint(migration.steps[i], schema);
        // A row that comes may have the rowid of one that went.
        const bool inserts = std::holds_alternative<InsertRows>(migration.steps[i].kind());
        const bool harmless = print.columns.empty() && print.touch != Touch::renamed &&
                              print.touch != Touch::altered && !inserts;
        if (i != place && (print.table == table || print.to == table) && !harmless) return true;
        schema = *applied(migration.steps[i], std::move(schema));
    }
    return false;
}

/// What the computed column would hold, by the rowid: stored in a column of the same type. Of a row
/// that has no such value, which another step takes away first, there is none.
std::map<std::int64_t, Value> expected_values(const Bench& bench, const Computed& computed,
                                              const Table& table) {
    Sandbox before(bench.subject(), bench.states());
    sqlite::Connection& connection = before.connection();
    Column alone{"v", computed.column.type, {}};
    connection.execute(ddl::write(Table{
        "evolve law", {Column{"k", "INTEGER PRIMARY KEY", {}}, alone}, {}, false, table.strict}));
    const std::string key = ddl::quoted(row_key(table)->front());
    auto insert = connection.prepare("INSERT OR ABORT INTO \"evolve law\" SELECT " + key + ", " +
                                     computed.value + " FROM " + ddl::in_main(table.name) +
                                     " WHERE " + key + " = ?1");
    auto keys = connection.prepare("SELECT " + key + " FROM " + ddl::in_main(table.name));
    while (keys.step()) {
        insert.bind(1, keys.integer(0));
        takes_row(insert);
    }
    std::map<std::int64_t, Value> values;
    auto rows = connection.prepare("SELECT * FROM \"evolve law\"");
    while (rows.step()) values.emplace(rows.integer(0), rows.value(1));
    return values;
}

std::optional<Breach> compare(Bench& bench, const Computed& computed, const Table& table) {
    const auto expected = expected_values(bench, computed, table);
    const std::string key = ddl::quoted(row_key(table)->front());
    auto rows =
        bench.connection().prepare("SELECT " + key + ", " + ddl::quoted(computed.column.name) +
                                   " FROM " + ddl::in_main(table.name));
    while (rows.step()) {
        const auto wanted = expected.find(rows.integer(0));
        const Value found = rows.value(1);
        if (wanted == expected.end() || identical(found, wanted->second)) continue;
        return Breach{Law::preservation, "a value is not what the step's expression gives",
                      WrongValue{std::string(table.name.view()), std::to_string(rows.integer(0)),
                                 std::string(computed.column.name.view()), wanted->second, found}};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Breach> wrong_computed_value(Bench& bench) {
    const Subject& subject = bench.subject();
    if (!bench.shape().done.empty()) return std::nullopt;
    for (std::size_t i = 0; i < subject.migration.steps.size(); ++i) {
        const auto computed = computed_by(subject.migration.steps[i]);
        const auto position = computed ? subject.before.table(computed->table) : std::nullopt;
        if (!position || is_touched_by_others(subject.migration, i, subject.before)) continue;
        const Table& table = subject.before.tables[*position];
        const auto now = subject.after.table(table.name);
        if (table.without_rowid || !row_key(table) || !now) continue;
        if (rowid_alias(table) && table.columns[*rowid_alias(table)].name == computed->column.name)
            continue;
        if (auto breach = compare(bench, *computed, table)) return breach;
    }
    return std::nullopt;
}

}  // namespace evolve
