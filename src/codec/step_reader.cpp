#include <algorithm>
#include <array>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <variant>

#include "codec/json_cursor.hpp"
#include "codec/sql_json.hpp"
#include "codec/step_codec.hpp"
#include "codec/value_json.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/codec/step_json.hpp"
#include "evolve/ddl/parser.hpp"

namespace evolve {
namespace codec {
namespace {

template <class... Kinds>
constexpr auto tags_of(std::type_identity<std::variant<Kinds...>>) {
    return std::array{Kinds::tag...};
}

constexpr auto tags = tags_of(std::type_identity<Step::Kind>());

Identifier read_name(const JsonCursor& at) { return Identifier(at.text()); }

bool read_keep(const JsonCursor& at) {
    const auto keep = at.find("keep");
    return !keep || keep->flag();
}

bool read_fire(const JsonCursor& at) {
    const auto fire = at.find("fire");
    return fire && fire->flag();
}

void fail_sql(const JsonCursor& at, const ddl::SyntaxError& error) {
    at.fail({.fault = FileFault::bad_sql, .found = Text(ddl::describe(error))});
}

std::string_view statement_of(const ddl::Definition& definition) {
    return std::visit(overloaded{
                          [](const Table&) { return "CREATE TABLE"; },
                          [](const Index&) { return "CREATE INDEX"; },
                          [](const View&) { return "CREATE VIEW"; },
                          [](const Trigger&) { return "CREATE TRIGGER"; },
                          [](const VirtualTable&) { return "CREATE VIRTUAL TABLE"; },
                      },
                      definition);
}

template <class Wanted>
Wanted read_definition(const JsonCursor& at) {
    auto definition = ddl::parse_definition(at.text());
    if (!definition) {
        fail_sql(at, definition.error());
        return {};
    }
    if (auto* wanted = std::get_if<Wanted>(&*definition)) return std::move(*wanted);
    at.fail({.fault = FileFault::wrong_value,
             .expected = statement_of(Wanted()),
             .found = statement_of(*definition)});
    return {};
}

Column read_column(const JsonCursor& at) {
    auto column = ddl::parse_column_definition(at.text());
    if (column) return std::move(*column);
    fail_sql(at, column.error());
    return {};
}

/// The expression under that key; the empty one where there is none.
Expression read_expression(const JsonCursor& at, std::string_view key) {
    const auto found = at.find(key);
    if (!found) return {};
    auto expression = ddl::parse_expression(found->text());
    if (expression) return std::move(*expression);
    fail_sql(*found, expression.error());
    return {};
}

/// "after": the name of a column, or null for the first place.
Place read_place(const JsonCursor& at) {
    const auto after = at.find("after");
    if (!after) return {};
    if (after->is_null()) return {Place::At::first};
    return {Place::At::after, read_name(*after)};
}

void takes(const JsonCursor& at, std::initializer_list<std::string_view> keys) {
    at.takes(std::span(keys.begin(), keys.size()));
}

// One function a kind; without one, a new kind does not compile.

CreateTable read(std::type_identity<CreateTable>, const JsonCursor& at) {
    takes(at, {"sql"});
    return {read_definition<Table>(at.at("sql"))};
}

DropTable read(std::type_identity<DropTable>, const JsonCursor& at) {
    takes(at, {"table", "keep"});
    return {read_name(at.at("table")), read_keep(at)};
}

CreateIndex read(std::type_identity<CreateIndex>, const JsonCursor& at) {
    takes(at, {"sql"});
    return {read_definition<Index>(at.at("sql"))};
}

DropIndex read(std::type_identity<DropIndex>, const JsonCursor& at) {
    takes(at, {"index"});
    return {read_name(at.at("index"))};
}

AddColumn read(std::type_identity<AddColumn>, const JsonCursor& at) {
    takes(at, {"table", "column", "fill", "after"});
    return {read_name(at.at("table")), read_column(at.at("column")), read_expression(at, "fill"),
            read_place(at)};
}

DropColumn read(std::type_identity<DropColumn>, const JsonCursor& at) {
    takes(at, {"table", "column", "keep"});
    return {read_name(at.at("table")), read_name(at.at("column")), read_keep(at)};
}

AlterColumn read(std::type_identity<AlterColumn>, const JsonCursor& at) {
    takes(at, {"table", "column", "using", "fill", "keep"});
    return {read_name(at.at("table")), read_column(at.at("column")), read_expression(at, "using"),
            read_expression(at, "fill"), read_keep(at)};
}

RenameColumn read(std::type_identity<RenameColumn>, const JsonCursor& at) {
    takes(at, {"table", "column", "to"});
    return {read_name(at.at("table")), read_name(at.at("column")), read_name(at.at("to"))};
}

RenameTable read(std::type_identity<RenameTable>, const JsonCursor& at) {
    takes(at, {"table", "to"});
    return {read_name(at.at("table")), read_name(at.at("to"))};
}

AlterTable read(std::type_identity<AlterTable>, const JsonCursor& at) {
    takes(at, {"table", "sql", "keep"});
    const JsonCursor name = at.at("table");
    AlterTable step{read_definition<Table>(at.at("sql")), read_keep(at)};
    if (step.table.name != read_name(name))
        name.fail({.fault = FileFault::wrong_value,
                   .expected = concat("\"", step.table.name.view(), "\", the table of the sql"),
                   .found = concat("\"", name.text(), "\"")});
    return step;
}

CreateView read(std::type_identity<CreateView>, const JsonCursor& at) {
    takes(at, {"sql"});
    return {read_definition<View>(at.at("sql"))};
}

DropView read(std::type_identity<DropView>, const JsonCursor& at) {
    takes(at, {"view"});
    return {read_name(at.at("view"))};
}

CreateTrigger read(std::type_identity<CreateTrigger>, const JsonCursor& at) {
    takes(at, {"sql"});
    return {read_definition<Trigger>(at.at("sql"))};
}

DropTrigger read(std::type_identity<DropTrigger>, const JsonCursor& at) {
    takes(at, {"trigger"});
    return {read_name(at.at("trigger"))};
}

CreateVirtualTable read(std::type_identity<CreateVirtualTable>, const JsonCursor& at) {
    takes(at, {"sql"});
    return {read_definition<VirtualTable>(at.at("sql"))};
}

DropVirtualTable read(std::type_identity<DropVirtualTable>, const JsonCursor& at) {
    takes(at, {"table", "keep"});
    return {read_name(at.at("table")), read_keep(at)};
}

/// An SQL text that begins with SELECT, VALUES or WITH; the empty one where there is none.
Expression read_query(const JsonCursor& at) {
    auto query = ddl::parse_query(at.text());
    if (query) return std::move(*query);
    fail_sql(at, query.error());
    return {};
}

InsertRows read(std::type_identity<InsertRows>, const JsonCursor& at) {
    takes(at, {"table", "columns", "values", "query", "fire"});
    InsertRows step{read_name(at.at("table")), {}};
    step.fire = read_fire(at);
    at.at("columns").each(
        [&](const JsonCursor& column) { step.columns.push_back(read_name(column)); });
    if (const auto query = at.find("query")) {
        step.query = read_query(*query);
        if (const auto values = at.find("values"))
            values->fail({.fault = FileFault::wrong_value,
                          .expected = "\"values\" or \"query\", not both",
                          .found = Text(values->shown())});
        return step;
    }
    at.at("values").each([&](const JsonCursor& row) {
        row.each([&, values = &step.values.emplace_back()](const JsonCursor& value) {
            values->push_back(read_value(value));
        });
    });
    return step;
}

UpdateRows read(std::type_identity<UpdateRows>, const JsonCursor& at) {
    takes(at, {"table", "set", "where", "keep", "fire"});
    UpdateRows step{
        read_name(at.at("table")), {}, read_expression(at, "where"), read_keep(at), read_fire(at)};
    const JsonCursor set = at.at("set");
    for (const std::string& column : set.keys())
        step.set.push_back({Identifier(column), read_expression(set, column)});
    return step;
}

DeleteRows read(std::type_identity<DeleteRows>, const JsonCursor& at) {
    takes(at, {"table", "where", "keep", "fire"});
    return {read_name(at.at("table")), read_expression(at, "where"), read_keep(at), read_fire(at)};
}

Sql read(std::type_identity<Sql>, const JsonCursor& at) { return read_sql(at); }

template <class... Kinds>
Step::Kind read_kind(std::type_identity<std::variant<Kinds...>>, std::string_view tag,
                     const JsonCursor& at) {
    Step::Kind kind;
    ((tag == Kinds::tag ? void(kind = read(std::type_identity<Kinds>(), at)) : void()), ...);
    return kind;
}

}  // namespace

StepClass read_class(const JsonCursor& at) {
    const auto step_class = step_class_of(at.text());
    if (!step_class)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "\"additive\", \"breaking\" or \"lossy\"",
                 .found = Text(at.shown())});
    return step_class.value_or(StepClass::additive);
}

Step read_step(const JsonCursor& at) {
    Step::Kind kind;
    if (const auto entry = at.only_entry()) {
        const auto& [tag, body] = *entry;
        if (std::ranges::find(tags, tag) == tags.end())
            at.fail({.fault = FileFault::unknown_step,
                     .expected = Text(listed(tags)),
                     .found = Text("\"" + tag + "\""),
                     .nearest = nearest_of(tag, tags)});
        kind = read_kind(std::type_identity<Step::Kind>(), tag, body);
    }
    return std::visit([](auto& known) { return Step(std::move(known)); }, kind);
}

}  // namespace codec

std::span<const std::string_view> step_tags() { return codec::tags; }

}  // namespace evolve
