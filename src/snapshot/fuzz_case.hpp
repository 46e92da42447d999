#pragma once

// Internal to fuzzing: one run.

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

/// What a run does. Which of its mutations count can be chosen: each is drawn by itself.
struct FuzzCase {
    std::size_t number = 0;
    bool is_file = false;
    std::size_t target = 0;  ///< its place among those of its kind
    std::vector<std::size_t> mutations{};

    friend bool operator==(const FuzzCase&, const FuzzCase&) = default;
};

inline constexpr std::size_t most_mutations_of_a_run = 6;

/// How a run ended.
struct FuzzOutcome {
    bool broken = false;
    std::string code{};   ///< "kept", or the code of a refusal
    std::string cause{};  ///< where it is broken: equal for what is the same fault
};

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

FuzzCase case_of(const FuzzGround& ground, std::size_t number);
/// "123", or with some of its mutations alone "123@0.2".
std::string address_of(const FuzzCase& whole, const FuzzCase& chosen);
/// Nothing where the address leads nowhere.
std::optional<FuzzCase> case_at(const FuzzGround& ground, std::string_view address);

/// Draws for one mutation of a run.
Chooser chooser_for(const FuzzGround& ground, const FuzzCase& run, std::size_t mutation);

/// A state with the mutations of a run, and what they are in words.
struct MutatedState {
    Instance instance;
    std::vector<std::string> words{};
};
MutatedState mutated_state(const FuzzGround& ground, const FuzzCase& run);
FuzzOutcome try_state(const FuzzGround& ground, const FuzzCase& run);

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
