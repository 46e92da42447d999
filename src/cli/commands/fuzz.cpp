#include "evolve/snapshot/fuzz.hpp"

#include <limits>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/proving.hpp"
#include "cli/counted.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/shell.hpp"

namespace evolve::cli {
namespace {

constexpr std::uint64_t most_fuzz_runs = 1'000'000'000;
constexpr std::uint64_t most_fuzz_seconds = 1'000'000;
constexpr std::size_t most_snapshots = 1000;

FuzzOptions fuzz_options(const Arguments& arguments, const Loaded& loaded,
                         const Surroundings& surroundings) {
    FuzzOptions options;
    if (arguments.seconds) {
        options.time = std::chrono::seconds(*arguments.seconds);
        options.runs = most_fuzz_runs;
    }
    if (arguments.runs) options.runs = static_cast<std::size_t>(*arguments.runs);
    options.jobs = static_cast<unsigned>(arguments.jobs.value_or(processors()));
    options.seed = arguments.sample_seed.value_or(options.seed);
    options.directory = loaded.files.directory;
    options.interrupted = surroundings.interrupted;
    return options;
}

std::string replay_of(const FuzzFind& find, const Fuzzing& fuzzing, const Arguments& arguments) {
    std::string command = "evolve fuzz";
    if (arguments.graph) command += " --graph " + as_argument(*arguments.graph);
    for (const std::string& snapshot : arguments.operands) command += " " + as_argument(snapshot);
    return command + " --seed " + std::to_string(fuzzing.seed) + " --case " +
           as_argument(find.address);
}

Report fuzz_snapshots(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands.empty())
        refuse_usage("fuzz needs old databases to begin with",
                     "Write `evolve fuzz SNAPSHOT…`; `evolve snapshot` makes one.");
    const Loaded loaded = load(arguments, surroundings);
    FuzzOptions options = fuzz_options(arguments, loaded, surroundings);
    Progress progress(arguments, surroundings, "Fuzzing");
    options.progress = [&](const FuzzProgress& so_far) {
        progress.show(counted(so_far.runs, "run") + ", " + counted(so_far.finds, "find") + ", " +
                      counted(so_far.migrations, "migration") + " travelled, " +
                      counted(so_far.refusals, "kind") + " of refusals");
    };
    auto fuzzing = arguments.fuzz_case
                       ? fuzz_again(arguments.operands, loaded.graph(), loaded.managed,
                                    *arguments.fuzz_case, options)
                       : fuzz(arguments.operands, loaded.graph(), loaded.managed, options);
    if (!fuzzing) throw Refused{std::move(fuzzing.error())};
    Report report{.command = "fuzz"};
    for (FuzzFind& find : fuzzing->finds) {
        find.replay = replay_of(find, *fuzzing, arguments);
        for (std::string& file : find.files) file.insert(0, loaded.shown);
        report.exit = ExitCode::no;
    }
    report.fuzzing = std::move(*fuzzing);
    return report;
}

void add_fuzz_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("runs", number("runs", arguments.runs, most_fuzz_runs),
         "how many mutated databases (5000, with --seconds as many as there is time for)")  //
        ("seconds", number("seconds", arguments.seconds, most_fuzz_seconds),
         "end after this time")  //
        ("jobs", number("jobs", arguments.jobs, 256),
         "processes (else one for each processor); the finds are the same")  //
        ("seed", number("seed", arguments.sample_seed, std::numeric_limits<std::uint64_t>::max()),
         "which mutations (1)")  //
        ("case", text(arguments.fuzz_case, "ADDRESS"), "make one run again, as a replay line says");
}

}  // namespace

const Command fuzz_command{
    "fuzz",
    "SNAPSHOT…",
    "search around old databases for one that breaks a migration",
    "Brings each snapshot to every version of the graph that a path leads to, and mutates what is\n"
    "there: values, rows, part-way schemas, encodings; and files, with objects of others, half of\n"
    "what was set aside, and damaged bytes. Each is migrated and brought back. All laws hold, or "
    "it\n"
    "is refused with a documented code and its bytes are what they were; everything else is a\n"
    "find, and so is a crash. A find is made smaller and kept in counterexamples/, where `prove`\n"
    "tries those of rows first from then on.",
    most_snapshots,
    add_fuzz_options,
    fuzz_snapshots};

}  // namespace evolve::cli
