#include "evolve/codec/report_json.hpp"

#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"
#include "codec/step_codec.hpp"

namespace evolve {
namespace codec {

using nlohmann::ordered_json;

std::string document(const ordered_json& json) {
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

ordered_json json_of(const VersionOrNull& version) {
    return version ? ordered_json(version->text()) : ordered_json(nullptr);
}

ordered_json json_of(const std::vector<Identifier>& names) {
    ordered_json list = ordered_json::array();
    for (const Identifier& name : names) list.push_back(name.view());
    return list;
}

namespace {

ordered_json problem_json(const Explanation& problem) {
    return {{"code", problem.code},
            {"exit", static_cast<int>(problem.exit)},
            {"message", problem.wrong},
            {"next", problem.next}};
}

void add(ordered_json& json, const char* key, const std::vector<std::string>& list) {
    if (!list.empty()) json[key] = list;
}

/// What the steps that change rows would change.
ordered_json changes_json(const DatabaseReport& database) {
    ordered_json list = ordered_json::array();
    for (const StepRows& each : database.changes) {
        const PlannedStep& step = database.plan->migrations[each.migration].steps[each.step];
        list.push_back({{"step", step.wording.plan}, {"rows", each.rows}});
    }
    return list;
}

ordered_json rows_json(const std::vector<TableRows>& tables) {
    ordered_json list = ordered_json::array();
    for (const TableRows& each : tables)
        list.push_back({{"table", each.table.view()}, {"rows", each.rows}});
    return list;
}

ordered_json database_json(const DatabaseReport& database) {
    ordered_json json = {{"path", database.path}};
    if (database.position) json["position"] = json_of(*database.position);
    if (database.target) json["target"] = database.target->text();
    add(json, "notes", database.notes);
    if (!database.ignored.empty()) json["ignored_differences"] = json_of(database.ignored);
    if (database.plan) json["pending"] = json_of(*database.plan);
    if (!database.rows.empty()) json["rows_touched"] = rows_json(database.rows);
    if (!database.changes.empty()) json["rows_changed"] = changes_json(database);
    for (const Checked& checked : database.checked) json["checked"].push_back(json_of(checked));
    if (database.proof) json["proof"] = json_of(*database.proof);
    if (database.receipt) json["done"] = json_of(*database.receipt);
    if (database.verification) json["verification"] = json_of(*database.verification);
    if (database.purge) {
        json["complements"] = json_of(database.purge->kept);
        json["removed"] = database.purge->removed;
    }
    if (database.restoration) json["restoration"] = json_of(*database.restoration);
    if (database.snapshot) json["snapshot"] = json_of(*database.snapshot);
    if (database.problem) json["problem"] = problem_json(*database.problem);
    return json;
}

ordered_json change_json(const SchemaChange& change) {
    ordered_json steps = ordered_json::array();
    for (const Step& step : change.steps.steps)
        steps.push_back(json_of(step, ddl::Quoting::where_needed));
    ordered_json open = ordered_json::array();
    for (const OpenDifference& each : change.steps.open)
        open.push_back({{"what", each.what}, {"why", each.why}});
    ordered_json renames = ordered_json::array();
    for (const LikelyRename& each : change.steps.likely_renames) renames.push_back(in_words(each));
    return {{"from", change.from},
            {"to", change.to},
            {"equal", change.difference.empty()},
            {"differences", json_of(change.difference)},
            {"ignored_differences", json_of(change.ignored)},
            {"steps", std::move(steps)},
            {"open", std::move(open)},
            {"likely_renames", std::move(renames)}};
}

ordered_json report_json(const Report& report) {
    ordered_json json = {{"command", report.command}, {"exit", static_cast<int>(report.exit)}};
    if (report.problem) json["problem"] = problem_json(*report.problem);
    if (report.version) json["version"] = report.version->text();
    add(json, "files", report.files);
    add(json, "steps", report.steps);
    add(json, "ignored", report.ignored);
    add(json, "notes", report.notes);
    if (report.skipped > 0) json["skipped"] = report.skipped;
    if (report.change) json["change"] = change_json(*report.change);
    if (report.fuzzing) json["fuzzing"] = json_of(*report.fuzzing);
    for (const ProofReport& proof : report.proofs) json["proofs"].push_back(json_of(proof));
    for (const Selftest& each : report.selftests) json["selftests"].push_back(json_of(each));
    if (report.queries) json["queries"] = json_of(*report.queries);
    for (const DatabaseReport& database : report.databases)
        json["databases"].push_back(database_json(database));
    return json;
}

}  // namespace
}  // namespace codec

std::string to_json(const Report& report) { return codec::document(codec::report_json(report)); }

}  // namespace evolve
