#include "evolve/sqlite/patience.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace evolve::sqlite {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// SQLite's own delays (sqliteDefaultBusyCallback in main.c), cut at 25 ms so that Ctrl-C is felt.
constexpr std::array<milliseconds, 7> delays = {
    milliseconds(1),  milliseconds(2),  milliseconds(5),  milliseconds(10),
    milliseconds(15), milliseconds(20), milliseconds(25),
};

}  // namespace

Patience::Patience(milliseconds limit, const std::atomic<bool>* interrupted)
    : end_(steady_clock::now() + limit), interrupted_(interrupted) {}

bool Patience::wait() {
    if (interrupted_ != nullptr && interrupted_->load()) return false;
    const steady_clock::time_point now = steady_clock::now();
    if (now >= end_) return false;
    const steady_clock::duration delay = delays[std::min(waits_++, delays.size() - 1)];
    std::this_thread::sleep_for(std::min(delay, end_ - now));
    return true;
}

}  // namespace evolve::sqlite
