#include "prove/workers.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>

namespace evolve {
namespace {

bool is_interrupted(const ProveOptions& options) {
    return options.interrupted != nullptr && *options.interrupted;
}

/// A child process and the end of its pipe that we read.
struct Worker {
    pid_t process = -1;
    int pipe = -1;
    std::string unread{};  ///< the beginning of a result
};

/// What the program that started us does on a signal is not for a worker to do: it dies of a crash,
/// and leaves an interruption to the one that reads its results.
void forget_signal_handlers() {
    for (int crash : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTERM, SIGPIPE, SIGALRM})
        std::signal(crash, SIG_DFL);
    std::signal(SIGINT, SIG_IGN);
}

/// The units of one worker: every jobs-th, up to the first that is broken.
void work_through(UnitRange units, const ProveOptions& options,
                  const std::function<UnitResult(std::size_t)>& work, int pipe) {
    for (std::size_t unit = units.first; unit < units.end; unit += options.jobs) {
        const UnitResult result = work(unit);
        if (write(pipe, &result, sizeof result) != sizeof result) _exit(1);
        if (result.broken) break;
    }
}

/// Nothing that happens here may unwind into the functions of the process that was copied.
[[noreturn]] void work_in_child(UnitRange units, const ProveOptions& options,
                                const std::function<UnitResult(std::size_t)>& work, int pipe) {
    forget_signal_handlers();
    try {
        work_through(units, options, work, pipe);
        _exit(0);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "evolve: %s\n", failure.what());
    } catch (...) {}
    _exit(2);
}

std::optional<Worker> start(UnitRange units, const ProveOptions& options,
                            const std::function<UnitResult(std::size_t)>& work) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return std::nullopt;
    const pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        work_in_child(units, options, work, ends[1]);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return std::nullopt;
    }
    return Worker{process, ends[0]};
}

/// All running workers. Those that are left when it goes are ended.
class Crew {
public:
    ~Crew() {
        for (Worker& worker : workers_)
            if (worker.process > 0) {
                kill(worker.process, SIGKILL);
                finish(worker);
            }
    }

    void add(Worker worker) { workers_.push_back(std::move(worker)); }

    /// Reads what there is. False when every worker has ended; a worker that died is noted.
    bool collect(std::vector<UnitResult>& results) {
        std::vector<pollfd> waiting;
        for (const Worker& worker : workers_)
            if (worker.pipe >= 0) waiting.push_back({worker.pipe, POLLIN, 0});
        if (waiting.empty()) return false;
        poll(waiting.data(), waiting.size(), 100);
        for (Worker& worker : workers_) {
            const auto ready = std::ranges::find(waiting, worker.pipe, &pollfd::fd);
            if (ready != waiting.end() && ready->revents != 0) read_from(worker, results);
        }
        return true;
    }

    [[nodiscard]] const std::string& death() const { return death_; }

private:
    void read_from(Worker& worker, std::vector<UnitResult>& results) {
        std::array<char, 4096> buffer{};
        const ssize_t count = read(worker.pipe, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) return;
        if (count <= 0) {
            finish(worker);
            return;
        }
        worker.unread.append(buffer.data(), static_cast<std::size_t>(count));
        while (worker.unread.size() >= sizeof(UnitResult)) {
            UnitResult result;
            std::copy_n(worker.unread.data(), sizeof result, reinterpret_cast<char*>(&result));
            worker.unread.erase(0, sizeof result);
            results.push_back(result);
        }
    }

    void finish(Worker& worker) {
        close(worker.pipe);
        int status = 0;
        waitpid(worker.process, &status, 0);
        if (WIFSIGNALED(status))
            death_ = "a worker ended by signal " + std::to_string(WTERMSIG(status));
        else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
            death_ = "a worker ended with " + std::to_string(WEXITSTATUS(status));
        worker = Worker();
    }

    std::vector<Worker> workers_;
    std::string death_;
};

Result<std::vector<UnitResult>, ProofStopped> run_here(
    UnitRange units, const ProveOptions& options,
    const std::function<UnitResult(std::size_t)>& work) {
    std::vector<UnitResult> results;
    for (std::size_t unit = units.first; unit < units.end; ++unit) {
        if (is_interrupted(options))
            return unexpected(ProofStopped{ProofStopped::Cause::interrupted});
        results.push_back(work(unit));
        if (options.progress) options.progress(units.first + results.size(), units.end);
        if (results.back().broken) break;
    }
    return results;
}

}  // namespace

Result<std::vector<UnitResult>, ProofStopped> run_units(
    UnitRange units, const ProveOptions& options,
    const std::function<UnitResult(std::size_t)>& work) {
    if (options.jobs == 0) return run_here(units, options, work);
    Crew crew;
    for (std::size_t number = 0; number < options.jobs; ++number) {
        auto worker = start({units.first + number, units.end}, options, work);
        if (!worker) return run_here(units, options, work);  // the system gives no process
        crew.add(std::move(*worker));
    }
    std::vector<UnitResult> results;
    while (crew.collect(results)) {
        if (is_interrupted(options))
            return unexpected(ProofStopped{ProofStopped::Cause::interrupted});
        if (options.progress) options.progress(units.first + results.size(), units.end);
    }
    if (is_interrupted(options)) return unexpected(ProofStopped{ProofStopped::Cause::interrupted});
    if (!crew.death().empty())
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, crew.death()});
    std::ranges::sort(results, {}, &UnitResult::unit);
    return results;
}

}  // namespace evolve
