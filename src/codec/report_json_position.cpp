#include <nlohmann/json.hpp>
#include <string>

#include "codec/report_json_parts.hpp"
#include "evolve/ddl/writer.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

const Identifier& name_of(const Table& table) { return table.name; }
const Identifier& name_of(const Column& column) { return column.name; }
const Identifier& name_of(const TableConstraint& constraint) { return constraint.name; }
const Identifier& name_of(const Index& index) { return index.name; }

/// Definitions as graph files write them.
template <class Part>
void add(ordered_json& list, const char* part, const std::vector<Change<Part>>& changes) {
    for (const Change<Part>& change : changes) {
        ordered_json json = {{"table", change.table.view()}, {"part", part}};
        const Identifier& name = name_of(change.expected ? *change.expected : *change.found);
        if (!name.empty()) json["name"] = name.view();
        const auto sql = [](const Part& side) {
            return ddl::write(side, ddl::Quoting::where_needed);
        };
        if (change.expected) json["expected"] = sql(*change.expected);
        if (change.found) json["found"] = sql(*change.found);
        list.push_back(std::move(json));
    }
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
    add(list, "index", difference.indexes);
    return list;
}

ordered_json json_of(const Position& position) {
    return std::visit([](const auto& at) { return position_json(at); }, position);
}

}  // namespace evolve::codec
