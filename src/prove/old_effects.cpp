#include <bit>
#include <optional>

#include "evolve/base/one_of.hpp"
#include "evolve/prove/contents.hpp"
#include "evolve/prove/old_statements.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/step_limit.hpp"
#include "evolve/sqlite/triggers.hpp"

namespace evolve {
namespace {

std::string shown(const Value& value) {
    return std::visit(
        overloaded{
            [](Null) { return std::string("null"); },
            [](std::int64_t integer) { return "i" + std::to_string(integer); },
            [](double real) { return "r" + std::to_string(std::bit_cast<std::uint64_t>(real)); },
            [](const Text& text) { return "t" + std::string(text.view()); },
            [](const Blob& blob) { return "b" + std::string(blob.bytes.view()); },
        },
        value);
}

/// Triggers that fire each other may double the rows with every row: such a statement has no effect
/// that anybody could wait for.
constexpr int most_steps = 2'000'000;

std::string number_of(sqlite::FailureKind kind) { return std::to_string(static_cast<int>(kind)); }

/// Nothing where it takes too many steps.
std::optional<std::string> effect_of(sqlite::Connection& connection,
                                     const OldStatement& statement) {
    try {
        const std::int64_t before = connection.total_changes();
        std::string effect;
        auto run = connection.prepare(statement.sql);
        for (std::size_t i = 0; i < statement.values.size(); ++i)
            run.bind(static_cast<int>(i) + 1, statement.values[i]);
        while (run.step())
            for (int column = 0; column < run.column_count(); ++column)
                effect += shown(run.value(column)) + "|";
        // What triggers change besides shows in the tables.
        const bool changed = connection.total_changes() != before;
        return effect + "changed " + std::to_string(changed ? connection.changes() : 0);
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() == sqlite::FailureKind::interrupted) return std::nullopt;
        return "failed " + number_of(failure.kind());
    }
}

}  // namespace

std::vector<std::string> effects_of(sqlite::Connection& connection,
                                    const std::vector<OldStatement>& statements,
                                    const Schema& old_schema, bool fire) {
    std::vector<std::string> effects;
    std::optional<sqlite::TriggersCompiled> triggers;
    if (fire) triggers.emplace(connection);
    connection.execute("BEGIN");
    for (const OldStatement& statement : statements) {
        const sqlite::StepLimit limit(connection, most_steps);
        const auto effect = effect_of(connection, statement);
        if (effect) effects.push_back(statement.sql + ": " + *effect);
        if (!connection.in_transaction()) return effects;  // an ON CONFLICT ROLLBACK ended it
        if (effect) continue;
        connection.execute("ROLLBACK");
        return effects;
    }
    const Contents contents = read_contents(connection, views_of(old_schema), Detail::digests);
    for (std::size_t i = 0; i < contents.views.size(); ++i)
        effects.push_back("rows of " + std::string(contents.views[i].table.view()) + ": " +
                          std::to_string(contents.rows[i].digest.hash[0]));
    connection.execute("ROLLBACK");
    return effects;
}

bool could_not_run(std::string_view effect) {
    return effect.ends_with(": failed " + number_of(sqlite::FailureKind::error));
}

}  // namespace evolve
