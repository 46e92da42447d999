#include "evolve/step/creation.hpp"

namespace evolve {

std::vector<Step> creation_of(const Schema& schema) {
    std::vector<Step> steps;
    for (const Table& table : schema.tables) steps.emplace_back(CreateTable{table});
    for (const Index& index : schema.indexes) steps.emplace_back(CreateIndex{index});
    for (const VirtualTable& table : schema.virtual_tables)
        steps.emplace_back(CreateVirtualTable{table});
    for (const View& view : schema.views) steps.emplace_back(CreateView{view});
    for (const Trigger& trigger : schema.triggers) steps.emplace_back(CreateTrigger{trigger});
    return steps;
}

}  // namespace evolve
