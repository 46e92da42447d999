#include "evolve/introspect/objects.hpp"

#include <set>

namespace evolve::introspect {

namespace {

/// The tables in which the modules of virtual tables keep their content.
std::set<Identifier> shadow_tables(sqlite::Connection& connection) {
    std::set<Identifier> names;
    auto rows = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'");
    while (rows.step()) names.emplace(rows.text(0));
    return names;
}

}  // namespace

std::vector<SchemaObject> read_objects(sqlite::Connection& connection) {
    std::vector<SchemaObject> objects;
    bool has_virtual_table = false;
    auto rows = connection.prepare(
        "SELECT type, name, tbl_name, sql, rootpage FROM main.sqlite_schema ORDER BY rowid");
    while (rows.step()) {
        objects.push_back({Text(rows.text(0)), Identifier(rows.text(1)), Identifier(rows.text(2)),
                           Text(rows.text(3))});
        has_virtual_table |= rows.text(0) == "table" && rows.integer(4) == 0;
    }
    if (!has_virtual_table) return objects;
    const std::set<Identifier> shadows = shadow_tables(connection);
    std::erase_if(objects,
                  [&](const SchemaObject& object) { return shadows.contains(object.table); });
    return objects;
}

std::vector<SchemaObject> read_temporary_objects(sqlite::Connection& connection) {
    std::vector<SchemaObject> objects;
    auto rows = connection.prepare("SELECT type, name, tbl_name, sql FROM temp.sqlite_schema");
    while (rows.step())
        objects.push_back({Text(rows.text(0)), Identifier(rows.text(1)), Identifier(rows.text(2)),
                           Text(rows.text(3))});
    return objects;
}

}  // namespace evolve::introspect
