#include "prove/state_json.hpp"

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/layout.hpp"
#include "codec/value_json.hpp"

namespace evolve {
namespace {

using namespace std::string_view_literals;
using codec::JsonCursor;
using nlohmann::ordered_json;

constexpr std::array keys = {"from"sv, "to"sv, "law"sv, "what"sv, "turn"sv, "shape"sv, "tables"sv};
constexpr std::array shape_keys = {"done"sv,       "shuffled_columns"sv, "encoding"sv,
                                   "bystanders"sv, "left_behind"sv,      "fitting"sv};
constexpr std::array table_keys = {"table"sv, "columns"sv, "rows"sv, "counter"sv};

constexpr std::size_t most_steps = 1'000'000;

ordered_json json_of(const RowsOf& rows) {
    ordered_json columns = ordered_json::array();
    for (const Identifier& column : rows.columns) columns.push_back(column.view());
    ordered_json all = ordered_json::array();
    for (const auto& row : rows.rows) {
        ordered_json values = ordered_json::array();
        for (const Value& value : row) values.push_back(codec::json_of(value));
        all.push_back(std::move(values));
    }
    ordered_json json = {
        {"table", rows.table.view()}, {"columns", std::move(columns)}, {"rows", std::move(all)}};
    if (rows.counter) json["counter"] = *rows.counter;
    return json;
}

ordered_json json_of(const Shape& shape) {
    ordered_json json = {{"done", shape.done},
                         {"shuffled_columns", shape.shuffled_columns},
                         {"encoding", text_of(shape.encoding)},
                         {"bystanders", shape.bystanders}};
    if (shape.left_behind) json["left_behind"] = true;
    if (shape.fitting) json["fitting"] = true;
    return json;
}

Encoding read_encoding(const JsonCursor& at) {
    const std::string text = at.text();
    for (Encoding encoding : {Encoding::utf8, Encoding::utf16le, Encoding::utf16be})
        if (text == text_of(encoding)) return encoding;
    at.fail({.fault = FileFault::wrong_value,
             .expected = "\"UTF-8\", \"UTF-16le\" or \"UTF-16be\"",
             .found = Text(at.shown())});
    return Encoding::utf8;
}

Shape read_shape(const JsonCursor& at, std::size_t steps) {
    at.takes(shape_keys);
    Shape shape;
    at.at("done").each([&](const JsonCursor& step) {
        if (const auto number = step.natural(0, most_steps); number < steps)
            shape.done.push_back(number);
    });
    shape.shuffled_columns = at.at("shuffled_columns").flag();
    shape.encoding = read_encoding(at.at("encoding"));
    shape.bystanders = at.at("bystanders").flag();
    const auto left_behind = at.find("left_behind");
    shape.left_behind = left_behind && left_behind->flag();
    const auto fitting = at.find("fitting");
    shape.fitting = fitting && fitting->flag();
    return shape;
}

std::vector<Value> read_row(const JsonCursor& at, std::size_t columns) {
    std::vector<Value> row;
    at.each([&](const JsonCursor& value) { row.push_back(codec::read_value(value)); });
    if (row.size() != columns)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "a value for each column",
                 .found = Text(at.shown())});
    return row;
}

RowsOf read_rows(const JsonCursor& at) {
    at.takes(table_keys);
    RowsOf rows{Identifier(at.at("table").text()), {}, {}};
    at.at("columns").each([&](const JsonCursor& name) { rows.columns.emplace_back(name.text()); });
    at.at("rows").each(
        [&](const JsonCursor& row) { rows.rows.push_back(read_row(row, rows.columns.size())); });
    if (const auto counter = at.find("counter")) rows.counter = counter->integer();
    return rows;
}

}  // namespace

std::string state_json(const FoundState& found) {
    const Proof& proof = found.proof;
    std::vector<std::string> tables;
    for (const RowsOf& rows : found.instance.state->tables)
        if (!rows.rows.empty()) tables.push_back(codec::one_line(json_of(rows)));
    const ordered_json from = proof.from ? ordered_json(proof.from->text()) : ordered_json(nullptr);
    const std::vector<std::string> entries = {
        "\"from\": " + codec::one_line(from),
        "\"to\": " + codec::one_line(proof.to.text()),
        "\"law\": " + codec::one_line(proof.counterexample->law),
        "\"what\": " + codec::one_line(proof.counterexample->what),
        "\"turn\": " + std::to_string(found.instance.turn),
        "\"shape\": " + codec::one_line(json_of(found.instance.state->shape)),
        "\"tables\": [" + codec::lines(tables, "    ") + (tables.empty() ? "]" : "\n  ]"),
    };
    return "{" + codec::lines(entries, "  ") + "\n}\n";
}

Result<Instance, FileError> parse_state(std::string_view text, std::string_view file,
                                        const Subject& subject) {
    const auto document = codec::parse_document(text, file);
    if (!document) return unexpected(document.error());
    codec::Reading reading(file);
    const JsonCursor at(*document, reading);
    at.takes(keys);
    Instance instance;
    State state;
    instance.turn = at.at("turn").natural();
    state.shape = read_shape(at.at("shape"), subject.migration.steps.size());
    at.at("tables").each(
        [&](const JsonCursor& table) { state.tables.push_back(read_rows(table)); });
    if (reading.failed()) return unexpected(*reading.error());
    instance.state = std::make_shared<const State>(std::move(state));
    return instance;
}

}  // namespace evolve
