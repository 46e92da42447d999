#include "cli/commands/querying.hpp"

#include <utility>

#include "cli/commands/proving.hpp"
#include "cli/progress.hpp"
#include "codec/disk.hpp"
#include "evolve/graph/path.hpp"
#include "evolve/prove/queries.hpp"

namespace evolve::cli {
namespace {

VersionName first_of(const Arguments& arguments, const Loaded& loaded) {
    if (arguments.from == "null")
        refuse_usage("--from null: there is nothing to run statements on", "Name a version.");
    if (auto named = version_option(arguments.from, loaded)) return std::move(*named);
    return loaded.graph().migrations().front().to;
}

}  // namespace

Report try_queries(const Arguments& arguments, const Loaded& loaded,
                   std::optional<std::uint64_t> seed, const Surroundings& surroundings) {
    if (arguments.state || arguments.exhaustive || !arguments.laws.empty() || arguments.junit ||
        arguments.shard || arguments.learn)
        refuse_usage("--queries goes with --from, --to, --cases and --seed alone",
                     "Leave the other options out.");
    const auto script = codec::read_file(*arguments.queries);
    if (!script) refuse(script.error());
    const VersionName first = first_of(arguments, loaded);
    const VersionName last = target_of(arguments, loaded);
    const auto path = cheapest_path(loaded.graph(), first, last);
    if (!path) refuse(path.error());

    QueryOptions options{.seed = seed, .interrupted = surroundings.interrupted};
    if (arguments.cases) options.states = static_cast<std::size_t>(*arguments.cases);
    Progress progress(arguments, surroundings, "Trying " + *arguments.queries);
    options.progress = [&](std::size_t done, std::size_t of) { progress.show(done, of); };
    auto found = evolve::try_queries(loaded.graph(), first, *path, *script, options);
    if (!found) refuse(stopped({first, last, {}}, found.error()));
    found->file = *arguments.queries;
    if (found->statements.empty())
        refuse_usage(*arguments.queries + " holds no statement", "Put each before a semicolon.");
    Report report{.command = "prove"};
    if (!found->holds()) report.exit = ExitCode::no;
    report.queries = std::move(*found);
    return report;
}

}  // namespace evolve::cli
