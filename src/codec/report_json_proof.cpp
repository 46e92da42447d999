#include <nlohmann/json.hpp>
#include <string>

#include "codec/report_json_parts.hpp"
#include "codec/value_json.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json table_json(const CounterexampleTable& table) {
    ordered_json rows = ordered_json::array();
    for (const std::vector<Value>& row : table.rows) {
        ordered_json values = ordered_json::array();
        for (const Value& value : row) values.push_back(json_of(value));
        rows.push_back(std::move(values));
    }
    return {{"table", table.table}, {"columns", table.columns}, {"rows", std::move(rows)}};
}

ordered_json value_json(const Counterexample& counterexample) {
    if (counterexample.table.empty()) return nullptr;
    return {{"table", counterexample.table},
            {"row", counterexample.row},
            {"column", counterexample.column},
            {"expected", json_of(counterexample.expected)},
            {"found", json_of(counterexample.found)}};
}

ordered_json bound_json(const Bound& bound) {
    ordered_json tables = ordered_json::array();
    for (const BoundTable& table : bound.tables)
        tables.push_back({{"table", table.table}, {"rows", table.rows}});
    ordered_json columns = ordered_json::array();
    for (const BoundColumn& column : bound.columns)
        columns.push_back({{"table", column.table},
                           {"column", column.column},
                           {"values", column.values},
                           {"of", column.of},
                           {"alone", column.alone}});
    return {{"rows", bound.rows},
            {"states", bound.states},
            {"tables", std::move(tables)},
            {"columns", std::move(columns)}};
}

}  // namespace

ordered_json json_of(const Counterexample& counterexample) {
    ordered_json tables = ordered_json::array();
    for (const CounterexampleTable& table : counterexample.tables)
        tables.push_back(table_json(table));
    return {{"law", counterexample.law},           {"what", counterexample.what},
            {"value", value_json(counterexample)}, {"state", std::move(tables)},
            {"shape", counterexample.shape},       {"address", counterexample.address},
            {"runs", counterexample.runs}};
}

ordered_json json_of(const std::vector<LawTally>& laws) {
    ordered_json list = ordered_json::array();
    for (const LawTally& law : laws)
        list.push_back({{"law", law.law},
                        {"outcome", text_of(law.outcome)},
                        {"states", law.states},
                        {"relevant", law.relevant}});
    return list;
}

ordered_json json_of(const Coverage& coverage) {
    ordered_json columns = ordered_json::array();
    for (const ColumnCoverage& column : coverage.columns)
        columns.push_back({{"table", column.table},
                           {"column", column.column},
                           {"values", column.values},
                           {"nulls", column.nulls},
                           {"integers", column.integers},
                           {"reals", column.reals},
                           {"texts", column.texts},
                           {"blobs", column.blobs},
                           {"duplicates", column.duplicates},
                           {"hazards", column.hazards}});
    return {{"empty_tables", coverage.empty_tables},
            {"large_tables", coverage.large_tables},
            {"part_way", coverage.part_way},
            {"utf16", coverage.utf16},
            {"columns", std::move(columns)}};
}

ordered_json json_of(const ProofReport& report) {
    const Proof& proof = report.proof;
    ordered_json json = {{"from", json_of(proof.from)},
                         {"to", proof.to.text()},
                         {"holds", proof.holds()},
                         {"seed", proof.seed},
                         {"states", proof.states},
                         {"refused", proof.refused},
                         {"old_states", proof.old_states},
                         {"rows", proof.rows},
                         {"rows_rejected", proof.rows_rejected},
                         {"milliseconds", report.took.count()},
                         {"laws", json_of(proof.laws)}};
    if (!proof.refusal.empty()) json["refusal"] = proof.refusal;
    if (proof.bound)
        json["bound"] = bound_json(*proof.bound);
    else
        json["coverage"] = json_of(proof.coverage);
    if (proof.counterexample) {
        json["counterexample"] = json_of(*proof.counterexample);
        json["replay"] = report.replay;
    }
    if (!report.files.empty()) json["files"] = report.files;
    if (!report.no_evidence.empty()) json["no_evidence"] = report.no_evidence;
    return json;
}

ordered_json json_of(const QueriesReport& queries) {
    ordered_json statements = ordered_json::array();
    for (const QueryReport& each : queries.statements) {
        ordered_json on = ordered_json::array();
        for (const QueryOnVersion& version : each.on) {
            on.push_back(
                {{"version", version.version.text()}, {"verdict", text_of(version.verdict)}});
            if (!version.why.empty()) on.back()["why"] = version.why;
        }
        statements.push_back({{"line", each.line},
                              {"sql", each.sql},
                              {"depends_on_moment", each.depends_on_moment},
                              {"on", std::move(on)}});
    }
    return {{"file", queries.file},
            {"holds", queries.holds()},
            {"states", queries.states},
            {"seed", queries.seed},
            {"statements", std::move(statements)}};
}

ordered_json json_of(const Checked& checked) {
    return {{"from", json_of(checked.from)},
            {"to", json_of(checked.to)},
            {"how", text_of(checked.how)},
            {"laws", checked.laws},
            {"states", checked.states},
            {"seed", checked.seed},
            {"milliseconds", checked.took.count()}};
}

}  // namespace evolve::codec
