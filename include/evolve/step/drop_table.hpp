#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/object_use.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Drops a table and its indexes.
struct DropTable {
    static constexpr std::string_view tag = "drop_table";
    Identifier table;
    bool keep = true;  ///< whether its rows go into the complement

    friend constexpr bool operator==(const DropTable&, const DropTable&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropTable& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    if (auto user = detail::object_using(schema, step.table))
        return unexpected(Refusal{Why::table_in_use, step.table, {}, std::move(*user)});
    schema.tables.erase(schema.tables.begin() + static_cast<std::ptrdiff_t>(*position));
    std::erase_if(schema.indexes, [&](const Index& index) { return index.table == step.table; });
    return schema;
}

std::vector<Step> inverse(const DropTable& step, const Schema& before);
Footprint footprint(const DropTable& step, const Schema& before);
StepClass class_of(const DropTable& step, const Schema& before);
Work work_of(const DropTable& step, const Schema& before);
bool satisfied_by(const DropTable& step, const Schema& schema);
std::vector<std::string> statements(const DropTable& step, const Schema& before);
Wording wording(const DropTable& step, const Schema& before);

}  // namespace evolve
