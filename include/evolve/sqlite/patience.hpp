#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace evolve::sqlite {

/// One round of waiting for a lock that another connection holds.
class Patience {
public:
    /// The round begins now. `interrupted`, where given, must outlive it.
    Patience(std::chrono::milliseconds limit, const std::atomic<bool>* interrupted);

    /// Sleeps, longer each time and at most 25 ms, and says whether to try again: no, and without
    /// sleep, once the time is up or the flag is set.
    [[nodiscard]] bool wait();

private:
    std::chrono::steady_clock::time_point end_;
    const std::atomic<bool>* interrupted_;
    std::size_t waits_ = 0;
};

}  // namespace evolve::sqlite
