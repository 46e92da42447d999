#include "run/guard.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/introspect/objects.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

bool has_table(const std::vector<SchemaObject>& objects, const Identifier& name) {
    return std::ranges::any_of(objects, [&](const SchemaObject& object) {
        return object.type.view() == "table" && object.name == name;
    });
}

/// Whether the plan brings back values of the table. They are as they were, whatever its CHECKs and
/// foreign keys say: orphans that were there once block nothing when they return.
bool is_restored(const Identifier& table, const Plan& plan) {
    return std::ranges::any_of(plan.migrations, [&](const PlannedMigration& migration) {
        return std::ranges::find(migration.restores, table, &Restore::source) !=
               migration.restores.end();
    });
}

/// What quick_check finds in a table that the plan writes.
std::vector<std::string> page_problems(sqlite::Connection& connection, const Identifier& table,
                                       const Plan& plan) {
    const Setting checks(connection, "ignore_check_constraints", is_restored(table, plan) ? 1 : 0);
    return introspect::quick_check(connection, table);
}

/// What integrity_check finds in the whole file.
std::vector<std::string> file_problems(sqlite::Connection& connection, const Plan& plan) {
    const bool restores = std::ranges::any_of(
        plan.migrations, [](const PlannedMigration& each) { return !each.restores.empty(); });
    const Setting checks(connection, "ignore_check_constraints", restores ? 1 : 0);
    return introspect::integrity_check(connection);
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

/// The first of the sorted lines that was not there before.
std::optional<std::string> first_new(const std::vector<std::string>& before,
                                     const std::vector<std::string>& after) {
    std::vector<std::string> fresh;
    std::ranges::set_difference(after, before, std::back_inserter(fresh));
    if (fresh.empty()) return std::nullopt;
    return fresh.front();
}

/// Whether SQLite gave up at one foreign key of the table, and so said nothing of the others.
bool could_not_be_checked(const std::vector<std::string>& orphans) {
    return std::ranges::any_of(
        orphans, [](const std::string& line) { return line.starts_with("foreign key mismatch"); });
}

}  // namespace

Guard::Guard(sqlite::Connection& connection, const Plan& plan, bool check_all)
    : plan_(plan), check_all_(check_all), before_(look(connection)) {}

Guard::Findings Guard::look(sqlite::Connection& connection) const {
    Findings found;
    const auto objects = introspect::read_objects(connection);
    found.broken = introspect::broken_objects(connection, objects);
    for (const Preserved& preserved : plan_.preserved)
        found.preserved.push_back(digest_rows(connection, preserved.rows));
    for (const Identifier& table : tables_written(plan_))
        if (has_table(objects, table))
            std::ranges::move(page_problems(connection, table, plan_),
                              std::back_inserter(found.problems));
    if (check_all_)
        std::ranges::move(file_problems(connection, plan_), std::back_inserter(found.problems));
    // What returns to a table may refer to nothing, as it did when it was set aside.
    for (const Identifier& table : foreign_key_children(connection, plan_))
        if (has_table(objects, table) && !is_restored(table, plan_))
            found.orphans[table] = introspect::foreign_key_violations(connection, table);
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
    if (auto problem = first_new(before_.problems, after.problems)) return problem;
    for (const auto& [table, orphans] : after.orphans) {
        const auto before = before_.orphans.find(table);
        if (before == before_.orphans.end() || could_not_be_checked(before->second)) continue;
        if (auto orphan = first_new(before->second, orphans)) return orphan;
    }
    return std::nullopt;
}

}  // namespace evolve
