#include "evolve/plan/managed.hpp"

#include <algorithm>

#include "evolve/step/names.hpp"

namespace evolve {

Managed::Managed(const Graph& graph, const Settings& settings) : ignored_(settings.ignore) {
    for (const Version& version : graph.versions()) {
        for (const Table& table : version.schema.tables) names_.insert(table.name);
        for (const Index& index : version.schema.indexes) names_.insert(index.name);
        for (const View& view : version.schema.views) names_.insert(view.name);
        for (const Trigger& trigger : version.schema.triggers) names_.insert(trigger.name);
        for (const VirtualTable& each : version.schema.virtual_tables) names_.insert(each.name);
    }
    // What a migration creates and drops again is in no version, and yet in a part-way database.
    for (const Version& version : graph.versions())
        for (const Arrival& arrival : version.record.from)
            for (const Step& step : arrival.steps) {
                if (const auto* table = std::get_if<CreateTable>(&step.kind()))
                    names_.insert(table->table.name);
                if (const auto* index = std::get_if<CreateIndex>(&step.kind()))
                    names_.insert(index->index.name);
                if (const auto* view = std::get_if<CreateView>(&step.kind()))
                    names_.insert(view->view.name);
                if (const auto* trigger = std::get_if<CreateTrigger>(&step.kind()))
                    names_.insert(trigger->trigger.name);
                if (const auto* other = std::get_if<CreateVirtualTable>(&step.kind()))
                    names_.insert(other->table.name);
                if (const auto* rename = std::get_if<RenameTable>(&step.kind()))
                    names_.insert(rename->to);
            }
}

bool Managed::operator()(const SchemaObject& object) const {
    if (detail::is_reserved(object.name)) return false;
    if (std::ranges::any_of(
            ignored_, [&](const Text& pattern) { return matches(pattern, object.name.view()); }))
        return false;
    return names_.contains(object.name) || names_.contains(object.table);
}

}  // namespace evolve
