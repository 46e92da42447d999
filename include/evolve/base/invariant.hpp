#pragma once

#include <cstdio>
#include <cstdlib>

namespace evolve::detail {

/// Ends the process: a state was reached that only a bug in evolve can bring about.
[[noreturn]] inline void broken_invariant(const char* what, const char* file, int line) {
    std::fprintf(stderr, "evolve: bug: %s does not hold (%s:%d)\n", what, file, line);
    std::abort();
}

}  // namespace evolve::detail

/// For our own mistakes alone; whatever a user can cause is a Result or a cause.
#define EVOLVE_INVARIANT(condition) \
    ((condition) ? void() : ::evolve::detail::broken_invariant(#condition, __FILE__, __LINE__))
