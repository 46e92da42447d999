#include <boost/test/unit_test.hpp>

#include <csignal>
#include <set>
#include <string>
#include <vector>

#include "evolve/prove/sandbox.hpp"
#include "prove/trials.hpp"
#include "snapshot/fuzz_apart.hpp"
#include "snapshot/fuzz_workers.hpp"

using namespace evolve;

namespace {

/// What of which the runs are made, over one old database.
struct Ground {
    Managed managed{example().graph, example().settings};
    Executor execute = run;
    FuzzBases bases = *fuzz_bases({snapshot("06").string()}, example().graph, managed, execute);
    FuzzGround ground{bases, example().graph, managed, execute, 7'046'029};
};

const FuzzGround& ground() {
    static const Ground all;
    return all.ground;
}

std::string text_of(const std::vector<FuzzEnd>& ends) {
    std::string text;
    for (const FuzzEnd& end : ends)
        text += std::to_string(end.runs.first) + "+" + std::to_string(end.runs.count) + " " +
                end.outcome.code + end.outcome.cause + "\n";
    return text;
}

/// Breaks a law wherever all of these runs are made together.
FuzzRunner broken_by(std::set<std::size_t> all) {
    return [all = std::move(all)](const FuzzRuns& runs) -> FuzzOutcome {
        for (const std::size_t each : all)
            if (each < runs.first || each >= runs.end()) return {false, "kept"};
        return {true, "", "broken"};
    };
}

constexpr FuzzRuns sixteen{16, 16};

/// The ends of one unit of sixteen runs.
std::string ends_in_processes(const FuzzRunner& make) {
    std::vector<FuzzEnd> ends;
    make_runs(
        {}, [](std::size_t unit) { return unit == 0 ? std::optional(sixteen) : std::nullopt; },
        make, [&](const FuzzEnd& end) { ends.push_back(end); });
    return text_of(ends);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_packs_test)

BOOST_AUTO_TEST_CASE(runs_that_keep_all_laws_together_are_made_once) {
    BOOST_TEST(text_of(ends_of(sixteen, broken_by({99}))) == "16+16 kept\n");
}

BOOST_AUTO_TEST_CASE(a_pack_that_breaks_a_law_is_taken_apart_down_to_the_one_run) {
    std::size_t made = 0;
    const auto ends = ends_of(sixteen, [&](const FuzzRuns& runs) {
        ++made;
        return broken_by({21})(runs);
    });
    BOOST_TEST(text_of(ends) == "16+4 kept\n20+1 kept\n21+1 broken\n22+2 kept\n24+8 kept\n");
    BOOST_TEST(made == 9u);
}

BOOST_AUTO_TEST_CASE(what_rows_of_several_runs_break_together_is_one_find_of_the_fewest) {
    BOOST_TEST(text_of(ends_of(sixteen, broken_by({20, 22}))) ==
               "16+4 kept\n20+4 broken\n24+8 kept\n");
}

BOOST_AUTO_TEST_CASE(a_refusal_of_one_is_none_of_the_others) {
    const auto ends = ends_of(sixteen, [](const FuzzRuns& runs) {
        const bool has_it = runs.first <= 17 && 17 < runs.end();
        return FuzzOutcome{false, has_it ? "rows-contradict" : "kept"};
    });
    BOOST_TEST(text_of(ends) ==
               "16+1 kept\n17+1 rows-contradict\n18+2 kept\n20+4 kept\n24+8 kept\n");
}

BOOST_AUTO_TEST_CASE(a_crash_of_one_run_of_a_pack_is_its_own) {
    const auto crash = [](const FuzzRuns& runs) -> FuzzOutcome {
        for (const std::size_t each : {18u, 31u})
            if (runs.first <= each && each < runs.end()) std::raise(SIGSEGV);
        return {false, "kept"};
    };
    const std::string ends = ends_in_processes(crash);
    BOOST_TEST(ends.find("17+1 kept\n18+1 crash by signal 11\n19+1 kept\n") != ends.npos);
    BOOST_TEST(ends.ends_with("30+1 kept\n31+1 crash by signal 11\n"));
}

BOOST_AUTO_TEST_CASE(a_crash_of_a_pack_that_no_run_has_alone_is_an_end_of_all) {
    const auto crash = [](const FuzzRuns& runs) -> FuzzOutcome {
        if (runs.count > 1) std::raise(SIGSEGV);
        return {false, "kept"};
    };
    BOOST_TEST(ends_in_processes(crash) == "16+16 crash by signal 11\n");
}

BOOST_AUTO_TEST_CASE(units_are_all_runs_once_and_packs_are_of_one_migration) {
    std::size_t next = 0;
    std::size_t packs = 0;
    for (std::size_t unit = 0; const auto runs = runs_of_unit(ground(), unit, 500); ++unit) {
        BOOST_TEST(runs->first == next);
        next = runs->end();
        if (runs->count == 1) continue;
        ++packs;
        for (std::size_t number = runs->first; number < runs->end(); ++number)
            BOOST_TEST(case_of(ground(), {number, 1}).target == case_of(ground(), *runs).target);
    }
    BOOST_TEST(next == 500u);
    BOOST_TEST(packs == 7u);
}

BOOST_AUTO_TEST_CASE(addresses_lead_to_runs_and_to_packs) {
    for (const FuzzRuns& runs :
         {FuzzRuns{5}, FuzzRuns{5, 9}, FuzzRuns{62}, FuzzRuns{70}, FuzzRuns{77 + 8, 53}}) {
        const FuzzCase run = case_of(ground(), runs);
        BOOST_TEST((case_at(ground(), address_of(run, run)) == run));
    }
    FuzzCase fewer = case_of(ground(), {5});
    fewer.mutations = {mutation_of_the_pack};
    BOOST_TEST((case_at(ground(), address_of(case_of(ground(), {5}), fewer)) == fewer));
    // Not within one pack, or no pack at all.
    for (const char* nowhere : {"5.1", "5.57", "61.2", "70.2", "5.2@0", "5@99", "62@6", "x"})
        BOOST_TEST(!case_at(ground(), nowhere), nowhere);
}

BOOST_AUTO_TEST_CASE(a_run_has_the_same_rows_alone_and_in_its_pack) {
    for (std::size_t block = 0; block < 8; ++block) {
        const FuzzRuns pack{block * runs_of_a_block, states_of_a_pack};
        const MutatedStates together = mutated_states(ground(), case_of(ground(), pack));
        BOOST_TEST(together.states.size() == states_of_a_pack);
        for (const std::size_t place : {0u, 7u, 60u}) {
            const MutatedStates alone =
                mutated_states(ground(), case_of(ground(), {pack.first + place, 1}));
            BOOST_TEST((*alone.states.front() == *together.states[place]));
            BOOST_TEST(alone.turn == together.turn);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
