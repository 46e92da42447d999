#include "evolve/run/present.hpp"

#include <utility>

#include "evolve/ddl/written_by_sqlite.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/records.hpp"
#include "evolve/step/names.hpp"

namespace evolve {

Result<Present, introspect::Unreadable> read_present(sqlite::Connection& connection,
                                                     const Managed& managed) {
    return read_present(connection, introspect::read_objects(connection), managed);
}

Result<Present, introspect::Unreadable> read_present(sqlite::Connection& connection,
                                                     const std::vector<SchemaObject>& objects,
                                                     const Managed& managed) {
    auto schema = introspect::schema_of(objects, managed);
    if (!schema) return unexpected(schema.error());
    Present present;
    present.schema = std::move(*schema);
    present.history = introspect::read_history(connection, objects);
    present.kept = introspect::read_kept(connection, objects);
    present.next_kept = introspect::next_kept_number(objects, present.kept);
    for (const SchemaObject& object : objects) {
        const bool dependant = object.type.view() == "index" || object.type.view() == "trigger";
        present.statistics = present.statistics || object.name == Identifier("sqlite_stat1");
        if (object.sql.empty() || detail::is_reserved(object.name)) continue;
        if (!managed(object))
            present.others.push_back(object);
        else if (dependant)
            present.texts.push_back(object);
        else if (object.type.view() == "table" && !ddl::is_written_by_sqlite(object.sql))
            present.edited.push_back(object.name);
    }
    return present;
}

}  // namespace evolve
