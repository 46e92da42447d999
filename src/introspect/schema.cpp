#include "evolve/introspect/schema.hpp"

#include <string>
#include <utility>
#include <variant>

#include "evolve/ddl/parser.hpp"

namespace evolve::introspect {

Explanation explain(const Unreadable& cause) {
    return {ExitCode::refused, "unreadable-definition",
            std::string(cause.type.view()) + " " + ddl::describe(cause.error),
            "Its definition is not what SQLite 3.40 takes. If the object is not part of the schema "
            "that you manage, put its name into \"ignore\" of graph.json."};
}

Result<Schema, Unreadable> schema_of(const std::vector<SchemaObject>& objects,
                                     const std::function<bool(const SchemaObject&)>& wanted) {
    Schema schema;
    for (const SchemaObject& object : objects) {
        if (object.sql.empty() || !wanted(object)) continue;
        auto definition = ddl::parse_definition(object.sql);
        if (!definition) {
            if (definition.error().object.empty()) definition.error().object = object.name.text();
            return unexpected(Unreadable{object.type, object.name, definition.error()});
        }
        ddl::add(schema, std::move(*definition));
    }
    return schema;
}

}  // namespace evolve::introspect
