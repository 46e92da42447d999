#pragma once

// Internal to fuzzing: which runs there are, and one of them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/prove/chooser.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/sqlite/connection.hpp"
#include "snapshot/fuzz_base.hpp"

namespace evolve {

// Runs come in blocks. The first ones of a block are states of one migration that lie in one
// database together, as the prover's packs do; then come states alone, which show what is of whole
// databases; then files.
inline constexpr std::size_t states_of_a_pack = 61;
inline constexpr std::size_t states_alone = 3;
inline constexpr std::size_t files_of_a_block = 13;
inline constexpr std::size_t runs_of_a_block = states_of_a_pack + states_alone + files_of_a_block;

/// Consecutive runs that are made together: of a pack, or one alone.
struct FuzzRuns {
    std::size_t first = 0;
    std::size_t count = 1;

    [[nodiscard]] std::size_t end() const { return first + count; }
    friend auto operator<=>(const FuzzRuns&, const FuzzRuns&) = default;
};

/// What runs do. Which of its mutations count can be chosen where it is one: each is drawn by
/// itself.
struct FuzzCase {
    FuzzRuns runs;
    bool is_file = false;
    bool in_pack = false;
    std::size_t target = 0;  ///< its place among those of its kind
    std::size_t round = 0;   ///< how many packs, or states alone, of the target came before it
    std::vector<std::size_t> mutations{};

    friend bool operator==(const FuzzCase&, const FuzzCase&) = default;
};

inline constexpr std::size_t most_mutations_of_a_run = 6;
/// Of the mutations of a state in a pack these are what kind of database the pack is, and that the
/// state has keys of its own there.
inline constexpr std::size_t mutation_of_the_pack = most_mutations_of_a_run;
inline constexpr std::size_t mutation_of_the_keys = most_mutations_of_a_run + 1;

/// How a run ended.
struct FuzzOutcome {
    bool broken = false;
    std::string code{};   ///< "kept", or the code of a refusal
    std::string cause{};  ///< where it is broken: equal for what is the same fault
};

inline constexpr std::string_view outcome_kept = "kept";

/// What every run knows.
struct FuzzGround {
    const FuzzBases& bases;
    const Graph& graph;
    const Managed& managed;
    const Executor& execute;
    std::uint64_t seed = 1;
};

/// What tells faults apart: not the rows that they show in.
std::string without_digits(const std::string& text);

/// The runs of which a unit of work consists, of so many in all; nothing behind the last one.
std::optional<FuzzRuns> runs_of_unit(const FuzzGround& ground, std::size_t unit, std::size_t runs);

/// Several runs must be of one pack.
FuzzCase case_of(const FuzzGround& ground, FuzzRuns runs);
/// "123", or with some of its mutations alone "123@0.2"; "77.5" are five runs together.
std::string address_of(const FuzzCase& whole, const FuzzCase& chosen);
/// Nothing where the address leads nowhere.
std::optional<FuzzCase> case_at(const FuzzGround& ground, std::string_view address);

/// Draws for the runs as a whole, and for one mutation of a run.
std::uint64_t random_of(const FuzzGround& ground, std::size_t number);
Chooser chooser_for(const FuzzGround& ground, const FuzzCase& run, std::size_t mutation);

/// The state of one run with its mutations, or those of several that lie in one database; what is
/// held against them, by turns as the prover does (laws_in_turn); and the mutations in words.
struct MutatedStates {
    std::vector<StatePtr> states;
    LawSet laws = LawSet::none();
    std::uint64_t turn = 0;  ///< as TrialOptions has it; like the laws the same for all of a pack
    std::vector<std::string> words{};
};
MutatedStates mutated_states(const FuzzGround& ground, const FuzzCase& run);
FuzzOutcome try_states(const FuzzGround& ground, const FuzzCase& run);

/// A file with the mutations of a run.
struct MutatedFile {
    std::string bytes;
    std::string wal{};
    std::string journal{};
    std::vector<std::string> words{};
};
/// `path` is where it may be made.
MutatedFile mutated_file(const FuzzGround& ground, const FuzzCase& run, const std::string& path);

/// A file as `apply` opens it. Throws sqlite::Failure.
sqlite::Connection open_file(const std::string& path);
/// With what lies beside it.
void remove_database(const std::string& path);
/// Brings a file that is made at `path` to the target and back.
FuzzOutcome try_bytes(const FuzzGround& ground, const FileTarget& target, const MutatedFile& file,
                      const std::string& path);
FuzzOutcome try_file(const FuzzGround& ground, const FuzzCase& run, const std::string& path);

}  // namespace evolve
