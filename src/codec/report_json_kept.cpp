#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json complement_json(const KeptSize& kept) {
    ordered_json json = {{"name", kept.name}};
    if (kept.entry) {
        json["table"] = kept.entry->source.view();
        json["columns"] = json_of(kept.entry->columns);
        json["from"] = kept.entry->from.view();
        json["to"] = kept.entry->to.view();
        json["at"] = kept.at;
    }
    json["rows"] = kept.rows;
    json["bytes"] = kept.bytes;
    return json;
}

}  // namespace

ordered_json json_of(const std::vector<KeptSize>& complements) {
    ordered_json list = ordered_json::array();
    for (const KeptSize& kept : complements) list.push_back(complement_json(kept));
    return list;
}

ordered_json json_of(const Restoration& restoration) {
    ordered_json json = {{"source", restoration.source}};
    if (!restoration.backup.empty()) json["backup"] = restoration.backup;
    json["bytes"] = restoration.bytes;
    json["compared"] = restoration.compared;
    if (!restoration.differs.empty()) json["differs"] = restoration.differs;
    return json;
}

}  // namespace evolve::codec
