#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "evolve/step/add_column.hpp"
#include "evolve/step/alter_column.hpp"
#include "evolve/step/alter_table.hpp"
#include "evolve/step/create_index.hpp"
#include "evolve/step/create_table.hpp"
#include "evolve/step/create_trigger.hpp"
#include "evolve/step/create_view.hpp"
#include "evolve/step/create_virtual_table.hpp"
#include "evolve/step/delete_rows.hpp"
#include "evolve/step/drop_column.hpp"
#include "evolve/step/drop_index.hpp"
#include "evolve/step/drop_table.hpp"
#include "evolve/step/drop_trigger.hpp"
#include "evolve/step/drop_view.hpp"
#include "evolve/step/drop_virtual_table.hpp"
#include "evolve/step/insert_rows.hpp"
#include "evolve/step/rename_column.hpp"
#include "evolve/step/rename_table.hpp"
#include "evolve/step/sql.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/update_rows.hpp"

namespace evolve {

namespace detail {

/// The closed list of kinds; a new kind is one more line here.
template <StepKind... Kinds>
using VariantOfKinds = std::variant<Kinds...>;
using AnyKind = VariantOfKinds<CreateTable, DropTable, RenameTable, AlterTable, CreateIndex,
                               DropIndex, AddColumn, DropColumn, RenameColumn, AlterColumn,
                               CreateView, DropView, CreateTrigger, DropTrigger, CreateVirtualTable,
                               DropVirtualTable, InsertRows, UpdateRows, DeleteRows, Sql>;

template <class K, class Variant>
inline constexpr bool is_alternative = false;
template <class K, class... Kinds>
inline constexpr bool is_alternative<K, std::variant<Kinds...>> = (std::is_same_v<K, Kinds> || ...);

}  // namespace detail

/// One invertible change from one schema to the next.
class Step {
public:
    using Kind = detail::AnyKind;

    template <class K>
        requires detail::is_alternative<K, Kind>
    constexpr Step(K kind) : kind_(std::move(kind)) {}

    [[nodiscard]] constexpr const Kind& kind() const { return kind_; }

    friend constexpr bool operator==(const Step&, const Step&) = default;

private:
    Kind kind_;
};

constexpr Result<Schema, Refusal> applied(const Step& step, Schema schema) {
    return std::visit([&](const auto& kind) { return applied(kind, std::move(schema)); },
                      step.kind());
}

inline std::vector<Step> inverse(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return inverse(kind, before); }, step.kind());
}

inline Footprint footprint(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return footprint(kind, before); }, step.kind());
}

inline StepClass class_of(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return class_of(kind, before); }, step.kind());
}

inline Work work_of(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return work_of(kind, before); }, step.kind());
}

inline bool satisfied_by(const Step& step, const Schema& schema) {
    return std::visit([&](const auto& kind) { return satisfied_by(kind, schema); }, step.kind());
}

inline std::vector<std::string> statements(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return statements(kind, before); }, step.kind());
}

inline Wording wording(const Step& step, const Schema& before) {
    return std::visit([&](const auto& kind) { return wording(kind, before); }, step.kind());
}

/// The tables that the step is about.
inline std::vector<Identifier> tables_of(const Step& step, const Schema& before) {
    if (const auto* sql = std::get_if<Sql>(&step.kind())) return tables_of(*sql, before);
    return {footprint(step, before).table};
}

inline std::string_view tag_of(const Step& step) {
    return std::visit([](const auto& kind) { return kind.tag; }, step.kind());
}

}  // namespace evolve
