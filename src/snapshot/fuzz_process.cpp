#include "snapshot/fuzz_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace evolve {
namespace {

constexpr unsigned most_seconds_of_a_run = 60;

/// Of fixed size, so that it goes through a pipe in one piece.
struct FuzzPacket {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    FuzzMessage::Kind kind{};
    bool broken = false;
    std::array<char, 40> code{};
    std::array<char, 300> cause{};
};

template <std::size_t size>
void put(const std::string& text, std::array<char, size>& into) {
    std::copy_n(text.data(), std::min(text.size(), size - 1), into.data());
}

FuzzMessage message_of(const FuzzPacket& packet) {
    return {packet.kind,
            {static_cast<std::size_t>(packet.first), static_cast<std::size_t>(packet.count)},
            {packet.broken, packet.code.data(), packet.cause.data()}};
}

void forget_handlers() {
    for (int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTERM, SIGPIPE, SIGALRM})
        std::signal(signal, SIG_DFL);
    std::signal(SIGINT, SIG_IGN);
}

}  // namespace

bool FuzzVoice::tell(const FuzzMessage& message) const {
    FuzzPacket packet{message.runs.first, message.runs.count, message.kind, message.outcome.broken};
    put(message.outcome.code, packet.code);
    put(message.outcome.cause, packet.cause);
    return write(pipe_, &packet, sizeof packet) == sizeof packet;
}

/// Nothing that happens in the child may unwind into the functions of the process that was copied.
std::optional<FuzzProcess> FuzzProcess::start(const std::function<void(const FuzzVoice&)>& work) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return std::nullopt;
    const pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        forget_handlers();
        try {
            work(FuzzVoice(ends[1]));
            _exit(0);
        } catch (...) {}
        _exit(2);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return std::nullopt;
    }
    return FuzzProcess(process, ends[0]);
}

FuzzProcess::FuzzProcess(FuzzProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      pipe_(std::exchange(other.pipe_, -1)),
      unread_(std::move(other.unread_)) {}

FuzzProcess& FuzzProcess::operator=(FuzzProcess&& other) noexcept {
    std::swap(process_, other.process_);
    std::swap(pipe_, other.pipe_);
    std::swap(unread_, other.unread_);
    return *this;
}

FuzzProcess::~FuzzProcess() {
    if (process_ < 0) return;
    kill(process_, SIGKILL);
    death();
}

std::optional<std::vector<FuzzMessage>> FuzzProcess::listen() {
    std::array<char, 16384> buffer{};
    const ssize_t count = read(pipe_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return std::vector<FuzzMessage>();
    if (count <= 0) return std::nullopt;
    unread_.append(buffer.data(), static_cast<std::size_t>(count));
    std::vector<FuzzMessage> messages;
    std::size_t done = 0;
    for (; unread_.size() - done >= sizeof(FuzzPacket); done += sizeof(FuzzPacket)) {
        FuzzPacket packet;
        std::memcpy(&packet, unread_.data() + done, sizeof packet);
        messages.push_back(message_of(packet));
    }
    unread_.erase(0, done);
    return messages;
}

FuzzOutcome FuzzProcess::death() {
    close(std::exchange(pipe_, -1));
    int status = 0;
    waitpid(std::exchange(process_, -1), &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) return {true, "", "it takes too long"};
    if (WIFSIGNALED(status))
        return {true, "", "crash by signal " + std::to_string(WTERMSIG(status))};
    return {true, "", "an exception ends it"};
}

FuzzOutcome in_time(const FuzzRuns& runs, const FuzzRunner& make) {
    alarm(most_seconds_of_a_run);
    FuzzOutcome outcome = make(runs);
    alarm(0);
    return outcome;
}

}  // namespace evolve
