#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evolve/graph/version_name.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

/// How a law stands to a migration after a proof.
enum class LawOutcome : std::uint8_t {
    kept,  ///< held in every state that concerned it
    broken,
    not_tested,      ///< could concern a state, and none did
    not_applicable,  ///< concerns no state of this migration, or its class does not claim it
};

struct LawTally {
    std::string law;
    LawOutcome outcome = LawOutcome::not_applicable;
    std::size_t states = 0;  ///< that it was held against, or a pack of which it was held against
};

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
};

struct Coverage {
    std::vector<ColumnCoverage> columns;
    std::size_t empty_tables = 0;  ///< touched tables without a row
    std::size_t large_tables = 0;  ///< touched tables of more than 100 rows
    std::size_t part_way = 0;      ///< states that had some of the steps already
    std::size_t utf16 = 0;
};

/// The smallest state that breaks a law.
struct Counterexample {
    std::string law;
    std::string what;
    std::string table;  ///< of the one value that differs; empty: the fault is another
    std::string row;
    std::string column;
    Value expected = Null();
    Value found = Null();
    std::vector<std::string> state;  ///< in words, a line each
    std::string address;             ///< for --state
    std::size_t runs = 0;            ///< that shrinking took
};

/// The answer of the prover on one migration.
struct Proof {
    VersionOrNull from;
    VersionName to;
    std::uint64_t seed = 0;
    std::size_t states = 0;
    std::size_t refused = 0;  ///< states whose rows contradict a step
    std::size_t rows = 0;
    std::size_t rows_rejected = 0;  ///< generated, and refused by a constraint
    std::vector<LawTally> laws;
    Coverage coverage;
    std::optional<Counterexample> counterexample{};

    /// Every law that could concern a state was tested and kept.
    [[nodiscard]] bool holds() const {
        for (const LawTally& law : laws)
            if (law.outcome == LawOutcome::broken || law.outcome == LawOutcome::not_tested)
                return false;
        return !counterexample;
    }
};

}  // namespace evolve
