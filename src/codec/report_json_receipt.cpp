#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"
#include "evolve/base/invariant.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json rows_json(std::optional<std::int64_t> rows) {
    return rows ? ordered_json(*rows) : ordered_json();
}

ordered_json kept_json(const KeptRows& kept) {
    return {{"table", kept.source.view()},
            {"columns", json_of(kept.columns)},
            {"into", kept_table_name(kept.number)},
            {"rows", rows_json(kept.rows)},
            {"rowids", kept.rowids}};
}

ordered_json step_json(const PlannedStep& step) {
    return {{"kind", tag_of(step.step)},
            {"description", step.already_there ? step.wording.skipped : step.wording.done},
            {"skipped", step.already_there}};
}

ordered_json restored_json(const RestoredRows& restored) {
    return {{"table", restored.source.view()},        {"columns", json_of(restored.columns)},
            {"rows", rows_json(restored.rows)},       {"rowids", restored.rowids},
            {"came_later", restored.came_later},      {"gone", restored.gone},
            {"changed_since", restored.changed_since}};
}

ordered_json changed_json(const ChangedRows& changed) {
    return {{"table", changed.table.view()},
            {"rows", changed.rows},
            {"passed_over", changed.passed_over}};
}

ordered_json migration_json(const PlannedMigration& planned, const MigrationReceipt& receipt) {
    ordered_json kept = ordered_json::array();
    for (const KeptRows& each : receipt.kept) kept.push_back(kept_json(each));
    ordered_json steps = ordered_json::array();
    for (const PlannedStep& each : planned.steps) steps.push_back(step_json(each));
    ordered_json changed = ordered_json::array();
    for (const ChangedRows& each : receipt.changed) changed.push_back(changed_json(each));
    ordered_json restored = ordered_json::array();
    for (const RestoredRows& each : receipt.restored) restored.push_back(restored_json(each));
    return {{"from", json_of(planned.from())},
            {"to", json_of(planned.to())},
            {"direction", text_of(planned.direction)},
            {"milliseconds", receipt.took.count()},
            {"kept", std::move(kept)},
            {"steps", std::move(steps)},
            {"changed", std::move(changed)},
            {"restored", std::move(restored)}};
}

}  // namespace

ordered_json json_of(const Receipt& receipt) {
    EVOLVE_INVARIANT(receipt.migrations.size() == receipt.plan.migrations.size());
    ordered_json migrations = ordered_json::array();
    for (std::size_t i = 0; i < receipt.migrations.size(); ++i)
        migrations.push_back(migration_json(receipt.plan.migrations[i], receipt.migrations[i]));
    ordered_json json = {{"from", json_of(receipt.plan.from)}, {"to", json_of(receipt.plan.to)}};
    if (!receipt.backup.empty()) json["backup"] = receipt.backup;
    json["migrations"] = std::move(migrations);
    return json;
}

}  // namespace evolve::codec
