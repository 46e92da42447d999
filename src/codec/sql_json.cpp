#include "codec/sql_json.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "codec/step_codec.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/statements.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

constexpr std::array kinds = {ObjectKind::table, ObjectKind::index, ObjectKind::view,
                              ObjectKind::trigger, ObjectKind::virtual_table};
constexpr std::array<std::string_view, 4> keys_of_sql = {"up", "down", "claims", "yields"};
constexpr std::array<std::string_view, 3> keys_of_yields = {"drops", "makes", "writes"};

std::vector<Text> read_statements(const JsonCursor& at) {
    std::vector<Text> statements;
    at.each([&](const JsonCursor& each) {
        const std::string text = each.text();
        for (const ddl::StatementText& statement : ddl::statements_of(text))
            statements.emplace_back(statement.sql);
    });
    return statements;
}

/// "virtual table notes"
DroppedObject read_drop(const JsonCursor& at) {
    const std::string text = at.text();
    for (ObjectKind kind : kinds) {
        const std::string start = std::string(text_of(kind)) + " ";
        if (text.starts_with(start) && text.size() > start.size())
            return {kind, Identifier(std::string_view(text).substr(start.size()))};
    }
    at.fail({.fault = FileFault::wrong_value,
             .expected = "the kind and name of an object, as \"table notes\"",
             .found = Text(at.shown())});
    return {};
}

void read_definition(const JsonCursor& at, Schema& schema) {
    auto definition = ddl::parse_definition(at.text());
    if (definition) return ddl::add(schema, std::move(*definition));
    at.fail({.fault = FileFault::bad_sql, .found = Text(ddl::describe(definition.error()))});
}

Yields read_yields(const JsonCursor& at) {
    at.takes(keys_of_yields);
    Yields yields;
    if (const auto drops = at.find("drops"))
        drops->each([&](const JsonCursor& each) { yields.drops.push_back(read_drop(each)); });
    if (const auto makes = at.find("makes"))
        makes->each([&](const JsonCursor& each) { read_definition(each, yields.makes); });
    if (const auto writes = at.find("writes"))
        writes->each([&](const JsonCursor& each) { yields.writes.emplace_back(each.text()); });
    return yields;
}

ordered_json texts_json(const std::vector<Text>& texts) {
    ordered_json list = ordered_json::array();
    for (const Text& text : texts) list.push_back(text.view());
    return list;
}

/// What is empty is left out.
ordered_json yields_json(const Yields& yields, ddl::Quoting quoting) {
    ordered_json json = ordered_json::object();
    for (const DroppedObject& drop : yields.drops)
        json["drops"].push_back(std::string(text_of(drop.kind)) + " " +
                                std::string(drop.name.view()));
    for (const std::string& sql : ddl::write(yields.makes, quoting)) json["makes"].push_back(sql);
    for (const Identifier& table : yields.writes) json["writes"].push_back(table.view());
    return json;
}

}  // namespace

Sql read_sql(const JsonCursor& at) {
    at.takes(keys_of_sql);
    Sql step{read_statements(at.at("up"))};
    if (step.up.empty())
        at.at("up").fail({.fault = FileFault::wrong_value,
                          .expected = "at least one SQL statement",
                          .found = Text(at.at("up").shown())});
    if (const auto down = at.find("down")) step.down = read_statements(*down);
    if (const auto claims = at.find("claims")) step.claims = read_class(*claims);
    if (const auto yields = at.find("yields")) step.yields = read_yields(*yields);
    return step;
}

ordered_json json_of(const Sql& step, ddl::Quoting quoting) {
    ordered_json json{{"up", texts_json(step.up)}};
    if (step.down) json["down"] = texts_json(*step.down);
    if (step.claims) json["claims"] = text_of(*step.claims);
    json["yields"] = yields_json(step.yields, quoting);
    return json;
}

}  // namespace evolve::codec
