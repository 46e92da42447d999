#include "rates.hpp"

#include <time.h>

#include <algorithm>
#include <stdexcept>

#include "evolve/codec/graph_files.hpp"
#include "evolve/prove/prover.hpp"

namespace evolve {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double states_per_second(std::size_t states, const std::function<void()>& work) {
    const double start = cpu_seconds();
    work();
    return static_cast<double>(states) / (cpu_seconds() - start);
}

double median(std::vector<double> numbers) {
    std::ranges::sort(numbers);
    return numbers[numbers.size() / 2];
}

Subject last_migration(const char* directory) {
    const auto loaded = load_graph(directory);
    if (!loaded || loaded->graph.migrations().empty()) throw std::runtime_error("no such graph");
    const Migration last = loaded->graph.migrations().back();
    return make_subject(last, loaded->graph.schema_at(last.from));
}

void prove_all(const Subject& subject, std::size_t cases) {
    const auto proof = prove(subject, {.cases = cases, .jobs = 0});
    if (!proof || !proof->holds() || proof->states != cases)
        throw std::runtime_error("the proof does not hold");
}

}  // namespace evolve
