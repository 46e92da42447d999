#include "cli/commands/exhausting.hpp"

#include <chrono>
#include <utility>

#include "cli/commands/proving.hpp"
#include "cli/console.hpp"
#include "cli/counted.hpp"
#include "cli/progress.hpp"
#include "codec/disk.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/prove/exhaustive.hpp"
#include "evolve/prove/kept_states.hpp"

namespace evolve::cli {
namespace {

ScopeSize size_of(const Arguments& arguments) {
    ScopeSize size{.rows = static_cast<std::size_t>(*arguments.exhaustive)};
    if (arguments.cases) size.most_states = *arguments.cases;
    return size;
}

/// Before anything runs: it may take long.
void announce(const Migration& migration, const Scope& scope, const Console& console) {
    console.note(arrow(migration.from, migration.to) + ": " + counted(scope.states(), "state") +
                 " of up to " + counted(scope.bound().rows, "row") + " a table" +
                 (scope.bound().is_cut() ? ", with fewer values to fit --cases" : ""));
}

void keep(ProofReport& report, const Subject& subject, const Instance& instance,
          const Arguments& arguments, const Loaded& loaded) {
    auto kept = keep_state(loaded.files.directory, report.proof, instance);
    if (!kept) refuse(kept.error());
    report.files.push_back(loaded.shown + *kept);
    report.proof.counterexample->address = std::move(*kept);
    report.replay = replay_command(report.proof, arguments);
    if (!arguments.save_counterexample) return;
    auto saved = codec::write_new_file(*arguments.save_counterexample,
                                       database_of(subject, *instance.state));
    if (!saved) refuse(saved.error());
    report.files.push_back(*arguments.save_counterexample);
}

}  // namespace

ProofReport exhausted(const Migration& migration, ProveOptions options, const Arguments& arguments,
                      const Loaded& loaded, const Surroundings& surroundings) {
    const Subject subject = subject_of(migration, loaded);
    const auto start = std::chrono::steady_clock::now();
    auto scope = scope_of(subject, size_of(arguments), options);
    if (!scope) refuse(stopped(migration, scope.error()));
    announce(migration, *scope, Console(arguments, surroundings));
    options.interrupted = surroundings.interrupted;
    Progress progress(arguments, surroundings, "Checking " + arrow(migration.from, migration.to));
    options.progress = [&](std::size_t done, std::size_t of) { progress.show(done, of); };
    auto found = prove_exhaustively(subject, *scope, options);
    if (!found) refuse(stopped(migration, found.error()));
    ProofReport report{.proof = std::move(found->proof)};
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    report.no_evidence = "evidence is of random states";
    if (found->counterexample) keep(report, subject, *found->counterexample, arguments, loaded);
    return report;
}

}  // namespace evolve::cli
