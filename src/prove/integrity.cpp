#include <algorithm>

#include "evolve/plan/became_text.hpp"
#include "prove/bench.hpp"
#include "prove/problems.hpp"

namespace evolve {
namespace {

/// Whether the parent of a part-way state lacked the key, so that SQLite said nothing of the rows.
bool could_not_be_checked(const Problems& orphans) {
    return std::ranges::any_of(
        orphans, [](const std::string& line) { return line.starts_with("foreign key mismatch"); });
}

/// With names that change the lines are others: their number is not to grow.
std::optional<std::string> more_orphans(const Orphans& before, const Orphans& after) {
    std::size_t then = 0;
    for (const auto& [table, orphans] : before) {
        if (could_not_be_checked(orphans)) return std::nullopt;
        then += orphans.size();
    }
    std::size_t now = 0;
    std::optional<std::string> some;
    for (const auto& [table, orphans] : after) {
        now += orphans.size();
        if (!orphans.empty()) some = orphans.front();
    }
    return now > then ? some : std::nullopt;
}

/// Whether tables and columns may be called otherwise afterwards, or rows, by their rowids.
bool renames(const Migration& migration) {
    return std::ranges::any_of(migration.steps, [](const Step& step) {
        return std::holds_alternative<RenameTable>(step.kind()) ||
               std::holds_alternative<RenameColumn>(step.kind()) ||
               std::holds_alternative<AlterTable>(step.kind()) ||
               std::holds_alternative<AlterColumn>(step.kind()) ||
               std::holds_alternative<Sql>(step.kind());
    });
}

/// What is wrong of a database and was not before. With names that change the lines are others:
/// their number is not to grow.
std::optional<std::string> new_damage(Bench& bench) {
    const Problems damage = bench.damage();
    if (damage.empty()) return std::nullopt;
    const Problems before = bench.old_damage();
    if (renames(bench.subject().migration) && damage.size() <= before.size()) return std::nullopt;
    return first_new(before, damage);
}

std::optional<Breach> new_orphan(Bench& bench) {
    if (renames(bench.subject().migration)) {
        if (auto orphan = more_orphans(bench.old_orphans(), bench.orphans()))
            return Breach{Law::integrity, *orphan};
        return std::nullopt;
    }
    for (const auto& [table, orphans] : bench.orphans()) {
        const auto before = bench.old_orphans().find(table);
        const bool was_there = before != bench.old_orphans().end();
        if (was_there && could_not_be_checked(before->second)) continue;
        // A key that refers to no key is as its schema has it, wherever that comes from.
        if (bench.subject().from_nothing() && could_not_be_checked(orphans)) continue;
        if (auto orphan = first_new(was_there ? before->second : Problems(), orphans))
            return Breach{Law::integrity, *orphan};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Breach> integrity(Bench& bench) {
    if (auto breach = new_orphan(bench)) return breach;
    if (auto text = became_text(bench.sandbox().schema(), bench.present().schema))
        return Breach{Law::integrity, text->object + " takes \"" +
                                          std::string(text->column.view()) +
                                          "\" for a text, since no column has that name"};
    if (auto problem = new_damage(bench)) return Breach{Law::integrity, *problem};
    return std::nullopt;
}

}  // namespace evolve
