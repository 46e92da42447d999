#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json added_json(const AddedColumn& added) {
    ordered_json json = {{"table", added.table.view()},
                         {"column", added.column.view()},
                         {"type", added.type.view()}};
    if (!added.failure.empty()) {
        json["failure"] = added.failure;
        return json;
    }
    json["rows"] = added.rows;
    json["nulls"] = added.nulls;
    return json;
}

}  // namespace

ordered_json json_of(const Verification& verification) {
    ordered_json added = ordered_json::array();
    for (const AddedColumn& each : verification.added) added.push_back(added_json(each));
    ordered_json samples = ordered_json::array();
    for (const Sample& each : verification.samples)
        samples.push_back({{"table", each.table.view()}, {"row", json_of(each)}});
    return {{"version", verification.version.text()},
            {"passed", verification.passed()},
            {"differences", json_of(verification.difference)},
            {"ignored_differences", json_of(verification.ignored)},
            {"integrity", verification.integrity},
            {"foreign_keys", verification.foreign_keys},
            {"broken", verification.broken},
            {"added_columns", std::move(added)},
            {"samples", std::move(samples)}};
}

}  // namespace evolve::codec
