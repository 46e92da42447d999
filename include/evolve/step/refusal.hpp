#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"

namespace evolve {

/// Why a step does not apply to a schema. Each has a line in docs/errors.md.
enum class Why : std::uint8_t {
    no_such_table,
    no_such_column,
    no_such_index,
    no_such_view,
    no_such_trigger,
    no_such_virtual_table,
    object_exists,
    column_exists,
    reserved_name,
    rowid_name,
    too_many_columns,
    several_primary_keys,
    key_names_no_column,
    autoincrement_without_integer_key,
    foreign_key_of_other_width,
    foreign_key_without_table,
    foreign_key_without_key,
    column_is_primary_key,
    column_is_unique,
    not_null_without_default,
    default_is_not_constant,
    default_is_a_name,
    reference_with_default,
    name_would_be_captured,
    only_column,
    column_in_use,
    table_in_use,
    view_in_use,
    no_row_key,
    without_rowid_without_key,
    type_not_strict,
    default_not_strict,
    generated_key,
    all_generated,
    generated_with_value,
    case_alone,
    unclear_name,
    unique_before_key,
    nothing_changes,
    only_values_change,
    columns_differ,
    keys_differ,
    no_such_place,
    fill_reads_itself,
    view_counts_columns,
    column_twice,
    sets_generated,
    sets_row_key,
    key_not_given,
    key_is_null,
    row_of_other_width,
    aggregate_of_a_row,
    depends_on_moment,
    no_way_back,
};

struct Refusal {
    Why why{};
    Identifier table{};   ///< the table, or the object itself where it is none's part
    Identifier column{};  ///< the column, where one is concerned
    Text detail{};        ///< what stands in the way: another object, a definition

    friend constexpr bool operator==(const Refusal&, const Refusal&) = default;
};

/// The stable code of a reason: "no-such-table".
std::string_view code_of(Why why);

/// What is wrong, for a person.
std::string describe(const Refusal& refusal);

/// What to do about it.
std::string advice(const Refusal& refusal);

}  // namespace evolve
