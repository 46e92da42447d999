#include "plan/rules.hpp"

#include <algorithm>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/row_pairs.hpp"

// Rows that have no parent.

namespace evolve {
namespace {

constexpr const char* orphan_repair =
    "Give those rows a parent, or set them to NULL, in a step before this one.";

/// Whether the rows that keep the one key keep the other: what follows from a change of the parent
/// and when it is checked does not matter.
bool as_strict(const ForeignKey& a, const ForeignKey& b) {
    return a.columns == b.columns && a.target.parent == b.target.parent &&
           a.target.columns == b.target.columns;
}

}  // namespace

void Rules::foreign_key(const ForeignKey& key) {
    const auto old = foreign_keys(before_);
    if (std::ranges::any_of(old, [&](const ForeignKey& each) { return as_strict(each, key); }))
        return;
    const auto columns = keys_of_parent(key, new_schema_);
    if (columns.empty()) return;
    std::vector<std::string> values;
    for (const Identifier& column : key.columns) {
        if (!is_plain(column)) return;  // for the copies to be held against
        values.push_back(source_of(column)->value);
    }
    const bool itself = key.target.parent == before_.name;
    if (itself && std::ranges::any_of(columns, [&](const Identifier& column) {
            return !before_.has_column(column);
        }))
        return;
    add("foreign key to " + std::string(key.target.parent.view()), orphan_repair, joined(values),
        is_orphan(values, ddl::in_main(key.target.parent), columns));
}

void Rules::foreign_key_of_copies(const ForeignKey& key, const Rebuild& rebuild) {
    const auto columns = keys_of_parent(key, new_schema_);
    const bool itself = key.target.parent == after_.name;
    const auto holds = [&](const Identifier& column) { return is_plain(column); };
    const auto finds_alike = [&](const Identifier& column) { return is_same_key(column); };
    if (columns.empty() || (std::ranges::all_of(key.columns, holds) &&
                            !(itself && !std::ranges::all_of(columns, finds_alike))))
        return;
    const std::string scratch = ddl::in_main(scratch_name(rebuild.number));
    const std::string orphan =
        is_orphan(values_in(std::string(copied_row), key.columns),
                  itself ? scratch : ddl::in_main(key.target.parent), columns);
    std::string source = scratch + " AS " + std::string(copied_row) + " WHERE " + orphan;
    const auto old = foreign_keys(before_);
    if (std::ranges::any_of(old, [&](const auto& each) { return as_strict(each, key); })) {
        const auto both = both_tables(rebuild);
        if (!both) return;  // for the check of foreign keys afterwards
        source = *both + " WHERE " + orphan + " AND NOT (" +
                 is_orphan(values_in(ddl::in_main(before_.name), key.columns),
                           ddl::in_main(key.target.parent), columns) +
                 ")";
    }
    found_.push_back({after_.name, "foreign key to " + std::string(key.target.parent.view()),
                      orphan_repair, keys_of_copies(),
                      joined(values_in(std::string(copied_row), key.columns)), source});
}

void Rules::children_of_copies(const Table& child, const ForeignKey& key, const Rebuild& rebuild) {
    const auto columns = keys_of_parent(key, new_schema_);
    if (std::ranges::all_of(columns, [&](const Identifier& column) {
            return is_same_key(column) || !before_.has_column(column);
        }))
        return;
    const std::string row = ddl::in_main(child.name);
    const auto values = values_in(row, key.columns);
    const auto own_key = row_key(child);
    found_.push_back(
        {child.name, "foreign key to " + std::string(after_.name.view()), orphan_repair,
         own_key ? joined(values_in(row, *own_key)) : "NULL", joined(values),
         row + " WHERE " + is_orphan(values, ddl::in_main(scratch_name(rebuild.number)), columns) +
             " AND NOT (" + is_orphan(values, ddl::in_main(before_.name), columns) + ")"});
}

bool Rules::is_same_key(const Identifier& column) const {
    return is_plain(column) &&
           collation_in(before_, {column, {}}) == collation_in(after_, {column, {}});
}

std::vector<std::string> Rules::values_in(const std::string& row,
                                          const std::vector<Identifier>& columns) {
    std::vector<std::string> values;
    for (const Identifier& column : columns) values.push_back(row + "." + ddl::quoted(column));
    return values;
}

std::vector<Identifier> Rules::keys_of_parent(const ForeignKey& key, const Schema& schema) {
    const auto position = schema.table(key.target.parent);
    if (!position) return {};
    const Table& parent = schema.tables[*position];
    auto columns = key.target.columns.empty() ? primary_key(parent) : key.target.columns;
    const bool all_there = std::ranges::all_of(
        columns, [&](const Identifier& column) { return parent.has_column(column); });
    if (!all_there || columns.size() != key.columns.size()) columns.clear();
    return columns;
}

std::string Rules::is_orphan(const std::vector<std::string>& values, const std::string& parent,
                             const std::vector<Identifier>& columns) {
    std::string present;
    std::string match;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        present += values[i] + " IS NOT NULL AND ";
        match += (i == 0 ? "" : " AND ") + ("p." + ddl::quoted(columns[i])) + " = +" + values[i];
    }
    return present + "NOT EXISTS (SELECT 1 FROM " + parent + " AS p WHERE " + match + ")";
}

}  // namespace evolve
