#pragma once

#include <optional>

#include "evolve/base/text.hpp"
#include "evolve/model/naming.hpp"

namespace evolve::detail {

/// A view, trigger or virtual table of the schema that depends on the table or
/// view, or nothing.
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

}  // namespace evolve::detail
