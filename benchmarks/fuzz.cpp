// States per second of processor time: `evolve fuzz` on rows and schemas, beside the prover with
// the same migration, the last one of a graph.
//
//     fuzz_benchmark GRAPH SNAPSHOT [ROUNDS [STATES]]
//
// The snapshot stands at the version before. Prints one JSON object. Ends with 1 where a side did
// not do its work.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "evolve/prove/schedule.hpp"
#include "rates.hpp"
#include "snapshot/fuzz_apart.hpp"

namespace evolve {
namespace {

/// As many states as the prover tries, of runs on states alone: as they come, a pack and three
/// singles a block.
void fuzz_all(const Subject& subject, const std::string& snapshot, std::size_t cases) {
    const auto bases = fuzz_bases({snapshot}, subject.graph, subject.managed, run);
    if (!bases || bases->states.size() != 1)
        throw std::runtime_error("the snapshot is not at the version before");
    const Executor execute = run;
    const FuzzGround ground{*bases, subject.graph, subject.managed, execute, 7'046'029};
    const FuzzRunner make = [&](const FuzzRuns& runs) {
        return try_states(ground, case_of(ground, runs));
    };
    std::size_t states = 0;
    for (std::size_t unit = 0; states < cases; ++unit) {
        const auto runs = runs_of_unit(ground, unit, cases * 2);
        if (case_of(ground, *runs).is_file) continue;
        for (const FuzzEnd& end : ends_of(*runs, make)) {
            if (end.outcome.broken) throw std::runtime_error(end.outcome.cause);
            states += end.runs.count;
        }
    }
    if (states != cases) throw std::runtime_error("it made " + std::to_string(states) + " runs");
}

void measure(const char* graph, const std::string& snapshot, std::size_t rounds,
             std::size_t cases) {
    const Subject subject = last_migration(graph);
    std::vector<double> proofs;
    std::vector<double> fuzzes;
    std::vector<double> ratios;
    for (std::size_t round = 0; round < rounds; ++round) {
        proofs.push_back(states_per_second(cases, [&] { prove_all(subject, cases); }));
        fuzzes.push_back(states_per_second(cases, [&] { fuzz_all(subject, snapshot, cases); }));
        ratios.push_back(fuzzes.back() / proofs.back());
    }
    std::printf(
        "{\"to\": \"%s\", \"rounds\": %zu, \"states\": %zu, \"prover\": %.0f, \"fuzz\": %.0f, "
        "\"ratio\": %.3f, \"lowest\": %.3f}\n",
        std::string(subject.migration.to.text()).c_str(), rounds, cases, median(proofs),
        median(fuzzes), median(ratios), *std::ranges::min_element(ratios));
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    if (count < 3) {
        std::fprintf(stderr, "usage: fuzz_benchmark GRAPH SNAPSHOT [ROUNDS [STATES]]\n");
        return 2;
    }
    try {
        const std::size_t rounds = count > 3 ? std::stoul(words[3]) : 5;
        const std::size_t blocks = count > 4 ? std::stoul(words[4]) : 2048;
        evolve::measure(words[1], words[2], rounds, evolve::whole_blocks(blocks));
        return 0;
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "fuzz_benchmark: %s\n", wrong.what());
        return 1;
    }
}
