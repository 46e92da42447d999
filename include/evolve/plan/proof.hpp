#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/graph/version_name.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

/// How a law stands to a migration after a proof.
enum class LawOutcome : std::uint8_t {
    kept,  ///< held in every state that concerned it
    broken,
    not_tested,      ///< could concern a state, and none did
    gave_up,         ///< kept, in fewer states than its turns ask for: too many were refused
    not_applicable,  ///< concerns no state of this migration, or its class does not claim it
};

std::string_view text_of(LawOutcome outcome);

struct LawTally {
    std::string law;
    LawOutcome outcome = LawOutcome::not_applicable;
    std::size_t states = 0;    ///< that it, or the pack that they lie in, was held against
    std::size_t relevant = 0;  ///< those of them that had something for it: rows, open steps

    friend bool operator==(const LawTally&, const LawTally&) = default;
};

/// Whether the law is held against some states alone: invertibility, integrity, atomicity and
/// compatibility are (docs/decisions/0030-laws-in-turn.md).
bool takes_turns(std::string_view law);

/// Of so many states, how many the law has to be held against: a third where it takes turns.
std::size_t states_asked_of(std::string_view law, std::size_t states);

/// What the states held in one column of a table that the migration touches.
struct ColumnCoverage {
    std::string table;
    std::string column;
    std::size_t values = 0;
    std::size_t nulls = 0;
    std::size_t integers = 0;
    std::size_t reals = 0;
    std::size_t texts = 0;
    std::size_t blobs = 0;
    std::size_t duplicates = 0;  ///< values that stand twice in their state
    std::size_t hazards = 0;     ///< values of the list of hazards

    friend bool operator==(const ColumnCoverage&, const ColumnCoverage&) = default;
};

struct Coverage {
    std::vector<ColumnCoverage> columns;
    std::size_t empty_tables = 0;  ///< touched tables without a row
    std::size_t large_tables = 0;  ///< touched tables of more than 100 rows
    std::size_t part_way = 0;      ///< states that had some of the steps already
    std::size_t utf16 = 0;

    friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// The rows of one table of a counterexample, without the columns that are NULL in all of them.
struct CounterexampleTable {
    std::string table;
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;

    friend bool operator==(const CounterexampleTable&, const CounterexampleTable&) = default;
};

/// The smallest state that breaks a law.
struct Counterexample {
    std::string law{};
    std::string what{};
    std::string table{};  ///< of the one value that differs; empty: the fault is another
    std::string row{};
    std::string column{};
    Value expected = Null();
    Value found = Null();
    std::vector<CounterexampleTable> tables{};  ///< those with rows
    std::vector<std::string> shape{};           ///< what else is special about it, in words
    std::string address{};                      ///< for --state
    std::size_t runs = 0;                       ///< that shrinking took
};

/// Its rows in all tables.
std::size_t rows_of(const Counterexample& counterexample);

/// A column whose values an exhaustive proof went through.
struct BoundColumn {
    std::string table;
    std::string column;
    std::size_t values = 0;  ///< that it had
    std::size_t of = 0;      ///< all of the pool that the table takes in it
    bool alone = false;      ///< while all other columns held one value each row

    friend bool operator==(const BoundColumn&, const BoundColumn&) = default;
};

struct BoundTable {
    std::string table;
    std::size_t rows = 0;  ///< the most that it had: fewer than asked for where no more were found

    friend bool operator==(const BoundTable&, const BoundTable&) = default;
};

/// What "proved" means: in every state of up to so many rows a table that the migration touches,
/// with every combination of these values.
struct Bound {
    std::size_t rows = 0;  ///< a table
    std::uint64_t states = 0;
    std::vector<BoundTable> tables{};
    std::vector<BoundColumn> columns{};

    /// Whether values of the pool were left out to fit the budget.
    [[nodiscard]] bool is_cut() const {
        for (const BoundColumn& column : columns)
            if (column.values < column.of) return true;
        return false;
    }

    /// Whether every table held so many rows in some state.
    [[nodiscard]] bool is_filled() const {
        for (const BoundTable& table : tables)
            if (table.rows < rows) return false;
        return true;
    }

    friend bool operator==(const Bound&, const Bound&) = default;
};

/// The answer of the prover on one migration.
struct Proof {
    VersionOrNull from;
    VersionName to;
    std::uint64_t seed = 0;
    std::size_t cases = 0;       ///< length of the schedule of states: part of an address
    std::size_t states = 0;      ///< of them that were tried
    std::size_t refused = 0;     ///< states whose rows contradict a step
    std::string refusal{};       ///< how those of the first of them do; empty where there is none
    std::size_t old_states = 0;  ///< of old databases, and near them, that were tried besides
    std::size_t rows = 0;
    std::size_t rows_rejected = 0;  ///< generated, and refused by a constraint
    std::vector<LawTally> laws;
    Coverage coverage;
    std::optional<Counterexample> counterexample{};
    std::optional<Bound> bound{};  ///< of an exhaustive proof

    /// Every law that could concern a state was kept, in as many states as asked for.
    [[nodiscard]] bool holds() const {
        for (const LawTally& law : laws)
            if (law.outcome != LawOutcome::kept && law.outcome != LawOutcome::not_applicable)
                return false;
        return !counterexample;
    }
};

/// How many laws were kept.
std::size_t laws_kept(const std::vector<LawTally>& laws);

}  // namespace evolve
