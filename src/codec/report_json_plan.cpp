#include <nlohmann/json.hpp>
#include <string_view>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

std::string_view text_of(Work work) {
    switch (work) {
        case Work::metadata: return "metadata";
        case Work::scan: return "scan";
        case Work::rewrite: return "rewrite";
    }
    return "";
}

ordered_json kept_json(const Keep& keep) {
    return {{"table", keep.source.view()},
            {"columns", json_of(keep.columns)},
            {"into", kept_table_name(keep.number)},
            {"statements", keep.statements}};
}

/// Nothing was asked of a step that is there already.
ordered_json step_json(const PlannedStep& step) {
    ordered_json json = {{"kind", tag_of(step.step)},
                         {"description", step.wording.plan},
                         {"already_done", step.already_there}};
    if (step.already_there) return json;
    json["class"] = evolve::text_of(step.step_class);
    json["work"] = text_of(step.work);
    json["in_place"] = step.copies.empty() && !step.together;
    std::vector<std::string> statements = step.copies;
    if (const auto& change = step.row_change) {
        for (const auto* some : {&change->computes, &change->statements, &change->afterwards,
                                 &change->clean_up, &change->spent})
            statements.insert(statements.end(), some->begin(), some->end());
        json["complement"] = kept_table_name(change->number);
    }
    statements.insert(statements.end(), step.restricted.begin(), step.restricted.end());
    statements.insert(statements.end(), step.statements.begin(), step.statements.end());
    json["statements"] = std::move(statements);
    return json;
}

ordered_json restored_json(const Restore& restore) {
    std::vector<std::string> statements = restore.statements;
    statements.insert(statements.end(), restore.clean_up.begin(), restore.clean_up.end());
    return {{"table", restore.source.view()},
            {"columns", json_of(restore.columns)},
            {"out_of", kept_table_name(restore.number)},
            {"statements", statements}};
}

ordered_json index_json(const IndexUpkeep& index) {
    return {{"index", index.table.view()}, {"statements", index.renewal}};
}

ordered_json migration_json(const PlannedMigration& migration) {
    ordered_json kept = ordered_json::array();
    ordered_json steps = ordered_json::array();
    ordered_json restored = ordered_json::array();
    ordered_json filled = ordered_json::array();
    for (const IndexUpkeep& index : migration.upkeep)
        if (!index.after.empty()) filled.push_back(index_json(index));
    for (const PlannedStep& step : migration.steps) {
        for (const Keep& each : step.keeps) kept.push_back(kept_json(each));
        steps.push_back(step_json(step));
        for (const Restore& each : step.restores) restored.push_back(restored_json(each));
    }
    return {{"from", json_of(migration.from())},
            {"to", json_of(migration.to())},
            {"direction", evolve::text_of(migration.direction)},
            {"class", evolve::text_of(migration.step_class)},
            {"kept", std::move(kept)},
            {"steps", std::move(steps)},
            {"restored", std::move(restored)},
            {"filled", std::move(filled)}};
}

}  // namespace

ordered_json json_of(const Plan& plan) {
    ordered_json migrations = ordered_json::array();
    for (const PlannedMigration& each : plan.migrations) migrations.push_back(migration_json(each));
    return {{"from", json_of(plan.from)},
            {"to", json_of(plan.to)},
            {"class", evolve::text_of(class_of(plan))},
            {"tables_written", json_of(tables_written(plan))},
            {"migrations", std::move(migrations)}};
}

}  // namespace evolve::codec
