#include "support/object_steps.hpp"

#include <utility>

#include "support/draw.hpp"
#include "support/language.hpp"
#include "support/parts.hpp"
#include "support/references.hpp"

namespace evolve {
namespace {

std::vector<Identifier> all_names(const Schema& schema) {
    std::vector<Identifier> names;
    for (const Table& table : schema.tables) names.push_back(table.name);
    for (const Index& index : schema.indexes) names.push_back(index.name);
    for (const View& view : schema.views) names.push_back(view.name);
    for (const Trigger& trigger : schema.triggers) names.push_back(trigger.name);
    for (const VirtualTable& table : schema.virtual_tables) names.push_back(table.name);
    return names;
}

Step some_object_step(const Schema& before) {
    const Identifier name = fresh_name(all_names(before));
    switch (between(0, 6)) {
        case 0:
            if (!before.views.empty()) return DropView{one_of(before.views).name};
            [[fallthrough]];
        case 1: return CreateView{language_view(before, name)};
        case 2:
            if (!before.triggers.empty()) return DropTrigger{one_of(before.triggers).name};
            [[fallthrough]];
        case 3: return CreateTrigger{language_trigger(before, name)};
        case 4:
            if (!before.virtual_tables.empty())
                return DropVirtualTable{one_of(before.virtual_tables).name};
            [[fallthrough]];
        default: return CreateVirtualTable{language_virtual_table(name)};
    }
}

Step some_generated_column(const Table& table) {
    const auto names = names_of(table);
    Column column{fresh_name(names), Text(any_type()), {}};
    column.constraints.push_back({{}, some_generation(names)});
    return AddColumn{table.name, std::move(column)};
}

}  // namespace

Step some_language_step(const Schema& before) {
    const Identifier name = fresh_name(all_names(before));
    switch (below(6)) {
        case 0: {
            Table table = *any_language_table(name, {});
            drop_references(table);
            return CreateTable{std::move(table)};
        }
        case 1: return CreateIndex{language_index(one_of(before.tables), name)};
        case 2: return some_generated_column(one_of(before.tables));
        default: return some_object_step(before);
    }
}

rc::Gen<Step> any_object_step(Schema before) {
    return rc::gen::exec([before] {
        for (int attempts = 0; attempts < 20; ++attempts) {
            const Step step = some_object_step(before);
            if (applied(step, before)) return step;
        }
        return Step(CreateVirtualTable{language_virtual_table(fresh_name(all_names(before)))});
    });
}

}  // namespace evolve
