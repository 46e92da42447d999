#include "run/guard.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/step/row_steps.hpp"
#include "run/broken_by_itself.hpp"
#include "run/computed_types.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

bool has_table(const std::vector<SchemaObject>& objects, const Identifier& name) {
    return std::ranges::any_of(objects, [&](const SchemaObject& object) {
        return object.type.view() == "table" && object.name == name;
    });
}

/// The name of the table at that moment, or nothing where it is not there.
const std::optional<Identifier>& name_of(const WrittenTable& table, Guard::When when) {
    return when == Guard::When::before ? table.before : table.after;
}

bool goes_back(const Plan& plan) {
    return std::ranges::find(plan.migrations, Direction::down, &PlannedMigration::direction) !=
           plan.migrations.end();
}

/// What quick_check finds in a table that the plan writes. Values that return are as they were,
/// whatever the CHECKs say, and what is computed of them has the type that it had.
std::vector<std::string> page_problems(sqlite::Connection& connection, const Plan& plan,
                                       const WrittenTable& table, const Identifier& name) {
    const Setting checks(connection, "ignore_check_constraints", table.restored ? 1 : 0);
    auto problems = introspect::quick_check(connection, name);
    if (table.restored || goes_back(plan))
        std::erase_if(problems,
                      [&](const std::string& line) { return is_computed_type(plan.after, line); });
    return problems;
}

/// What integrity_check finds in the whole file.
std::vector<std::string> file_problems(sqlite::Connection& connection, const Plan& plan) {
    const bool restores = std::ranges::any_of(plan.written, &WrittenTable::restored);
    const Setting checks(connection, "ignore_check_constraints", restores ? 1 : 0);
    auto problems = introspect::integrity_check(connection);
    if (restores || goes_back(plan))
        std::erase_if(problems,
                      [&](const std::string& line) { return is_computed_type(plan.after, line); });
    return problems;
}

/// The first of the sorted lines that was not there before.
std::optional<std::string> first_new(const std::vector<std::string>& before,
                                     const std::vector<std::string>& after) {
    std::vector<std::string> fresh;
    std::ranges::set_difference(after, before, std::back_inserter(fresh));
    if (fresh.empty()) return std::nullopt;
    return fresh.front();
}

/// The first line that is one too many. They name the table: where that has another name now, their
/// number counts.
std::optional<std::string> new_problem(const std::vector<std::string>& before,
                                       const std::vector<std::string>& after, bool renamed) {
    if (!renamed) return first_new(before, after);
    if (after.size() <= before.size()) return std::nullopt;
    return after.front();
}

/// Whether SQLite gave up at one foreign key of the table, and so said nothing of the others.
bool could_not_be_checked(const std::vector<std::string>& orphans) {
    return std::ranges::any_of(
        orphans, [](const std::string& line) { return line.starts_with("foreign key mismatch"); });
}

/// What the table was called before the plan, if it was there.
Identifier name_before(const Plan& plan, const Identifier& table) {
    Schema names;  // of the tables as they are after the steps so far, in the order of `before`
    for (const Table& each : plan.before.schema.tables) names.tables.push_back({each.name, {}, {}});
    const auto rename = [&](std::size_t place, const Identifier& to) {
        names.tables[place].name = to;
    };
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps) {
            if (step.already_there) continue;
            if (const auto* other = std::get_if<RenameTable>(&step.step.kind()))
                if (const auto place = names.table(other->table)) rename(*place, other->to);
            const auto* sql = std::get_if<Sql>(&step.step.kind());
            if (sql == nullptr) continue;
            const SqlLines lines = lines_of(*sql, names);
            for (std::size_t i = 0; i < names.tables.size(); ++i)
                if (const SqlLine* line = lines.from(names.tables[i].name)) rename(i, line->now);
        }
    const auto place = names.table(table);
    return place ? plan.before.schema.tables[*place].name : table;
}

/// The first step that changes rows as it says, on the way up; or null.
const PlannedStep* row_changer(const Plan& plan) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            if (migration.direction == Direction::up && changes_rows(step.step)) return &step;
    return nullptr;
}

}  // namespace

Guard::Guard(sqlite::Connection& connection, const std::vector<SchemaObject>& objects,
             const Plan& plan, bool check_all, Pages pages)
    : plan_(plan),
      check_all_(check_all),
      pages_(pages),
      before_(look(connection, objects, When::before)) {}

std::optional<RowsDigest> Guard::kept(std::int64_t number) const {
    const auto found = before_.kept.find(number);
    if (found == before_.kept.end()) return std::nullopt;
    return found->second;
}

/// The tables that the plan writes and those with foreign keys to one of them, but where values
/// return to either side of a key: orphans that were there once block nothing when they return.
std::vector<Identifier> Guard::children(sqlite::Connection& connection, When when) const {
    std::vector<Identifier> children;
    std::vector<Identifier> restored;
    const auto add = [&](const Identifier& table) {
        if (std::ranges::find(children, table) == children.end()) children.push_back(table);
    };
    for (const WrittenTable& table : plan_.written) {
        const auto& name = name_of(table, when);
        if (!name) continue;
        add(*name);
        const bool returns = table.restored || table.converted_back;
        if (returns) restored.push_back(*name);
        for (const Identifier& child : introspect::tables_referring_to(connection, *name))
            returns ? restored.push_back(child) : add(child);
    }
    std::erase_if(children, [&](const Identifier& child) {
        return std::ranges::find(restored, child) != restored.end();
    });
    return children;
}

void Guard::look_at_rows(sqlite::Connection& connection, When when, Findings& found) const {
    for (const Preserved& preserved : plan_.preserved) {
        if (when == When::after) {
            found.preserved.push_back(digest_rows(connection, preserved.rows_after));
        } else if (preserved.along) {
            const ReadAlong& along = *preserved.along;
            const auto digests =
                digest_parts(connection, along.rows, {along.preserved, along.kept});
            found.preserved.push_back(digests[0]);
            found.kept[along.number] = digests[1];
        } else {
            found.preserved.push_back(digest_rows(connection, preserved.rows_before));
        }
    }
}

std::vector<Guard::Lines> Guard::look_at_pages(sqlite::Connection& connection,
                                               const std::vector<SchemaObject>& objects,
                                               When when) const {
    std::vector<Lines> problems;
    for (const WrittenTable& table : plan_.written) {
        const auto& name = name_of(table, when);
        const bool there = name && has_table(objects, *name);
        problems.push_back(there ? page_problems(connection, plan_, table, *name) : Lines());
    }
    problems.push_back(check_all_ ? file_problems(connection, plan_) : Lines());
    problems.push_back(check_all_ ? introspect::module_damage(connection, objects) : Lines());
    for (auto& lines : problems) std::ranges::sort(lines);
    return problems;
}

Guard::Findings Guard::look(sqlite::Connection& connection,
                            const std::vector<SchemaObject>& objects, When when) const {
    Findings found;
    found.broken = introspect::broken_objects(connection, objects);
    look_at_rows(connection, when, found);
    if (when == When::after || pages_ == Pages::before_too)
        found.problems = look_at_pages(connection, objects, when);
    for (const Identifier& table : children(connection, when))
        if (has_table(objects, table))
            found.orphans[table] = introspect::foreign_key_violations(connection, table);
    return found;
}

/// With names or rowids that change the lines of both looks are not the same: their numbers are,
/// table by table. Rows of a table that got a foreign key to one that is written were not looked at
/// before.
std::optional<std::string> Guard::more_orphans(const Findings& after) const {
    for (const auto& [table, orphans] : before_.orphans)
        if (could_not_be_checked(orphans)) return std::nullopt;
    for (const auto& [table, orphans] : after.orphans) {
        const Identifier once = name_before(plan_, table);
        const auto before = before_.orphans.find(once);
        if (before == before_.orphans.end() && plan_.before.schema.table(once)) continue;
        const std::size_t were = before == before_.orphans.end() ? 0 : before->second.size();
        if (orphans.size() > were) return orphans.front();
    }
    return std::nullopt;
}

std::optional<std::string> Guard::new_orphan(const Findings& after) const {
    const bool same_names =
        !renames(plan_) && std::ranges::all_of(plan_.written, &WrittenTable::same_rowids);
    if (!same_names) return more_orphans(after);
    for (const auto& [table, orphans] : after.orphans) {
        const auto before = before_.orphans.find(table);
        const bool was_there = before != before_.orphans.end();
        if (!was_there && plan_.before.schema.table(name_before(plan_, table))) continue;
        if (could_not_be_checked(was_there ? before->second : orphans)) continue;
        if (auto orphan =
                first_new(was_there ? before->second : std::vector<std::string>(), orphans))
            return orphan;
    }
    return std::nullopt;
}

/// Where all begins with nothing, views are taken as SQLite takes them: a schema that some database
/// has is made again, and reads nothing that it did not read there. On the way back too: what an
/// old version never had stays away, and what named it in vain does so again. A function that the
/// program alone knows is missing to nothing but evolve.
std::optional<DoesNotCompile> Guard::newly_broken(const Findings& after) const {
    if (!plan_.from) return std::nullopt;
    const auto is_among = [](const std::vector<introspect::Broken>& list, const std::string& kind,
                             const Identifier& name) {
        return std::ranges::any_of(list, [&](const introspect::Broken& each) {
            return each.kind == kind && each.name == name;
        });
    };
    for (const introspect::Broken& broken : after.broken) {
        if (broken.calls_unknown_function()) continue;
        if (is_among(before_.broken, broken.kind, name_before(plan_, broken.name))) continue;
        if (goes_back(plan_) && is_among(broken_by_itself(plan_.after), broken.kind, broken.name))
            continue;
        return DoesNotCompile{broken.object(), broken.reason};
    }
    return std::nullopt;
}

std::optional<Damaged> Guard::damage(const Findings& after) const {
    for (std::size_t i = 0; i < plan_.preserved.size(); ++i)
        if (before_.preserved[i] != after.preserved[i])
            return Damaged{"values of table " + std::string(plan_.preserved[i].before.view()) +
                               " outside of what the steps touch would change",
                           Damaged::Part::values};
    for (std::size_t i = 0; i < before_.problems.size(); ++i)
        if (auto problem = new_problem(before_.problems[i], after.problems[i], renames(plan_)))
            return Damaged{std::move(*problem), Damaged::Part::soundness};
    if (auto orphan = new_orphan(after)) return Damaged{std::move(*orphan), Damaged::Part::parents};
    return std::nullopt;
}

/// Rows that a step changes as a person wrote it can leave others without a parent: that is for
/// the person to settle.
std::optional<RowsContradict> Guard::rows_without_parent(const Findings& after) const {
    const PlannedStep* changer = row_changer(plan_);
    const auto orphan = changer == nullptr ? std::nullopt : new_orphan(after);
    if (!orphan) return std::nullopt;
    Identifier child = changer->table;
    for (const auto& [table, lines] : after.orphans)
        if (std::ranges::find(lines, *orphan) != lines.end()) child = table;
    return RowsContradict{"",
                          child,
                          "foreign keys",
                          "Give those rows a parent, set them to NULL or delete them, in a step of "
                          "the same migration.",
                          1,
                          {*orphan}};
}

/// Rows of which a generated column makes a value that its STRICT table does not take.
std::optional<RowsContradict> Guard::computed_otherwise(sqlite::Connection& connection,
                                                        const Findings& after) const {
    for (std::size_t i = 0; i < before_.problems.size(); ++i)
        if (auto problem = new_problem(before_.problems[i], after.problems[i], renames(plan_)))
            if (auto rows = rows_of_another_type(connection, plan_.after, *problem)) return rows;
    return std::nullopt;
}

std::optional<Guard::Worse> Guard::worse(sqlite::Connection& connection,
                                         const std::vector<SchemaObject>& objects) const {
    const Findings after = look(connection, objects, When::after);
    if (auto broken = newly_broken(after)) return RunError(std::move(*broken));
    if (auto rows = rows_without_parent(after)) return RunError(std::move(*rows));
    if (auto rows = computed_otherwise(connection, after)) return RunError(std::move(*rows));
    if (auto damaged = damage(after)) return RunError(std::move(*damaged));
    if (pages_ == Pages::afterwards && !std::ranges::all_of(after.problems, &Lines::empty))
        return Unclear();
    return std::nullopt;
}

}  // namespace evolve
