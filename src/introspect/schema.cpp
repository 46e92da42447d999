#include "evolve/introspect/schema.hpp"

#include <string>
#include <utility>
#include <variant>

#include "evolve/ddl/parser.hpp"

namespace evolve::introspect {

Explanation explain(const Unreadable& cause) {
    const std::string object =
        std::string(cause.type.view()) + " " + std::string(cause.name.view());
    if (!cause.error)
        return {ExitCode::refused, "unreadable-object",
                object + ": this evolve does not read objects of type " +
                    std::string(cause.type.view()) + " yet",
                "If it is not part of the schema that you manage, put its name into \"ignore\" of "
                "graph.json."};
    return {ExitCode::refused, "unreadable-definition",
            std::string(cause.type.view()) + " " + ddl::describe(*cause.error),
            "This evolve reads tables and indexes in SQLite's common language. If the object is "
            "not part of the schema that you manage, put its name into \"ignore\" of graph.json."};
}

Result<Schema, Unreadable> schema_of(const std::vector<SchemaObject>& objects,
                                     const std::function<bool(const SchemaObject&)>& wanted) {
    Schema schema;
    for (const SchemaObject& object : objects) {
        if (object.sql.empty() || !wanted(object)) continue;
        if (object.type.view() != "table" && object.type.view() != "index")
            return unexpected(Unreadable{object.type, object.name, std::nullopt});
        auto definition = ddl::parse_definition(object.sql);
        if (!definition) {
            if (definition.error().object.empty()) definition.error().object = object.name.text();
            return unexpected(Unreadable{object.type, object.name, definition.error()});
        }
        if (auto* table = std::get_if<Table>(&*definition))
            schema.tables.push_back(std::move(*table));
        else
            schema.indexes.push_back(std::move(std::get<Index>(*definition)));
    }
    return schema;
}

}  // namespace evolve::introspect
