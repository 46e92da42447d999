#include "snapshot/fuzz_workers.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <optional>

namespace evolve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned most_seconds_of_a_run = 60;

/// What a worker tells: that it begins a run, and how that ended. Of fixed size, so that it goes
/// through a pipe in one piece.
struct Message {
    std::uint64_t number = 0;
    bool ended = false;
    bool broken = false;
    std::array<char, 40> code{};
    std::array<char, 300> cause{};
};

template <std::size_t size>
void put(const std::string& text, std::array<char, size>& into) {
    std::copy_n(text.data(), std::min(text.size(), size - 1), into.data());
}

bool send(int pipe, std::uint64_t number, const FuzzOutcome* outcome) {
    Message message;
    message.number = number;
    if (outcome != nullptr) {
        message.ended = true;
        message.broken = outcome->broken;
        put(outcome->code, message.code);
        put(outcome->cause, message.cause);
    }
    return write(pipe, &message, sizeof message) == sizeof message;
}

void forget_handlers() {
    for (int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTERM, SIGPIPE, SIGALRM})
        std::signal(signal, SIG_DFL);
    std::signal(SIGINT, SIG_IGN);
}

struct FuzzWorker {
    pid_t process = -1;
    int pipe = -1;
    std::size_t next = 0;  ///< the run that it begins with
    std::optional<std::uint64_t> at{};
    std::string unread{};
};

/// Nothing that happens in a child may unwind into the functions of the process that was copied.
template <class Work>
std::optional<FuzzWorker> start_worker(Work work) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return std::nullopt;
    const pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        forget_handlers();
        try {
            work(ends[1]);
            _exit(0);
        } catch (...) {}
        _exit(2);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return std::nullopt;
    }
    return FuzzWorker{.process = process, .pipe = ends[0]};
}

/// How the process ended that was at a run.
FuzzOutcome death_of(FuzzWorker& worker) {
    close(worker.pipe);
    worker.pipe = -1;
    int status = 0;
    waitpid(worker.process, &status, 0);
    worker.process = -1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) return {true, "", "it takes too long"};
    if (WIFSIGNALED(status))
        return {true, "", "crash by signal " + std::to_string(WTERMSIG(status))};
    return {true, "", "an exception ends it"};
}

class FuzzCrew {
public:
    FuzzCrew(const FuzzOptions& options, const FuzzRunner& runner,
             const std::function<void(const FuzzEnd&)>& take)
        : options_(options), runner_(runner), take_(take) {
        if (options.time) deadline_ = Clock::now() + *options.time;
        for (std::size_t number = 0; number < std::max(options.jobs, 1u); ++number) begin(number);
    }

    ~FuzzCrew() {
        for (FuzzWorker& worker : workers_)
            if (worker.process > 0) {
                kill(worker.process, SIGKILL);
                death_of(worker);
            }
    }

    /// False where all is done, or the time is over.
    bool collect() {
        std::vector<pollfd> waiting;
        for (const FuzzWorker& worker : workers_)
            if (worker.pipe >= 0) waiting.push_back({worker.pipe, POLLIN, 0});
        if (waiting.empty() || is_over()) return false;
        poll(waiting.data(), waiting.size(), 100);
        for (std::size_t i = 0; i < workers_.size(); ++i) {
            const auto ready = std::ranges::find(waiting, workers_[i].pipe, &pollfd::fd);
            if (ready != waiting.end() && ready->revents != 0) read_from(i);
        }
        return true;
    }

private:
    [[nodiscard]] bool is_over() const { return deadline_ && Clock::now() >= *deadline_; }

    [[nodiscard]] std::size_t step() const { return std::max(options_.jobs, 1u); }

    void begin(std::size_t first) {
        auto worker = start_worker([&](int pipe) {
            for (std::size_t number = first; number < options_.runs && !is_over();
                 number += step()) {
                if (!send(pipe, number, nullptr)) return;
                alarm(most_seconds_of_a_run);
                const FuzzOutcome outcome = runner_(number);
                alarm(0);
                if (!send(pipe, number, &outcome)) return;
            }
        });
        if (worker) workers_.push_back(std::move(*worker));
    }

    void read_from(std::size_t place) {
        std::array<char, 16384> buffer{};
        const ssize_t count = read(workers_[place].pipe, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) return;
        if (count > 0) {
            workers_[place].unread.append(buffer.data(), static_cast<std::size_t>(count));
            take_messages(workers_[place]);
            return;
        }
        const auto at = workers_[place].at;
        const FuzzOutcome death = death_of(workers_[place]);
        if (!at) return;  // it has ended between two runs: nothing is left
        take_({static_cast<std::size_t>(*at), death});
        begin(static_cast<std::size_t>(*at) + step());
    }

    void take_messages(FuzzWorker& worker) {
        std::size_t done = 0;
        for (; worker.unread.size() - done >= sizeof(Message); done += sizeof(Message)) {
            Message message;
            std::memcpy(&message, worker.unread.data() + done, sizeof message);
            worker.at = message.ended ? std::nullopt : std::optional(message.number);
            if (message.ended)
                take_({static_cast<std::size_t>(message.number),
                       {message.broken, message.code.data(), message.cause.data()}});
        }
        worker.unread.erase(0, done);
    }

    const FuzzOptions& options_;
    const FuzzRunner& runner_;
    const std::function<void(const FuzzEnd&)>& take_;
    std::optional<Clock::time_point> deadline_{};
    std::vector<FuzzWorker> workers_{};
};

}  // namespace

bool make_runs(const FuzzOptions& options, const FuzzRunner& runner,
               const std::function<void(const FuzzEnd&)>& take) {
    FuzzCrew crew(options, runner, take);
    while (crew.collect())
        if (options.interrupted != nullptr && *options.interrupted) return false;
    return true;
}

FuzzOutcome outcome_in_child(const std::function<FuzzOutcome()>& runner) {
    auto worker = start_worker([&](int pipe) {
        alarm(most_seconds_of_a_run);
        const FuzzOutcome outcome = runner();
        send(pipe, 0, &outcome);
    });
    if (!worker) return {true, "", "no process can be started"};
    Message message;
    const bool told = read(worker->pipe, &message, sizeof message) == sizeof message;
    const FuzzOutcome death = death_of(*worker);
    if (!told) return death;
    return {message.broken, message.code.data(), message.cause.data()};
}

}  // namespace evolve
