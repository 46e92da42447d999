#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "evolve/prove/subject.hpp"

namespace evolve {

double cpu_seconds();

/// How many of the states the work takes a second of processor time.
double states_per_second(std::size_t states, const std::function<void()>& work);

double median(std::vector<double> numbers);

/// Of the graph in a directory. Throws where there is none.
Subject last_migration(const char* directory);

/// Proves it in this process. Throws where a law does not hold.
void prove_all(const Subject& subject, std::size_t cases);

}  // namespace evolve
