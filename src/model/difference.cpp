#include "evolve/model/difference.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "evolve/model/canonical.hpp"
#include "model/by_name.hpp"
#include "model/schema_texts.hpp"

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
    const TableOptions wished{expected.without_rowid, expected.strict};
    const TableOptions there{found.without_rowid, found.strict};
    if (wished != there) result.options.push_back({expected.name, wished, there});
}

template <class Object>
Entries<Object> entries_of(const std::vector<Object>& objects, const canon::SchemaTexts& texts) {
    Entries<Object> entries;
    for (const Object& object : objects)
        entries.emplace(object.name.folded().view(), Entry<Object>{texts.text(object), object});
    return entries;
}

const Identifier& owner(const Index& index) { return index.table; }
const Identifier& owner(const Trigger& trigger) { return trigger.table; }
template <class Object>
const Identifier& owner(const Object& object) {
    return object.name;
}

/// One side, and the texts of its objects.
struct Side {
    explicit Side(const Schema& of) : schema(of), texts(of) {}

    const Schema& schema;
    canon::SchemaTexts texts;
};

/// Compares the objects of one kind by their names.
template <class Object>
void compare_objects(std::vector<Object> Schema::*kind, const Side& expected, const Side& found,
                     std::vector<Change<Object>>& changes) {
    compare(Identifier(), entries_of(expected.schema.*kind, expected.texts),
            entries_of(found.schema.*kind, found.texts), changes);
    for (Change<Object>& change : changes)
        change.table = owner(change.expected ? *change.expected : *change.found);
}

}  // namespace

Difference difference(const Schema& expected, const Schema& found) {
    Difference result;
    const ByName<Table> wished(expected.tables);
    const ByName<Table> there(found.tables);
    for (const Table& table : expected.tables) {
        const Table* other = there.find(table.name);
        if (other == nullptr)
            result.tables.push_back({table.name, table, std::nullopt});
        else if (table != *other)
            compare_tables(normalised(table), normalised(*other), result);
    }
    for (const Table& table : found.tables)
        if (wished.find(table.name) == nullptr)
            result.tables.push_back({table.name, std::nullopt, table});
    const Side left(expected);
    const Side right(found);
    compare_objects(&Schema::indexes, left, right, result.indexes);
    compare_objects(&Schema::views, left, right, result.views);
    compare_objects(&Schema::triggers, left, right, result.triggers);
    compare_objects(&Schema::virtual_tables, left, right, result.virtual_tables);
    return result;
}

}  // namespace evolve
