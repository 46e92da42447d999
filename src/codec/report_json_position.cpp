#include <nlohmann/json.hpp>
#include <string>

#include "codec/report_json_parts.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/difference_text.hpp"
#include "evolve/plan/ignored_text.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

template <class Part>
const Identifier& name_of(const Part& part) {
    return part.name;
}
const Identifier& name_of(const TableOptions&) {
    static const Identifier none;
    return none;
}

template <class Part>
std::string sql(const Part& part) {
    return ddl::write(part, ddl::Quoting::where_needed);
}
std::string sql(const TableOptions& options) { return shown(options); }

/// Definitions as graph files write them.
template <class Part>
void add(ordered_json& list, const char* part, const std::vector<Change<Part>>& changes) {
    for (const Change<Part>& change : changes) {
        ordered_json json = {{"table", change.table.view()}, {"part", part}};
        const Identifier& name = name_of(change.expected ? *change.expected : *change.found);
        if (!name.empty()) json["name"] = name.view();
        if (change.expected) json["expected"] = sql(*change.expected);
        if (change.found) json["found"] = sql(*change.found);
        list.push_back(std::move(json));
    }
}

ordered_json texts(const std::vector<Text>& words) {
    ordered_json list = ordered_json::array();
    for (const Text& word : words) list.push_back(word.view());
    return list;
}

ordered_json texts(const std::vector<VersionName>& versions) {
    ordered_json list = ordered_json::array();
    for (const VersionName& version : versions) list.push_back(version.text());
    return list;
}

ordered_json position_json(const AtVersion& at) {
    ordered_json json = {{"kind", "at"}, {"version", at.version.text()}};
    if (!at.history_says.empty()) json["history_says"] = at.history_says.view();
    return json;
}

ordered_json position_json(const AtOneOf& at) {
    return {{"kind", "several"}, {"versions", texts(at.versions)}};
}

ordered_json position_json(const PartWay& at) {
    return {{"kind", "part-way"},
            {"from", json_of(at.from())},
            {"to", at.to().text()},
            {"done", at.done},
            {"left", at.left}};
}

ordered_json position_json(const Newer& at) {
    return {{"kind", "newer"}, {"version", at.version.view()}};
}

ordered_json position_json(const Drifted& at) {
    return {{"kind", "drifted"},
            {"nearest", at.nearest.text()},
            {"differences", json_of(at.difference)}};
}

ordered_json position_json(const NothingManaged&) { return {{"kind", "nothing-managed"}}; }

}  // namespace

ordered_json json_of(const Difference& difference) {
    ordered_json list = ordered_json::array();
    add(list, "table", difference.tables);
    add(list, "column", difference.columns);
    add(list, "constraint", difference.constraints);
    add(list, "options", difference.options);
    add(list, "index", difference.indexes);
    add(list, "view", difference.views);
    add(list, "trigger", difference.triggers);
    add(list, "virtual-table", difference.virtual_tables);
    return list;
}

ordered_json json_of(const std::vector<IgnoredDifference>& differences) {
    ordered_json list = ordered_json::array();
    for (const IgnoredDifference& each : differences) {
        ordered_json json = {{"part", each.part == "virtual table" ? "virtual-table" : each.part},
                             {"name", each.object.view()},
                             {"what", text_of(each.kind)}};
        if (!each.expected.empty() || !each.found.empty()) {
            json["expected"] = texts(each.expected);
            json["found"] = texts(each.found);
        }
        list.push_back(std::move(json));
    }
    return list;
}

ordered_json json_of(const Position& position) {
    return std::visit([](const auto& at) { return position_json(at); }, position);
}

}  // namespace evolve::codec
