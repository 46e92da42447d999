#include <langinfo.h>
#include <unistd.h>

#include <atomic>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program.hpp"
#include "evolve/base/exit_code.hpp"

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

}  // namespace

int main(int count, char** words) {
    std::setlocale(LC_CTYPE, "");
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGPIPE, SIG_IGN);
    try {
        const evolve::cli::Surroundings surroundings{
            .out = std::cout,
            .err = std::cerr,
            .terminal = isatty(STDOUT_FILENO) == 1,
            .utf8 = std::string_view(nl_langinfo(CODESET)) == "UTF-8",
            .graph_variable = variable("EVOLVE_GRAPH"),
            .no_color = !variable("NO_COLOR").empty(),
            .interrupted = &interrupted,
        };
        const int exit = evolve::cli::run_program({words + 1, words + count}, surroundings);
        const bool stopped = exit == static_cast<int>(evolve::ExitCode::unusable) && interrupted;
        return stopped ? 128 + signal_number : exit;
    } catch (const std::exception& error) {
        std::cerr << "evolve: bug: " << error.what() << "\nPlease report this.\n";
        return static_cast<int>(evolve::ExitCode::bug);
    }
}
