#pragma once

// Internal to fuzzing: runs are made in processes that may be lost with them.

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "snapshot/fuzz_apart.hpp"

namespace evolve {

/// What a process tells.
struct FuzzMessage {
    enum class Kind : std::uint8_t {
        unit,  ///< it begins one; its number is in `runs.first`
        run,   ///< it begins one alone
        end,   ///< so these ended
        done   ///< with the unit
    };
    Kind kind{};
    FuzzRuns runs{};
    FuzzOutcome outcome{};
};

/// What a process tells through.
class FuzzVoice {
public:
    explicit FuzzVoice(int pipe) : pipe_(pipe) {}
    /// False where nobody listens any more.
    [[nodiscard]] bool tell(const FuzzMessage& message) const;

private:
    int pipe_;
};

/// A process that makes runs, and what it tells.
class FuzzProcess {
public:
    /// Does the work in a process of its own, which ends with it. Nothing where there can be none.
    static std::optional<FuzzProcess> start(const std::function<void(const FuzzVoice&)>& work);

    FuzzProcess(FuzzProcess&& other) noexcept;
    FuzzProcess& operator=(FuzzProcess&& other) noexcept;
    FuzzProcess(const FuzzProcess&) = delete;
    FuzzProcess& operator=(const FuzzProcess&) = delete;
    /// Ends it.
    ~FuzzProcess();

    [[nodiscard]] int pipe() const { return pipe_; }

    /// Waits for more. Nothing where it has ended.
    std::optional<std::vector<FuzzMessage>> listen();

    /// How it ended, which it must have.
    FuzzOutcome death();

private:
    FuzzProcess(pid_t process, int pipe) : process_(process), pipe_(pipe) {}

    pid_t process_ = -1;
    int pipe_ = -1;
    std::string unread_{};
};

/// Makes runs within the time that they may take: else the process ends.
FuzzOutcome in_time(const FuzzRuns& runs, const FuzzRunner& make);

}  // namespace evolve
