#include "run/guard.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/introspect/objects.hpp"

namespace evolve {
namespace {

bool has_table(const std::vector<SchemaObject>& objects, const Identifier& name) {
    return std::ranges::any_of(objects, [&](const SchemaObject& object) {
        return object.type.view() == "table" && object.name == name;
    });
}

/// The tables that the plan writes and those with foreign keys to one of them.
std::vector<Identifier> foreign_key_children(sqlite::Connection& connection, const Plan& plan) {
    std::vector<Identifier> children = tables_written(plan);
    for (const Identifier& parent : tables_written(plan))
        for (Identifier& child : introspect::tables_referring_to(connection, parent))
            if (std::ranges::find(children, child) == children.end())
                children.push_back(std::move(child));
    return children;
}

}  // namespace

Guard::Guard(sqlite::Connection& connection, const Plan& plan)
    : plan_(plan), before_(look(connection)) {}

Guard::Findings Guard::look(sqlite::Connection& connection) const {
    Findings found;
    const auto objects = introspect::read_objects(connection);
    found.broken = introspect::broken_objects(connection, objects);
    for (const Preserved& preserved : plan_.preserved)
        found.preserved.push_back(digest_rows(connection, preserved.rows));
    for (const Identifier& table : tables_written(plan_))
        if (has_table(objects, table))
            std::ranges::move(introspect::quick_check(connection, table),
                              std::back_inserter(found.problems));
    for (const Identifier& table : foreign_key_children(connection, plan_))
        if (has_table(objects, table))
            std::ranges::move(introspect::foreign_key_violations(connection, table),
                              std::back_inserter(found.problems));
    std::ranges::sort(found.problems);
    return found;
}

std::optional<std::string> Guard::worse(sqlite::Connection& connection) const {
    const Findings after = look(connection);
    for (const introspect::Broken& broken : after.broken)
        if (std::ranges::find(before_.broken, broken.object, &introspect::Broken::object) ==
            before_.broken.end())
            return broken.object + " would no longer compile: " + broken.reason;
    for (std::size_t i = 0; i < plan_.preserved.size(); ++i)
        if (before_.preserved[i] != after.preserved[i])
            return "values of table " + std::string(plan_.preserved[i].table.view()) +
                   " outside of what the steps touch would change";
    std::vector<std::string> fresh;
    std::ranges::set_difference(after.problems, before_.problems, std::back_inserter(fresh));
    if (!fresh.empty()) return fresh.front();
    return std::nullopt;
}

}  // namespace evolve
