#include "evolve/snapshot/fuzz.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "snapshot/fuzz_base.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/fuzz_keep.hpp"
#include "snapshot/fuzz_workers.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {
namespace {

/// Goes through all that a command line asks for.
class Fuzzer {
public:
    Fuzzer(const FuzzBases& bases, const Graph& graph, const Managed& managed,
           const FuzzOptions& options)
        : options_(options), ground_{bases, graph, managed, options.execute, options.seed} {
        report_.seed = options.seed;
        std::set<std::size_t> all;
        for (std::size_t i = 0; i < bases.states.size(); ++i) all.insert(migration_of(i));
        report_.of_migrations = all.size();
    }

    /// Nothing where it was interrupted.
    std::optional<Fuzzing> run() {
        const auto take = [&](const FuzzEnd& end) {
            count(end);
            if (options_.progress)
                options_.progress({report_.states + report_.files, lowest_.size(),
                                   travelled_.size(), codes_.size()});
        };
        const FuzzUnits units = [&](std::size_t unit) {
            return runs_of_unit(ground_, unit, options_.runs);
        };
        const FuzzRunner make = [&](const FuzzRuns& runs) {
            return outcome_of(case_of(ground_, runs));
        };
        if (!make_runs(options_, units, make, take)) return std::nullopt;
        for (const auto& [cause, seen] : lowest_) add_find(cause, seen);
        return finished();
    }

    std::optional<Fuzzing> again(const std::string& address) {
        const auto chosen = case_at(ground_, address);
        if (!chosen) return std::nullopt;
        const FuzzOutcome outcome = in_child(*chosen);
        count({chosen->runs, outcome});
        if (outcome.broken) report_.finds.push_back(described_find(outcome.cause, *chosen, 1));
        return finished();
    }

private:
    /// The first of the fewest runs that showed a cause, and how often it was seen.
    struct Seen {
        FuzzRuns runs;
        std::size_t times;
    };

    Fuzzing finished() {
        for (const auto& [code, times] : codes_) report_.refused.emplace_back(code, times);
        report_.migrations = travelled_.size();
        return std::move(report_);
    }

    /// A number for the migration that a target of states goes through.
    std::size_t migration_of(std::size_t target) const {
        const auto migrations = ground_.graph.migrations();
        const Migration& wanted = ground_.bases.states[target].subject->migration;
        return static_cast<std::size_t>(std::ranges::find(migrations, wanted) - migrations.begin());
    }

    void count(const FuzzEnd& end) {
        const FuzzCase run = case_of(ground_, end.runs);
        (run.is_file ? report_.files : report_.states) += end.runs.count;
        if (end.outcome.broken) {
            const auto [found, is_new] = lowest_.try_emplace(end.outcome.cause, Seen{end.runs, 0});
            found->second.runs = std::min(found->second.runs, end.runs, fewer_or_earlier);
            ++found->second.times;
            return;
        }
        if (end.outcome.code == outcome_kept || end.outcome.code == "nothing-to-do")
            report_.migrated += end.runs.count;
        else
            codes_[end.outcome.code] += end.runs.count;
        if (!run.is_file && end.outcome.code == outcome_kept)
            travelled_.insert(migration_of(run.target));
    }

    static bool fewer_or_earlier(const FuzzRuns& a, const FuzzRuns& b) {
        return std::pair(a.count, a.first) < std::pair(b.count, b.first);
    }

    FuzzOutcome outcome_of(const FuzzCase& run) const {
        if (!run.is_file) return try_states(ground_, run);
        return try_file(ground_, run, scratch_.path(std::to_string(run.runs.first) + ".db"));
    }

    FuzzOutcome in_child(const FuzzCase& run) const {
        return outcome_in_child([&] { return outcome_of(run); });
    }

    /// With as few mutations as lead to the same cause.
    FuzzCase fewest(FuzzCase run, const std::string& cause) const {
        for (std::size_t i = 0; i < run.mutations.size();) {
            FuzzCase fewer = run;
            fewer.mutations.erase(fewer.mutations.begin() + static_cast<std::ptrdiff_t>(i));
            const FuzzOutcome outcome = in_child(fewer);
            if (outcome.broken && outcome.cause == cause)
                run = std::move(fewer);
            else
                ++i;
        }
        return run;
    }

    void add_find(const std::string& cause, const Seen& seen) {
        const FuzzCase run = fewest(case_of(ground_, seen.runs), cause);
        FuzzFind find = described_find(cause, run, seen.times);
        if (!options_.directory.empty())
            keep_find(ground_, run, options_.directory, scratch_, find);
        report_.finds.push_back(std::move(find));
    }

    FuzzFind described_find(const std::string& cause, const FuzzCase& run,
                            std::size_t times) const {
        const std::size_t base = run.is_file ? ground_.bases.files[run.target].base
                                             : ground_.bases.states[run.target].base;
        FuzzFind find{.cause = cause,
                      .snapshot = ground_.bases.bases[base].snapshot,
                      .from = ground_.bases.bases[base].version,
                      .to = run.is_file ? ground_.bases.files[run.target].to
                                        : ground_.bases.states[run.target].subject->migration.to};
        find.address = address_of(case_of(ground_, run.runs), run);
        find.times = times;
        find.mutations = run.is_file ? mutated_file(ground_, run, scratch_.path("words.db")).words
                                     : mutated_states(ground_, run).words;
        return find;
    }

    const FuzzOptions& options_;
    FuzzGround ground_;
    ScratchDirectory scratch_;
    Fuzzing report_{};
    std::map<std::string, Seen> lowest_{};
    std::map<std::string, std::size_t> codes_{};
    std::set<std::size_t> travelled_{};
};

Explanation nothing_to_run() {
    return {ExitCode::usage, "no-path", "no path of the graph begins or ends where they stand",
            "Take snapshots of a version that the graph leads to or from."};
}

template <class Work>
Result<Fuzzing, Explanation> with_bases(const std::vector<std::string>& snapshots,
                                        const Graph& graph, const Managed& managed,
                                        const FuzzOptions& options, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto bases = fuzz_bases(snapshots, graph, managed, options.execute);
    if (!bases) return unexpected(std::move(bases.error()));
    if (bases->states.empty() && bases->files.empty()) return unexpected(nothing_to_run());
    Fuzzer fuzzer(*bases, graph, managed, options);
    Result<Fuzzing, Explanation> report = work(fuzzer);
    if (report)
        report->took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start);
    return report;
}

}  // namespace

Result<Fuzzing, Explanation> fuzz(const std::vector<std::string>& snapshots, const Graph& graph,
                                  const Managed& managed, const FuzzOptions& options) {
    return with_bases(snapshots, graph, managed, options,
                      [](Fuzzer& fuzzer) -> Result<Fuzzing, Explanation> {
                          if (auto report = fuzzer.run()) return std::move(*report);
                          return unexpected(Explanation{ExitCode::interrupted, "interrupted",
                                                        "interrupted", "Run the command again."});
                      });
}

Result<Fuzzing, Explanation> fuzz_again(const std::vector<std::string>& snapshots,
                                        const Graph& graph, const Managed& managed,
                                        const std::string& address, const FuzzOptions& options) {
    return with_bases(
        snapshots, graph, managed, options, [&](Fuzzer& fuzzer) -> Result<Fuzzing, Explanation> {
            if (auto report = fuzzer.again(address)) return std::move(*report);
            return unexpected(Explanation{ExitCode::usage, "usage",
                                          "--case " + address + " leads to no run",
                                          "Copy the whole line that began with `Replay:`."});
        });
}

}  // namespace evolve
