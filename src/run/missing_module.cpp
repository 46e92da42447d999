#include "run/missing_module.hpp"

#include <string>
#include <variant>

#include "evolve/plan/dependants.hpp"

namespace evolve {
namespace {

bool has_module(sqlite::Connection& connection, const Identifier& module) {
    auto row =
        connection.prepare("SELECT 1 FROM pragma_module_list WHERE name = ?1 COLLATE NOCASE");
    row.bind(1, module.text());
    return row.step();
}

/// The virtual table as the database has it now, managed or not.
std::optional<VirtualTable> virtual_table(const Present& present, const Identifier& name) {
    if (const auto position = present.schema.virtual_table(name))
        return present.schema.virtual_tables[*position];
    for (VirtualTable& table : virtual_tables_among(present.others))
        if (table.name == name) return std::move(table);
    return std::nullopt;
}

std::vector<VirtualTable> needed(const PlannedMigration& migration, const Present& present) {
    std::vector<VirtualTable> tables;
    const auto add = [&](const Identifier& name) {
        if (auto table = virtual_table(present, name)) tables.push_back(std::move(*table));
    };
    for (const PlannedStep& step : migration.steps) {
        if (step.already_there) continue;
        if (const auto* create = std::get_if<CreateVirtualTable>(&step.step.kind()))
            tables.push_back(create->table);
        if (const auto* drop = std::get_if<DropVirtualTable>(&step.step.kind())) add(drop->table);
    }
    for (const IndexUpkeep& index : migration.upkeep) add(index.table);
    return tables;
}

}  // namespace

std::optional<MissingModule> missing_module(sqlite::Connection& connection, const Plan& plan) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const VirtualTable& table : needed(migration, plan.before))
            if (!has_module(connection, table.module))
                return MissingModule{table.name, table.module};
    return std::nullopt;
}

}  // namespace evolve
