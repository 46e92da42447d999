#include "run/temporary_object.hpp"

#include <algorithm>
#include <string>

#include "evolve/introspect/objects.hpp"
#include "evolve/plan/dependants.hpp"

namespace evolve {

std::optional<TemporaryObject> temporary_object(sqlite::Connection& connection, const Plan& plan) {
    const auto objects = introspect::read_temporary_objects(connection);
    if (objects.empty()) return std::nullopt;
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            for (const Identifier& table : tables_of(step, plan.before.schema)) {
                const auto hides = std::ranges::find(objects, table, &SchemaObject::name);
                if (hides != objects.end())
                    return TemporaryObject{
                        std::string(hides->type.view()) + " " + std::string(hides->name.view()),
                        table};
                if (const auto by = dependant_of(objects, table))
                    return TemporaryObject{std::string(by->view()), table};
            }
    return std::nullopt;
}

}  // namespace evolve
