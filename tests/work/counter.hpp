#pragma once

#include <cstdint>

namespace evolve::work {

/// What a piece of work takes, the same on every machine and at every moment.
struct Work {
    std::uint64_t blocks = 0;  ///< stretches of code without a branch that ran
    std::uint64_t bytes = 0;   ///< of memory asked for
};

/// What has been done since the process began, by the code that is compiled with
/// -fsanitize-coverage=trace-pc.
Work done_so_far();

template <class Task>
Work work_of(const Task& task) {
    const Work before = done_so_far();
    task();
    const Work after = done_so_far();
    return {after.blocks - before.blocks, after.bytes - before.bytes};
}

}  // namespace evolve::work
