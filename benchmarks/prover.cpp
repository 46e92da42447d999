// States per second of processor time: the prover with all laws on the last migration of a graph,
// beside a loop by hand over the same rows.
//
//     prover_benchmark GRAPH [ROUNDS [STATES]]
//     prover_benchmark --peak GRAPH STATES
//     prover_benchmark --parts GRAPH [BLOCKS]
//
// Prints one JSON object. Ends with 1 where a side did not do its work. The second form runs the
// prover alone and says how much memory the process has needed; the third says what a pack and a
// single state cost with each law alone.

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"
#include "naive_loop.hpp"
#include "rates.hpp"

namespace evolve {
namespace {

/// The same rows as the prover draws for its default seed.
std::vector<StatePtr> all_states(const Subject& subject, std::size_t cases) {
    const Schedule schedule(subject, cases);
    std::vector<StatePtr> states;
    for (std::size_t unit = 0; unit < schedule.units(); ++unit)
        for (StatePtr& state : schedule.states(schedule.unit(unit), default_seed(subject)))
            states.push_back(std::move(state));
    return states;
}

/// The migration as a script, and the query that counts values in the columns that it adds.
NaiveLoop loop_over(const Subject& subject) {
    std::vector<std::string> script;
    std::string filled = "SELECT 0";
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        for (std::string& sql : statements(step, schema)) script.push_back(std::move(sql));
        schema = applied(step, std::move(schema)).value();
        const auto* add = std::get_if<AddColumn>(&step.kind());
        if (add == nullptr) throw std::runtime_error("a step of another kind than add_column");
        filled += " + (SELECT count(" + ddl::quoted(add->column.name) + ") FROM " +
                  ddl::in_main(add->table) + ")";
    }
    return NaiveLoop(subject.before, std::move(script), std::move(filled));
}

void measure(const char* directory, std::size_t rounds, std::size_t cases) {
    const Subject subject = last_migration(directory);
    const std::vector<StatePtr> states = all_states(subject, cases);
    NaiveLoop loop = loop_over(subject);
    std::vector<double> by_hand;
    std::vector<double> prover;
    std::vector<double> ratios;
    for (std::size_t round = 0; round < rounds; ++round) {
        by_hand.push_back(states_per_second(cases, [&] {
            for (const StatePtr& state : states) loop.run(*state);
        }));
        prover.push_back(states_per_second(cases, [&] { prove_all(subject, cases); }));
        ratios.push_back(prover.back() / by_hand.back());
    }
    std::printf(
        "{\"to\": \"%s\", \"rounds\": %zu, \"states\": %zu, \"rows\": %zu, "
        "\"by_hand\": %.0f, \"prover\": %.0f, \"ratio\": %.3f, \"lowest\": %.3f}\n",
        std::string(subject.migration.to.text()).c_str(), rounds, cases, loop.rows() / rounds,
        median(by_hand), median(prover), median(ratios), *std::ranges::min_element(ratios));
}

void measure_peak(const char* directory, std::size_t cases) {
    const Subject subject = last_migration(directory);
    const double rate = states_per_second(cases, [&] { prove_all(subject, cases); });
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("{\"states\": %zu, \"per_second\": %.0f, \"peak_kilobytes\": %ld}\n", cases, rate,
                used.ru_maxrss);
}

/// Microseconds that the packs, or the single states, of so many blocks take on average.
double microseconds(const Schedule& schedule, bool packs,
                    const std::function<void(const Unit&)>& work) {
    std::size_t units = 0;
    const double start = cpu_seconds();
    for (std::size_t number = 0; number < schedule.units(); ++number) {
        const Unit unit = schedule.unit(number);
        if (unit.is_pack() != packs) continue;
        work(unit);
        ++units;
    }
    return (cpu_seconds() - start) * 1e6 / static_cast<double>(units);
}

void print_part(const char* name, const Schedule& schedule,
                const std::function<void(const Unit&)>& work) {
    std::printf("%-16s %10.0f %10.0f\n", name, microseconds(schedule, true, work),
                microseconds(schedule, false, work));
}

void measure_parts(const char* directory, std::size_t blocks) {
    const Subject subject = last_migration(directory);
    const Schedule schedule(subject, blocks * states_of_a_block);
    std::vector<std::vector<StatePtr>> states;
    std::printf("%-16s %10s %10s\n", "us of CPU", "a pack", "a single");
    print_part("generation", schedule, [&](const Unit& unit) {
        static_cast<void>(schedule.states(unit, default_seed(subject)));
    });
    for (std::size_t number = 0; number < schedule.units(); ++number)
        states.push_back(schedule.states(schedule.unit(number), default_seed(subject)));
    const auto with = [&](const LawSet& laws) {
        return [&, laws](const Unit& unit) {
            const TrialOptions options{.laws = laws, .turn = unit.number};
            if (hold_trial(subject, states[unit.number], options).breach)
                throw std::runtime_error("a law is broken");
        };
    };
    print_part("loading", schedule,
               [&](const Unit& unit) { Sandbox(subject, states[unit.number]); });
    print_part("no law", schedule, with(LawSet::none()));
    for (const Law law : all_laws)
        print_part(std::string(text_of(law)).c_str(), schedule, with(LawSet::none().with(law)));
    print_part("all laws", schedule, with(LawSet::all()));
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    const bool peak = count == 4 && std::string_view(words[1]) == "--peak";
    const bool parts = count >= 3 && std::string_view(words[1]) == "--parts";
    if (count < 2 || (!peak && !parts && words[1][0] == '-')) {
        std::fprintf(stderr,
                     "usage: prover_benchmark GRAPH [ROUNDS [STATES]]\n"
                     "       prover_benchmark --peak GRAPH STATES\n"
                     "       prover_benchmark --parts GRAPH [BLOCKS]\n");
        return 2;
    }
    try {
        if (peak) {
            evolve::measure_peak(words[2], std::stoul(words[3]));
            return 0;
        }
        if (parts) {
            evolve::measure_parts(words[2], count > 3 ? std::stoul(words[3]) : 16);
            return 0;
        }
        const std::size_t rounds = count > 2 ? std::stoul(words[2]) : 5;
        const std::size_t cases = count > 3 ? std::stoul(words[3]) : 1024;
        evolve::measure(words[1], rounds, cases);
        return 0;
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "prover_benchmark: %s\n", wrong.what());
        return 1;
    }
}
