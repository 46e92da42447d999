#include "snapshot/fuzz_workers.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "snapshot/fuzz_process.hpp"

namespace evolve {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = FuzzMessage::Kind;

/// A process, and how far it has told that it is.
struct FuzzWorker {
    FuzzProcess process;
    std::optional<std::size_t> unit{};
    std::optional<std::size_t> run{};    ///< that it makes alone, or made last
    std::optional<FuzzOutcome> death{};  ///< of the process that made the runs of the unit together
    std::vector<FuzzEnd> ends{};         ///< in the unit
};

/// Where a worker begins: a unit, and of its runs, which are then made alone, this one.
struct FuzzStart {
    std::size_t unit = 0;
    std::optional<std::size_t> run{};
};

class FuzzCrew {
public:
    FuzzCrew(const FuzzOptions& options, const FuzzUnits& units, const FuzzRunner& make,
             const std::function<void(const FuzzEnd&)>& take)
        : options_(options), units_(units), make_(make), take_(take) {
        if (options.time) deadline_ = Clock::now() + *options.time;
        for (std::size_t unit = 0; unit < step(); ++unit) begin({unit});
    }

    /// False where all is done, or the time is over.
    bool collect() {
        std::vector<pollfd> waiting;
        for (const FuzzWorker& worker : workers_)
            waiting.push_back({worker.process.pipe(), POLLIN, 0});
        if (waiting.empty() || is_over()) return false;
        poll(waiting.data(), waiting.size(), 100);
        for (std::size_t i = workers_.size(); i-- > 0;)
            if (waiting[i].revents != 0) listen_to(i);
        return true;
    }

private:
    [[nodiscard]] bool is_over() const { return deadline_ && Clock::now() >= *deadline_; }

    [[nodiscard]] std::size_t step() const { return std::max(options_.jobs, 1u); }

    bool begin(const FuzzStart& start) {
        auto process = FuzzProcess::start([&](const FuzzVoice& voice) { work_from(start, voice); });
        if (process) workers_.push_back({std::move(*process)});
        return process.has_value();
    }

    /// In the process.
    void work_from(const FuzzStart& start, const FuzzVoice& voice) const {
        for (std::size_t unit = start.unit; !is_over(); unit += step()) {
            const auto runs = units_(unit);
            const bool apart = unit == start.unit && start.run;
            if (!runs || !voice.tell({Kind::unit, {unit, 1}})) return;
            const bool heard = apart ? make_alone({*start.run, runs->end() - *start.run}, voice)
                                     : make_together(*runs, voice);
            if (!heard || !voice.tell({Kind::done})) return;
        }
    }

    [[nodiscard]] bool make_together(const FuzzRuns& runs, const FuzzVoice& voice) const {
        const auto ends = ends_of(runs, [&](const FuzzRuns& some) { return in_time(some, make_); });
        return std::ranges::all_of(ends, [&](const FuzzEnd& end) {
            return voice.tell({Kind::end, end.runs, end.outcome});
        });
    }

    [[nodiscard]] bool make_alone(const FuzzRuns& runs, const FuzzVoice& voice) const {
        for (std::size_t number = runs.first; number < runs.end(); ++number) {
            const FuzzRuns one{number, 1};
            if (!voice.tell({Kind::run, one})) return false;
            if (!voice.tell({Kind::end, one, in_time(one, make_)})) return false;
        }
        return true;
    }

    void listen_to(std::size_t place) {
        FuzzWorker& worker = workers_[place];
        if (const auto messages = worker.process.listen()) {
            for (const FuzzMessage& message : *messages) note(message, worker);
            return;
        }
        FuzzWorker gone = std::move(worker);
        workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(place));
        const FuzzOutcome death = gone.process.death();
        if (gone.unit) go_on_behind(std::move(gone), death);
    }

    void note(const FuzzMessage& message, FuzzWorker& worker) {
        switch (message.kind) {
            case Kind::unit: worker.unit = message.runs.first; break;
            case Kind::run: worker.run = message.runs.first; break;
            case Kind::end: worker.ends.push_back({message.runs, message.outcome}); break;
            case Kind::done: finish(worker); break;
        }
    }

    /// With the unit.
    void finish(FuzzWorker& worker) {
        const bool shows_alone =
            std::ranges::any_of(worker.ends, [](const FuzzEnd& end) { return end.outcome.broken; });
        if (worker.death && !shows_alone)
            take_({*units_(*worker.unit), *worker.death});
        else
            std::ranges::for_each(worker.ends, take_);
        worker.ends.clear();
        worker.death.reset();
        worker.unit.reset();
    }

    void go_on_behind(FuzzWorker gone, const FuzzOutcome& death) {
        const FuzzRuns runs = *units_(*gone.unit);
        std::size_t next = runs.first;
        if (!gone.death && runs.count > 1) {
            gone.death = death;
            gone.ends.clear();
        } else {
            const std::size_t at = gone.run.value_or(runs.first);
            gone.ends.push_back({{at, 1}, death});
            next = at + 1;
        }
        const std::size_t unit = *gone.unit;
        if (next == runs.end()) {
            finish(gone);
            begin({unit + step()});
        } else if (begin({unit, next})) {
            workers_.back().unit = unit;
            workers_.back().death = std::move(gone.death);
            workers_.back().ends = std::move(gone.ends);
        }
    }

    const FuzzOptions& options_;
    const FuzzUnits& units_;
    const FuzzRunner& make_;
    const std::function<void(const FuzzEnd&)>& take_;
    std::optional<Clock::time_point> deadline_{};
    std::vector<FuzzWorker> workers_{};
};

}  // namespace

bool make_runs(const FuzzOptions& options, const FuzzUnits& units, const FuzzRunner& make,
               const std::function<void(const FuzzEnd&)>& take) {
    FuzzCrew crew(options, units, make, take);
    while (crew.collect())
        if (options.interrupted != nullptr && *options.interrupted) return false;
    return true;
}

FuzzOutcome outcome_in_child(const std::function<FuzzOutcome()>& make) {
    auto process = FuzzProcess::start([&](const FuzzVoice& voice) {
        const auto outcome = in_time({}, [&](const FuzzRuns&) { return make(); });
        static_cast<void>(voice.tell({FuzzMessage::Kind::end, {}, outcome}));
    });
    if (!process) return {true, "", "no process can be started"};
    std::optional<FuzzOutcome> told;
    while (const auto messages = process->listen())
        for (const FuzzMessage& message : *messages) told = message.outcome;
    const FuzzOutcome death = process->death();
    return told.value_or(death);
}

}  // namespace evolve
