#include "cli/commands/all.hpp"
#include "cli/commands/chosen_migrations.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/prove_options.hpp"
#include "cli/commands/proving.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/prove/mistakes.hpp"

namespace evolve::cli {
namespace {

Report test_proofs(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    SelftestOptions options{.cases = arguments.cases.value_or(loaded.settings().cases),
                            .interrupted = surroundings.interrupted};
    if (arguments.seed) options.seed = seed_of(*arguments.seed);
    Report report{.command = "selftest"};
    for (const Migration& migration : chosen_migrations(arguments, loaded)) {
        Progress progress(arguments, surroundings,
                          "Making mistakes in " + arrow(migration.from, migration.to));
        options.progress = [&](std::size_t done, std::size_t of) { progress.show(done, of); };
        auto tested = selftest(subject_of(migration, loaded), options);
        if (!tested) refuse(stopped(migration, tested.error()));
        if (!tested->holds()) report.exit = ExitCode::no;
        report.selftests.push_back(std::move(*tested));
    }
    return report;
}

void add_selftest_options(po::options_description& options, Arguments& arguments) {
    constexpr std::uint64_t most = 1'000'000;
    options.add_options()                                                                         //
        ("from", text(arguments.from, "V"), "migrations that begin at this version, or at null")  //
        ("to", text(arguments.to, "V"), "migrations that lead to this version")                   //
        ("cases", number("cases", arguments.cases, most),
         "states of the proof that is tested (else \"cases\" of graph.json, else 512)")  //
        ("seed", text(arguments.seed, "N|random"), "which random states (else the migration's)");
}

}  // namespace

const Command selftest_command{
    "selftest",
    "[--from V] [--to V]",
    "make mistakes in migrations, and see whether a proof would find them",
    "Makes mistakes that migrations really make, one after the other, behind the work of each of\n"
    "yours: values are trimmed, cast, rounded or cut, rows get lost, counters and indexes are\n"
    "forgotten, what was set aside is gone, a failed run leaves something behind. Says which of "
    "them\n"
    "`evolve prove` would find with so many states. A mistake that happened and that no law saw "
    "ends\n"
    "with exit 1: more --cases, or databases in snapshots/, show more. Touches no database of "
    "yours.",
    0,
    add_selftest_options,
    test_proofs};

}  // namespace evolve::cli
