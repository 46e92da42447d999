#include "prove/schema_made.hpp"

#include <algorithm>

#include "evolve/ddl/writer.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/run/rehearse.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve {
namespace {

std::optional<std::string> why_not_made(const Schema& schema) {
    try {
        auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        return std::nullopt;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        return failure.what();
    }
}

bool makes(const Step& step, const introspect::Broken& object) {
    const auto* view = std::get_if<CreateView>(&step.kind());
    const auto* trigger = std::get_if<CreateTrigger>(&step.kind());
    return (view != nullptr && view->view.name == object.name) ||
           (trigger != nullptr && trigger->trigger.table == object.name);
}

/// A function of a program's own that a view or trigger calls which the migration makes: SQLite
/// makes them, and cannot run them.
std::optional<std::string> unknown_function(const Subject& subject) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    for (const std::string& sql : ddl::write(subject.after)) connection.execute(sql);
    for (const introspect::Broken& broken :
         introspect::broken_objects(connection, introspect::read_objects(connection)))
        if (broken.calls_unknown_function() &&
            std::ranges::any_of(subject.migration.steps,
                                [&](const Step& step) { return makes(step, broken); }))
            return broken.object() + ": " + broken.reason;
    return std::nullopt;
}

}  // namespace

std::optional<std::string> why_not_made(const Subject& subject) {
    for (const Schema* schema : {&subject.before, &subject.after})
        if (auto why = why_not_made(*schema)) return why;
    if (subject.migration.from)
        if (auto why = unknown_function(subject)) return why;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        if (auto why = refused_whatever_the_rows(step, schema)) return why;
        schema = *applied(step, std::move(schema));
    }
    return std::nullopt;
}

}  // namespace evolve
