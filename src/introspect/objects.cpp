#include "evolve/introspect/objects.hpp"

namespace evolve::introspect {

std::vector<SchemaObject> read_objects(sqlite::Connection& connection) {
    std::vector<SchemaObject> objects;
    auto rows =
        connection.prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY rowid");
    while (rows.step())
        objects.push_back({Text(rows.text(0)), Identifier(rows.text(1)), Identifier(rows.text(2)),
                           Text(rows.text(3))});
    return objects;
}

}  // namespace evolve::introspect
