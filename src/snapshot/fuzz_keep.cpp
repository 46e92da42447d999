#include "snapshot/fuzz_keep.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "codec/disk.hpp"
#include "evolve/model/sha256.hpp"
#include "evolve/prove/address.hpp"
#include "evolve/prove/kept_states.hpp"
#include "evolve/prove/shrinker.hpp"
#include "evolve/prove/trial.hpp"
#include "prove/counterexample.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

/// As try_states words it.
bool is_of_a_law(const std::string& cause) {
    return std::ranges::any_of(
        all_laws, [&](Law law) { return cause.starts_with(std::string(text_of(law)) + " of "); });
}

void keep_rows(const FuzzGround& ground, const FuzzCase& run, const std::string& directory,
               FuzzFind& find) {
    const Subject& subject = *ground.bases.states[run.target].subject;
    const MutatedStates mutated = mutated_states(ground, run);
    const Instance instance{merged(mutated.states), mutated.turn};
    Proof proof;
    proof.from = subject.migration.from;
    proof.to = subject.migration.to;
    proof.counterexample =
        counterexample_of(subject, instance, mutated.laws, std::to_string(run.runs.first));
    const auto way = parse_named_address(proof.counterexample->address).way;
    const auto smallest = follow(instance.state, way);
    const Instance kept{smallest.value_or(instance.state), instance.turn};
    if (auto path = keep_state(directory, proof, kept)) find.files.push_back(std::move(*path));
    find.counterexample = std::move(proof.counterexample);
}

void keep_file(const FuzzGround& ground, const FuzzCase& run, const std::string& directory,
               const ScratchDirectory& scratch, FuzzFind& find) {
    const MutatedFile file = mutated_file(ground, run, scratch.path("kept.db"));
    const std::string path =
        "counterexamples/fuzz-" + sha256(file.bytes + file.wal).substr(0, 8) + ".db";
    const fs::path whole = fs::path(directory) / path;
    if (!codec::make_directory(whole.parent_path())) return;
    for (const auto& [suffix, bytes] : {std::pair("", &file.bytes), std::pair("-wal", &file.wal),
                                        std::pair("-journal", &file.journal)})
        if (!bytes->empty() && codec::write_file(whole.string() + suffix, *bytes))
            find.files.push_back(path + suffix);
}

}  // namespace

void keep_find(const FuzzGround& ground, const FuzzCase& run, const std::string& directory,
               const ScratchDirectory& scratch, FuzzFind& find) {
    if (run.is_file)
        keep_file(ground, run, directory, scratch, find);
    else if (is_of_a_law(find.cause))
        keep_rows(ground, run, directory, find);
}

}  // namespace evolve
