// Prints what the prover makes of every mutant, as docs/mutants.md has it.
//
//     mutants [SEEDS [STATES [TEXT]]]
//
// SEEDS seeds a mutant (20), STATES states for those that survive 512, and a twin (5000); TEXT:
// only those whose names have it. Ends with 1 if a mutant survives so many states, if with one of
// the seeds fewer than 95 % are caught within 512, or if a twin does not pass.

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "evolve/prove/detection.hpp"
#include "evolve/prove/prover.hpp"
#include "mutants/catalogue.hpp"

namespace evolve {
namespace {

constexpr std::size_t shrunk_seeds = 3;  // shrinking one by one over all seeds would take long

std::size_t median(std::vector<std::size_t> numbers) {
    std::ranges::sort(numbers);
    return numbers.empty() ? 0 : numbers[numbers.size() / 2];
}

struct Findings {
    std::map<Law, std::size_t> laws;
    std::vector<std::size_t> states;
    std::vector<std::size_t> rows;  ///< of the counterexamples
    std::vector<std::size_t> late;  ///< seeds with which 512 states did not do
    std::size_t survived = 0;
};

Findings look_at(const Mutant& mutant, std::size_t seeds, std::size_t states) {
    Findings findings;
    const Subject subject = wrong(mutant);
    for (std::size_t seed = 1; seed <= seeds; ++seed) {
        auto caught = first_breach(subject, seed, default_cases);
        if (!caught) {
            findings.late.push_back(seed);
            caught = first_breach(subject, seed, states);
        }
        if (!caught) {
            ++findings.survived;
            continue;
        }
        ++findings.laws[caught->law];
        findings.states.push_back(caught->states);
        if (seed > shrunk_seeds) continue;
        const auto proof = prove(subject, {.seed = seed, .jobs = 0});
        if (proof && proof->counterexample)
            findings.rows.push_back(rows_of(*proof->counterexample));
    }
    return findings;
}

/// "preservation 18, integrity 2": the most frequent one first.
std::string laws_of(const Findings& findings) {
    std::vector<std::pair<std::size_t, std::string>> laws;
    for (const auto& [law, times] : findings.laws) laws.emplace_back(times, text_of(law));
    std::ranges::sort(laws, std::greater());
    std::string text;
    for (const auto& [times, law] : laws)
        text +=
            (text.empty() ? "" : ", ") + law + (laws.size() > 1 ? " " + std::to_string(times) : "");
    return text;
}

/// Prints the line of a mutant. Whether it was caught and its twin passes.
bool print(const Mutant& mutant, const Findings& findings, std::size_t seeds, std::size_t states) {
    const auto twin = prove(right(mutant), {.cases = states, .jobs = 2});
    const bool passes = twin && twin->holds();
    std::printf("| %s | %zu of %zu | %s | %zu | %zu | %s |\n", mutant.name.c_str(),
                seeds - findings.late.size(), seeds, laws_of(findings).c_str(),
                median(findings.states), median(findings.rows), passes ? "passes" : "FAILS");
    std::fflush(stdout);
    return findings.survived == 0 && passes;
}

int print_all(std::size_t seeds, std::size_t states, const std::string& text) {
    std::printf(
        "| mutant | caught | law that caught it | median states | rows of the "
        "counterexample | its twin, %zu states |\n|---|--:|---|--:|--:|---|\n",
        states);
    bool good = true;
    std::size_t tried = 0;
    std::map<std::size_t, std::size_t> late;  ///< of each seed
    for (const Mutant& mutant : mutants()) {
        if (mutant.name.find(text) == text.npos) continue;
        const Findings findings = look_at(mutant, seeds, states);
        good = print(mutant, findings, seeds, states) && good;
        for (const std::size_t seed : findings.late) ++late[seed];
        ++tried;
    }
    std::size_t most = 0;
    for (const auto& [seed, times] : late) most = std::max(most, times);
    std::printf("\nWithin 512 states at least %zu of %zu with each seed.\n", tried - most, tried);
    return good && most * 20 <= tried ? 0 : 1;
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    const std::size_t seeds = count > 1 ? std::stoul(words[1]) : 20;
    const std::size_t states = count > 2 ? std::stoul(words[2]) : 5000;
    return evolve::print_all(seeds, states, count > 3 ? words[3] : "");
}
