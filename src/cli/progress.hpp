#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "cli/arguments.hpp"
#include "cli/surroundings.hpp"

namespace evolve::cli {

/// Takes what a line on a terminal shows away.
inline constexpr const char* erase_line = "\r\x1b[K";

/// A line on a terminal's standard error that says how far long work has come; gone when this is.
class Progress {
public:
    Progress(const Arguments& arguments, const Surroundings& surroundings, std::string what);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    void show(std::size_t done, std::size_t of);
    /// In words, where nobody knows how much there is.
    void show(const std::string& state);

private:
    using Clock = std::chrono::steady_clock;

    const Surroundings& surroundings_;
    std::string what_;
    bool wanted_;
    bool shown_ = false;
    Clock::time_point next_;
};

}  // namespace evolve::cli
