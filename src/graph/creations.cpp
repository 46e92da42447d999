#include "graph/creations.hpp"

#include <utility>

namespace evolve {

Creations::Creations(Schema& schema) : schema_(schema) {
    for (std::size_t i = 0; i < schema.tables.size(); ++i)
        tables_.emplace(schema.tables[i].name, i);
    for (const Index& index : schema.indexes) others_.insert(index.name);
    for (const View& view : schema.views) others_.insert(view.name);
    for (const VirtualTable& table : schema.virtual_tables) others_.insert(table.name);
}

Schema Creations::part_for(const Identifier& name) const {
    Schema part;
    if (const auto table = tables_.find(name); table != tables_.end())
        part.tables.push_back(schema_.tables[table->second]);
    if (others_.contains(name)) part.views.push_back({name});  // whichever of them it is
    return part;
}

std::optional<Refusal> Creations::add(const CreateTable& step) {
    auto made = applied(step, part_for(step.table.name));
    if (!made) return std::move(made.error());
    tables_.emplace(step.table.name, schema_.tables.size());
    schema_.tables.push_back(std::move(made->tables.back()));
    return std::nullopt;
}

std::optional<Refusal> Creations::add(const CreateIndex& step) {
    Schema part = part_for(step.index.name);
    const auto table = tables_.find(step.index.table);
    const bool named_as_its_table = step.index.name == step.index.table;
    if (table != tables_.end() && !named_as_its_table)
        part.tables.push_back(std::move(schema_.tables[table->second]));
    auto made = applied(step, std::move(part));
    if (!made) return std::move(made.error());
    schema_.tables[table->second] = std::move(made->tables.back());
    others_.insert(step.index.name);
    schema_.indexes.push_back(std::move(made->indexes.back()));
    return std::nullopt;
}

}  // namespace evolve
