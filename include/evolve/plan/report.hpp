#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/ignored_difference.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/plan/queries.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/plan/schema_steps.hpp"
#include "evolve/plan/selftest.hpp"
#include "evolve/plan/verification.hpp"

namespace evolve {

struct TableRows {
    Identifier table;
    std::int64_t rows = 0;
};

/// How many rows a step that changes rows would change.
struct StepRows {
    std::size_t migration = 0;  ///< its place in the plan
    std::size_t step = 0;       ///< and in the migration
    std::int64_t rows = 0;
};

/// On what grounds a migration of a plan was run.
struct Checked {
    enum class How : std::uint8_t { trusted, recorded, proved };
    VersionOrNull from;  ///< as it was travelled
    VersionOrNull to;
    How how = How::trusted;
    std::size_t laws = 0;  ///< that were kept
    std::size_t states = 0;
    std::uint64_t seed = 0;
    std::chrono::milliseconds took{0};
};

std::string_view text_of(Checked::How how);

/// What proving one migration gave.
struct ProofReport {
    Proof proof;
    std::chrono::milliseconds took{0};
    std::string replay{};              ///< the command that shows the counterexample again
    std::vector<std::string> files{};  ///< that were written: evidence, or the counterexample
    std::string no_evidence{};         ///< why a proof that holds left none; empty: it did
};

/// Values that were set aside, as `purge` finds them.
struct KeptSize {
    std::string name;                  ///< of the table that holds them: evolve_kept_3
    std::optional<KeptTable> entry{};  ///< of the catalogue; nothing where it was left behind
    std::string at{};                  ///< when they were set aside; empty: unknown
    std::int64_t rows = 0;
    std::uintmax_t bytes = 0;
};

struct Purge {
    std::vector<KeptSize> kept{};
    bool removed = false;
};

/// What `restore` did.
struct Restoration {
    std::string source;    ///< the backup
    std::string backup{};  ///< of what was there before; empty: none was made
    std::uintmax_t bytes = 0;
    bool compared = true;   ///< with the backup; not where another program wrote to it at once
    std::string differs{};  ///< what is another than in the backup; empty: nothing
};

/// What became of the rows of a table in a snapshot.
struct SampledTable {
    Identifier table;
    std::int64_t rows = 0;   ///< that it has
    std::int64_t taken = 0;  ///< that are in the snapshot
    std::int64_t left_out =
        0;  ///< that were chosen, but whose scrubbed values a constraint refuses
};

/// What `snapshot` made.
struct Snapshot {
    std::string file;
    std::uint64_t seed = 0;
    bool scrubbed = true;
    std::uintmax_t bytes = 0;
    std::vector<SampledTable> tables{};
    std::vector<Identifier> unread{};  ///< virtual tables out of which no row can be read
};

/// A mutated database on which something went wrong, and all others with the same cause.
struct FuzzFind {
    std::string cause;                     ///< what tells it from other finds
    std::string snapshot;                  ///< from which it was made
    VersionOrNull from;                    ///< where that was brought to before it was mutated
    VersionOrNull to;                      ///< where it was to go
    std::vector<std::string> mutations{};  ///< the fewest, in words
    std::string address{};                 ///< for --case
    std::size_t times = 0;                 ///< how many runs ended so
    std::optional<Counterexample> counterexample{};  ///< where a law is broken by rows
    std::vector<std::string> files{};                ///< in which it is kept
    std::string replay{};                            ///< the command that shows it again
};

/// What `fuzz` tried and found.
struct Fuzzing {
    std::uint64_t seed = 0;
    std::size_t states = 0;    ///< runs on mutated rows and schemas
    std::size_t files = 0;     ///< runs on mutated files
    std::size_t migrated = 0;  ///< that went there and back
    std::vector<std::pair<std::string, std::size_t>> refused{};  ///< by code
    std::size_t migrations = 0;                                  ///< that were travelled
    std::size_t of_migrations = 0;
    std::vector<FuzzFind> finds{};
    std::chrono::milliseconds took{0};
};

/// What a command has to say of one database. Only what the command has looked at is there.
struct DatabaseReport {
    std::string path;                          ///< the real one, or as given where there is none
    std::optional<Position> position{};        ///< before the command did anything
    std::optional<VersionName> target{};       ///< where it was to go
    std::vector<IgnoredDifference> ignored{};  ///< from the version that it is at
    bool strict_order = false;                 ///< of them, another order of columns counts
    std::vector<std::string> notes{};          ///< what the person should know besides
    std::optional<Plan> plan{};                ///< what is pending, or would be done
    std::vector<TableRows> rows{};             ///< of the tables that the plan reads or writes
    std::vector<StepRows> changes{};           ///< as far as they can be counted beforehand
    std::vector<Checked> checked{};            ///< each migration that was to be run
    std::optional<ProofReport> proof{};        ///< of the one that was found not to keep its laws
    std::optional<Receipt> receipt{};          ///< what was done
    std::optional<Verification> verification{};
    std::optional<Purge> purge{};
    std::optional<Restoration> restoration{};
    std::optional<Snapshot> snapshot{};
    std::optional<Explanation> problem{};  ///< why nothing was done
};

/// How one schema becomes another, for a person and a program.
struct SchemaChange {
    std::string from;  ///< as the person named it
    std::string to;
    Difference difference{};  ///< `from` is expected, `to` is found
    SchemaSteps steps{};
    std::vector<std::string> words{};  ///< each step
    std::vector<IgnoredDifference> ignored{};
    bool strict_order = false;  ///< of them, another order of columns counts

    [[nodiscard]] bool equal() const {
        return difference.empty() && !(strict_order && has_other_order(ignored));
    }
};

/// What a command has to say: printed as text, or as one JSON document (docs/format.md).
struct Report {
    std::string command{};
    ExitCode exit = ExitCode::done;
    std::vector<DatabaseReport> databases{};
    std::vector<ProofReport> proofs{};       ///< of each migration that was to be proved
    std::vector<Selftest> selftests{};       ///< of each proof that was tested
    std::optional<QueriesReport> queries{};  ///< of the application
    std::optional<Fuzzing> fuzzing{};
    std::vector<std::string> files{};      ///< that the command wrote, under the graph directory
    std::optional<VersionName> version{};  ///< that the command added to the graph
    std::vector<std::string> steps{};      ///< of that version, in words
    std::vector<std::string> notes{};      ///< what the person should know besides
    std::vector<std::string> ignored{};    ///< names that a new graph ignores
    std::size_t skipped = 0;               ///< statements of a script that make no object
    std::optional<SchemaChange> change{};  ///< between the two schemas that were compared
    std::optional<Explanation> problem{};  ///< why the command did nothing at all
};

}  // namespace evolve
