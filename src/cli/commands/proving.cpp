#include "cli/commands/proving.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "cli/progress.hpp"
#include "cli/shell.hpp"
#include "evolve/codec/evidence_files.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/prove/kept_states.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/snapshot/old_states.hpp"
#include "evolve/sqlite/library.hpp"

namespace evolve::cli {
namespace {

/// What one law lacks, in the words of NotProved.
std::optional<NotProved> failing(const LawTally& law, const Proof& proof) {
    const auto because = [&](NotProved::Why why, const std::string& detail) {
        return NotProved{why, proof.from, proof.to, Text(detail)};
    };
    switch (law.outcome) {
        case LawOutcome::kept:
        case LawOutcome::not_applicable: return std::nullopt;
        case LawOutcome::broken:
            return because(
                NotProved::Why::law_broken,
                law.law + ": " + (proof.counterexample ? proof.counterexample->what : ""));
        case LawOutcome::not_tested: return because(NotProved::Why::law_not_tested, law.law);
        case LawOutcome::gave_up:
            return because(NotProved::Why::gave_up, law.law + " was held against " +
                                                        std::to_string(law.states) + " of " +
                                                        std::to_string(proof.states) +
                                                        "; the first refusal: " + proof.refusal);
    }
    return std::nullopt;
}

}  // namespace

NotProved stopped(const Migration& migration, const ProofStopped& stop) {
    const auto why = [&] {
        switch (stop.cause) {
            case ProofStopped::Cause::interrupted: return NotProved::Why::interrupted;
            case ProofStopped::Cause::not_made: return NotProved::Why::schema_not_made;
            case ProofStopped::Cause::worker_died: break;
        }
        return NotProved::Why::prover_failed;
    };
    return {why(), migration.from, migration.to, Text(stop.detail)};
}

Subject subject_of(const Migration& migration, const Loaded& loaded) {
    Subject subject = make_subject(migration, loaded.graph(), loaded.settings());
    auto profile = read_profile(loaded.files.directory);
    if (!profile) refuse(profile.error());
    if (*profile) subject.profile = std::make_shared<const Profile>(std::move(**profile));
    return subject;
}

EvidenceInputs inputs_of(const Migration& migration, const Loaded& loaded) {
    return inputs_of(migration, loaded.graph().schema_at(migration.from),
                     sqlite::library_version());
}

unsigned processors() { return std::clamp(std::thread::hardware_concurrency(), 1u, 64u); }

Result<ProofReport, NotProved> prove_one(const Migration& migration, ProveOptions options,
                                         const Loaded& loaded, const Arguments& arguments,
                                         const Surroundings& surroundings) {
    const Subject subject = subject_of(migration, loaded);
    auto known = kept_states(loaded.files.directory, subject);
    if (!known) refuse(known.error());
    options.known = std::move(*known);
    auto old = old_states(loaded.files.directory, loaded.graph(), loaded.managed, subject);
    if (!old) throw Refused{std::move(old.error())};
    std::ranges::move(*old, std::back_inserter(options.known));
    options.interrupted = surroundings.interrupted;
    Progress progress(arguments, surroundings, "Checking " + arrow(migration.from, migration.to));
    options.progress = [&](std::size_t done, std::size_t of) { progress.show(done, of); };

    const auto start = std::chrono::steady_clock::now();
    auto proof = prove(subject, options);
    if (!proof) return unexpected(stopped(migration, proof.error()));
    ProofReport report{.proof = std::move(*proof)};
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    if (report.proof.counterexample) report.replay = replay_command(report.proof, arguments);
    return report;
}

std::optional<NotProved> failing(const Proof& proof) {
    // A broken law tells more than another that was not tested.
    for (const LawTally& law : proof.laws)
        if (law.outcome == LawOutcome::broken) return failing(law, proof);
    for (const LawTally& law : proof.laws)
        if (auto cause = failing(law, proof)) return cause;
    return std::nullopt;
}

std::string replay_command(const Proof& proof, const Arguments& arguments) {
    std::string command = "evolve prove";
    if (arguments.graph) command += " --graph " + as_argument(*arguments.graph);
    command += " --from " + std::string(text_of(proof.from)) + " --to " +
               std::string(proof.to.text()) + " --seed " + std::to_string(proof.seed);
    // An address within whole blocks of states is the same however many there are.
    if (whole_blocks(proof.cases) != proof.cases)
        command += " --cases " + std::to_string(proof.cases);
    return command + " --state " + as_argument(proof.counterexample->address);
}

}  // namespace evolve::cli
