#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/step/sql_lines.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/yields.hpp"

namespace evolve {

/// Statements that a person wrote, for what no other kind of step can do.
struct Sql {
    static constexpr std::string_view tag = "sql";

    std::vector<Text> up;                     ///< one statement each
    std::optional<std::vector<Text>> down{};  ///< the way back; nothing: there is none
    std::optional<StepClass> claims{};        ///< lossy where nothing is claimed
    Yields yields{};
    /// The way back of one that has none: it applies nowhere. In no file.
    bool impossible = false;

    friend constexpr bool operator==(const Sql&, const Sql&) = default;
};

/// What becomes of the tables of that schema.
constexpr SqlLines lines_of(const Sql& step, const Schema& before) {
    SqlLines lines(before);
    for (const Text& statement : step.up) lines.follow(statement);
    return lines;
}

constexpr Result<Schema, Refusal> applied(const Sql& step, Schema schema) {
    if (step.impossible)
        return unexpected(Refusal{Why::no_way_back, Identifier(), Identifier(),
                                  step.down->empty() ? Text() : step.down->front()});
    const SqlLines lines = lines_of(step, schema);
    return changed(std::move(schema), step.yields, lines);
}

std::vector<Step> inverse(const Sql& step, const Schema& before);
Footprint footprint(const Sql& step, const Schema& before);
StepClass class_of(const Sql& step, const Schema& before);
Work work_of(const Sql& step, const Schema& before);
bool satisfied_by(const Sql& step, const Schema& schema);
std::vector<std::string> statements(const Sql& step, const Schema& before);
Wording wording(const Sql& step, const Schema& before);

/// The tables that come, go, are altered or written, by the names of `yields`.
std::vector<Identifier> tables_of(const Sql& step, const Schema& before);

/// Whether one of its statements may insert rows into the table.
bool inserts_into(const Sql& step, const Identifier& table);

/// The statement on one line, cut where it is long.
std::string shown_statement(std::string_view statement);

/// Whether it promises that old rows and old statements do not notice it.
inline bool claims_all(const Sql& step) { return step.claims == StepClass::additive; }

}  // namespace evolve
