#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {

nlohmann::ordered_json json_of(const Snapshot& snapshot) {
    using nlohmann::ordered_json;
    ordered_json tables = ordered_json::array();
    for (const SampledTable& each : snapshot.tables) {
        ordered_json table = {
            {"table", each.table.view()}, {"rows", each.rows}, {"taken", each.taken}};
        if (each.left_out > 0) table["left_out"] = each.left_out;
        tables.push_back(std::move(table));
    }
    ordered_json json = {{"file", snapshot.file},
                         {"bytes", snapshot.bytes},
                         {"seed", snapshot.seed},
                         {"scrubbed", snapshot.scrubbed},
                         {"tables", std::move(tables)}};
    if (!snapshot.unread.empty()) json["unread"] = json_of(snapshot.unread);
    return json;
}

}  // namespace evolve::codec
