#include <algorithm>
#include <map>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

/// What a column of this definition makes of a value, or its default where none is given.
Value stored_in(const Column& column, bool strict, const std::optional<Value>& given) {
    // No column makes anything of NULL, and it costs a database to ask.
    if (given ? std::holds_alternative<Null>(*given) : !column.has<Default>()) return Null();
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

}  // namespace

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

}  // namespace evolve
