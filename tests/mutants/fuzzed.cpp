// Prints what `fuzz` makes of every mutant that files can reach, as docs/mutants.md has it.
//
//     fuzzed_mutants [SECONDS [RUNS [TEXT]]]
//
// SECONDS of processor time a mutant may take (60), RUNS of its twin (616); TEXT: only those whose
// names have it. Ends with 1 if fewer than 95 % are found.

#include <cstdio>
#include <string>

#include "mutants/fuzzing.hpp"

namespace evolve {
namespace {

constexpr std::size_t runs_of_a_seed = 616;  // eight blocks

int print_all(double seconds, std::size_t runs, const std::string& text) {
    std::printf(
        "| mutant | found | CPU seconds | runs | its twin, %zu runs |\n|---|---|--:|--:|---|\n",
        runs);
    std::size_t tried = 0;
    std::size_t found = 0;
    for (const Mutant& mutant : mutants()) {
        if (!is_reached_by_files(mutant) || mutant.name.find(text) == text.npos) continue;
        const FoundByFuzzing seen =
            fuzz_until_found(wrong(mutant), right(mutant), runs_of_a_seed, 1, seconds);
        const FoundByFuzzing twin = fuzz_once(right(mutant), runs, 1);
        std::printf("| %s | %s | %.1f | %zu | %s |\n", mutant.name.c_str(),
                    seen.cause.value_or("no").c_str(), seen.cpu_seconds, seen.runs,
                    twin.cause.value_or("passes").c_str());
        std::fflush(stdout);
        for (const FoundByFuzzing& each : {seen, twin})
            if (each.cause) std::fprintf(stderr, "%s\n", each.address.c_str());
        ++tried;
        found += seen.cause && seen.cpu_seconds <= seconds ? 1 : 0;
    }
    std::printf("\n%zu of %zu found within %.0f CPU seconds each.\n", found, tried, seconds);
    return found * 20 >= tried * 19 ? 0 : 1;
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    const double seconds = count > 1 ? std::stod(words[1]) : 60;
    const std::size_t runs = count > 2 ? std::stoul(words[2]) : 616;
    return evolve::print_all(seconds, runs, count > 3 ? words[3] : "");
}
