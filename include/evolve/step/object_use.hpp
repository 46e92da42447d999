#pragma once

#include <optional>
#include <vector>

#include "evolve/base/text.hpp"
#include "evolve/model/naming.hpp"

namespace evolve {

class Step;

}

namespace evolve::detail {

/// A view, trigger or virtual table of the schema that depends on the table or view, or nothing.
constexpr std::optional<Text> object_using(const Schema& schema, const Identifier& name) {
    const Reach reach = reach_of(schema, name);
    if (!reach.views.empty()) return concat("view ", schema.views[reach.views.front()].name.view());
    if (!reach.triggers.empty())
        return concat("trigger ", schema.triggers[reach.triggers.front()].name.view());
    if (!reach.virtual_tables.empty())
        return concat("virtual table ",
                      schema.virtual_tables[reach.virtual_tables.front()].name.view());
    return std::nullopt;
}

/// The virtual table that names the table as its content, which SQLite leaves as it is; or nothing.
constexpr std::optional<Text> content_user(const Schema& schema, const Identifier& table) {
    for (const VirtualTable& each : schema.virtual_tables)
        if (refers_to(each, table)) return concat("virtual table ", each.name.view());
    return std::nullopt;
}

/// The steps that drop an object that views and triggers of `before` refer to although it is not
/// there yet: they are dropped before it and created again, dangling as they were.
std::vector<Step> drop_among_dangling(const Schema& before, const Identifier& name, Step drop);

}  // namespace evolve::detail
