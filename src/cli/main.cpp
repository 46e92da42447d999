#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/heap.hpp"
#include "cli/program.hpp"
#include "evolve/base/exit_code.hpp"
#include "evolve/base/identifier.hpp"

namespace {

std::atomic<bool> interrupted{false};
std::atomic<int> signal_number{0};

/// Ends the running statement; the transaction is then rolled back in the ordinary way.
void on_signal(int number) {
    signal_number = number;
    interrupted = true;
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Whether the environment names a locale with UTF-8. It need not be installed, and is not loaded:
/// that would take 0.1 ms.
bool locale_is_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const std::string locale = variable(name); !locale.empty()) {
            const std::string_view after_dot =
                std::string_view(locale).substr(locale.find('.') + 1);
            const std::string_view charset = after_dot.substr(0, after_dot.find('@'));
            return evolve::equal_ignoring_case(charset, "UTF-8") ||
                   evolve::equal_ignoring_case(charset, "UTF8");
        }
    return false;
}

}  // namespace

int main(int count, char** words) {
    evolve::cli::use_large_pages();
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGPIPE, SIG_IGN);
    try {
        const evolve::cli::Surroundings surroundings{
            .out = std::cout,
            .err = std::cerr,
            .in = std::cin,
            .terminal = isatty(STDOUT_FILENO) == 1,
            .error_terminal = isatty(STDERR_FILENO) == 1,
            .utf8 = locale_is_utf8(),
            .graph_variable = variable("EVOLVE_GRAPH"),
            .no_color = !variable("NO_COLOR").empty(),
            .interrupted = &interrupted,
        };
        const int exit = evolve::cli::run_program({words + 1, words + count}, surroundings);
        const bool stopped = exit == static_cast<int>(evolve::ExitCode::interrupted);
        return stopped ? 128 + signal_number : exit;
    } catch (const std::exception& error) {
        std::cerr << "evolve: bug: " << error.what() << "\nPlease report this.\n";
        return static_cast<int>(evolve::ExitCode::bug);
    }
}
