#include "prove/own_keys.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "prove/column_facts.hpp"
#include "prove/module_tables.hpp"

namespace evolve {
namespace {

/// Of the old version, with the unique indexes that the migration brings: without values of their
/// own for these, states that it takes one by one would be refused together.
Schema schema_with_new_indexes(const Subject& subject) {
    Schema schema = subject.before;
    for (const Index& index : subject.after.indexes)
        if (schema.table(index.table) && !schema.index(index.name)) schema.indexes.push_back(index);
    return schema;
}

/// The key, and each column that leads a unique one.
std::vector<bool> unique_columns(const Schema& schema, const RowsOf& rows) {
    std::vector<bool> unique(rows.columns.size());
    const auto table = table_like(schema, rows.table);
    if (!table) return unique;
    const Identifier rowid(rowid_name(*table));
    if (!unique.empty()) unique.front() = rows.columns.front() == rowid;
    const auto facts = facts_of(schema, *table);
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (facts[i].unique || facts[i].rowid_alias)
            if (const std::size_t place = place_of(rows, table->columns[i].name);
                place < unique.size())
                unique[place] = true;
    return unique;
}

/// Another value of its class for every slot; equal ones stay equal.
struct Moved {
    const Slot& slot;

    Value operator()(Null null) const { return null; }
    Value operator()(std::int64_t key) const {
        return key > std::numeric_limits<std::int64_t>::max() - slot.base() ? key
                                                                            : key + slot.base();
    }
    Value operator()(double number) const { return number + static_cast<double>(slot.base()); }
    Value operator()(const Text& text) const {
        return Text(std::string(text.view()) + "~" + std::to_string(slot.number));
    }
    Value operator()(const Blob& blob) const {
        return Blob{Text(std::string(blob.bytes.view()) + static_cast<char>(slot.number))};
    }
};

}  // namespace

OwnKeys::OwnKeys(const Subject& subject, const State& state) {
    const Schema schema = schema_with_new_indexes(subject);
    for (const RowsOf& rows : state.tables) moves_.push_back(unique_columns(schema, rows));
    const auto references = parent_references(schema);
    // As often as a parent may itself refer to another one.
    for (std::size_t round = 0; round < schema.tables.size(); ++round)
        for (const ParentReference& each : references)
            move_along(each, state, schema.tables[each.child].name,
                       schema.tables[each.parent].name);
}

void OwnKeys::move_along(const ParentReference& reference, const State& state,
                         const Identifier& child, const Identifier& parent) {
    const auto from = std::ranges::find(state.tables, parent, &RowsOf::table);
    const auto to = std::ranges::find(state.tables, child, &RowsOf::table);
    if (from == state.tables.end() || to == state.tables.end()) return;
    const auto& of_parent = moves_[static_cast<std::size_t>(from - state.tables.begin())];
    auto& of_child = moves_[static_cast<std::size_t>(to - state.tables.begin())];
    for (std::size_t i = 0; i < reference.key.columns.size(); ++i) {
        const std::size_t key = place_of(*from, reference.parent_columns[i]);
        const std::size_t place = place_of(*to, reference.key.columns[i]);
        if (key < of_parent.size() && place < of_child.size()) of_child[place] = of_parent[key];
    }
}

void OwnKeys::move(State& state, const Slot& slot) const {
    if (slot.number == 0) return;
    for (std::size_t table = 0; table < moves_.size(); ++table)
        for (std::size_t column = 0; column < moves_[table].size(); ++column) {
            if (!moves_[table][column]) continue;
            for (auto& row : state.tables[table].rows)
                row[column] = std::visit(Moved{slot}, row[column]);
        }
}

}  // namespace evolve
