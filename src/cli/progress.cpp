#include "cli/progress.hpp"

#include <ostream>
#include <utility>

#include "cli/console.hpp"

namespace evolve::cli {
namespace {

/// What is over sooner needs no line, and one that changes faster cannot be read.
constexpr std::chrono::milliseconds pause{200};

}  // namespace

Progress::Progress(const Arguments& arguments, const Surroundings& surroundings, std::string what)
    : surroundings_(surroundings),
      what_(escaped(what)),
      wanted_(surroundings.error_terminal && !arguments.quiet && !arguments.json),
      next_(Clock::now() + pause) {}

Progress::~Progress() {
    if (shown_) surroundings_.err << erase_line << std::flush;
}

void Progress::show(std::size_t done, std::size_t of) {
    if (of > 0) show(std::to_string(done * 100 / of) + " %");
}

void Progress::show(const std::string& state) {
    if (!wanted_ || Clock::now() < next_) return;
    surroundings_.err << erase_line << what_ << " " << state << std::flush;
    shown_ = true;
    next_ = Clock::now() + pause;
}

}  // namespace evolve::cli
