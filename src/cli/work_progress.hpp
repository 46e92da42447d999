#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/surroundings.hpp"

namespace evolve::cli {

/// Says on standard error what long work is at and for how long, once that takes more than a second
/// (pitfall I02): on a terminal in one line, each second anew; elsewhere, with --verbose alone, in
/// a line every five seconds.
class WorkProgress {
public:
    WorkProgress(const Arguments& arguments, const Surroundings& surroundings);
    WorkProgress(const WorkProgress&) = delete;
    WorkProgress& operator=(const WorkProgress&) = delete;
    ~WorkProgress() { end(); }

    /// The work is now at this: "drop column 'a' (JSON) of tasks".
    void begin(std::string_view what);
    /// To be called all the time: it is still at it. Does not throw.
    void tick() noexcept;
    /// How far it has come, where that is known.
    void show(std::string_view what, std::int64_t done, std::int64_t of);
    /// The line goes.
    void end();

private:
    using Clock = std::chrono::steady_clock;

    void say(const std::string& state);

    const Surroundings& surroundings_;
    bool terminal_;
    bool wanted_;
    bool shown_ = false;
    std::string what_{};
    Clock::time_point start_{};
    Clock::time_point next_{};
};

}  // namespace evolve::cli
