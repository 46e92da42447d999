#include "evolve/model/difference.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "evolve/model/canonical.hpp"

namespace evolve {
namespace {

/// The parts of one side by what identifies them, with their canonical text.
template <class Part>
struct Entry {
    std::string text;
    Part part;
};
template <class Part>
using Entries = std::multimap<std::string, Entry<Part>>;

/// What stands on one side alone, or on both with different texts. Each part has one partner: a
/// CHECK that is written twice differs from the same CHECK written once.
template <class Part>
void compare(const Identifier& table, const Entries<Part>& expected, Entries<Part> found,
             std::vector<Change<Part>>& changes) {
    for (const auto& [key, entry] : expected) {
        const auto other = found.extract(key);
        if (other.empty())
            changes.push_back({table, entry.part, std::nullopt});
        else if (other.mapped().text != entry.text)
            changes.push_back({table, entry.part, other.mapped().part});
    }
    for (const auto& [key, entry] : found) changes.push_back({table, std::nullopt, entry.part});
}

Entries<Column> columns_of(const Table& table) {
    Entries<Column> entries;
    for (const Column& column : table.columns)
        entries.emplace(column.name.folded().view(),
                        Entry<Column>{canonical(column, table), column});
    return entries;
}

Entries<TableConstraint> constraints_of(const Table& table) {
    Entries<TableConstraint> entries;
    for (const TableConstraint& constraint : table.constraints) {
        const std::string text = canonical(constraint, table);
        entries.emplace(text, Entry<TableConstraint>{text, constraint});
    }
    return entries;
}

void compare_tables(const Table& expected, const Table& found, Difference& result) {
    compare(expected.name, columns_of(expected), columns_of(found), result.columns);
    compare(expected.name, constraints_of(expected), constraints_of(found), result.constraints);
}

Entries<Index> indexes_of(const Schema& schema) {
    Entries<Index> entries;
    for (const Index& index : schema.indexes)
        entries.emplace(index.name.folded().view(), Entry<Index>{canonical(index), index});
    return entries;
}

}  // namespace

Difference difference(const Schema& expected, const Schema& found) {
    Difference result;
    for (const Table& table : expected.tables) {
        const auto other = found.table(table.name);
        if (other)
            compare_tables(normalised(table), normalised(found.tables[*other]), result);
        else
            result.tables.push_back({table.name, table, std::nullopt});
    }
    for (const Table& table : found.tables)
        if (!expected.table(table.name)) result.tables.push_back({table.name, std::nullopt, table});
    compare(Identifier(), indexes_of(expected), indexes_of(found), result.indexes);
    for (Change<Index>& change : result.indexes)
        change.table = change.expected ? change.expected->table : change.found->table;
    return result;
}

}  // namespace evolve
