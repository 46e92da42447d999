#include "cli/work_progress.hpp"

#include <ostream>

#include "cli/console.hpp"
#include "cli/progress.hpp"

namespace evolve::cli {
namespace {

/// What is over sooner needs no line.
constexpr std::chrono::seconds patience{1};
constexpr std::chrono::seconds pause_of_terminal{1};
constexpr std::chrono::seconds pause_of_log{5};

}  // namespace

WorkProgress::WorkProgress(const Arguments& arguments, const Surroundings& surroundings)
    : surroundings_(surroundings),
      terminal_(surroundings.error_terminal),
      wanted_(!arguments.quiet && !arguments.json && (terminal_ || arguments.verbose)) {}

void WorkProgress::begin(std::string_view what) {
    if (what == what_) return;
    end();
    what_ = what;
    start_ = Clock::now();
    next_ = start_ + (terminal_ ? patience : pause_of_log);
}

void WorkProgress::tick() noexcept {
    if (!wanted_ || what_.empty() || Clock::now() < next_) return;
    try {
        const auto passed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start_);
        say(std::to_string(passed.count()) + " s");
    } catch (const std::exception&) {
        wanted_ = false;  // the work is worth more than a line about it
    }
}

void WorkProgress::show(std::string_view what, std::int64_t done, std::int64_t of) {
    begin(what);
    if (!wanted_ || of == 0 || Clock::now() < next_) return;
    say(std::to_string(done * 100 / of) + " %");
}

void WorkProgress::end() {
    if (shown_) surroundings_.err << erase_line << std::flush;
    shown_ = false;
    what_.clear();
}

void WorkProgress::say(const std::string& state) {
    const std::string line = escaped(what_) + ": " + state;
    if (terminal_)
        surroundings_.err << erase_line << line << std::flush;
    else
        surroundings_.err << line << std::endl;
    shown_ = terminal_;
    next_ = Clock::now() + (terminal_ ? pause_of_terminal : pause_of_log);
}

}  // namespace evolve::cli
