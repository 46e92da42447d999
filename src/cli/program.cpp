#include "cli/program.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

#include "cli/command.hpp"
#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"
#include "cli/render.hpp"
#include "evolve/base/nearest.hpp"
#include "evolve/codec/report_json.hpp"
#include "evolve/package/version.hpp"

namespace evolve::cli {
namespace {

constexpr std::string_view introduction =
    "evolve changes the schema of SQLite databases that already hold people's data.\n"
    "  evolve init --from app.db                        start a graph with the schema that is "
    "there\n"
    "  evolve add NAME --add-column TABLE 'x JSON'      write the next version\n"
    "  evolve apply app.db                              bring a database there; rollback goes "
    "back\n"
    "`evolve help` lists the commands, `evolve help COMMAND` explains one.\n";

const Command* find(std::string_view name) {
    for (const Command& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

[[noreturn]] void refuse_unknown(const std::string& name) {
    if (name.starts_with('-'))
        refuse_usage("expected a command, found " + name,
                     "Options come after it: `evolve COMMAND " + name +
                         "`. `evolve help` lists the commands.");
    std::vector<std::string_view> names{"help", "--version"};
    for (const Command& command : commands()) names.push_back(command.name);
    const auto near = nearest(name, names);
    refuse_usage("there is no command " + name,
                 near ? "Did you mean " + std::string(*near) + "?" : "`evolve help` lists them.");
}

std::string list_of_commands() {
    std::string text = "Usage: evolve COMMAND [OPTION…]\n\n";
    for (const Command& command : commands()) {
        std::string line = "  " + std::string(command.name);
        line.resize(14, ' ');
        text += line + std::string(command.summary) + "\n";
    }
    return text +
           "\n`evolve help COMMAND` explains one. `evolve --version` says which evolve it is.\n";
}

int help(const std::vector<std::string>& words, const Surroundings& surroundings) {
    if (words.empty() || words.front() == "help") {
        surroundings.out << list_of_commands();
        return 0;
    }
    const Command* command = find(words.front());
    if (command == nullptr) refuse_unknown(words.front());
    surroundings.out << help_of(*command);
    return 0;
}

/// So that a mistake on the command line is answered in JSON too.
bool asks_for_json(const std::vector<std::string>& words) {
    return std::ranges::find(words, "--json") != words.end();
}

int answer(const Report& report, const Arguments& arguments, const Surroundings& surroundings) {
    const Console console(arguments, surroundings);
    std::string graph = graph_directory(arguments, surroundings);
    if (!graph.ends_with('/')) graph += '/';
    if (arguments.json)
        surroundings.out << to_json(report);
    else
        render(report, graph, console);
    return static_cast<int>(report.exit);
}

int run_command(const Command& command, const std::vector<std::string>& words,
                const Surroundings& surroundings) {
    Arguments arguments;
    arguments.json = asks_for_json(words);
    Report report;
    try {
        arguments = parse(command, words);
        if (arguments.help) return help({std::string(command.name)}, surroundings);
        report = command.run(arguments, surroundings);
    } catch (const Refused& refused) {
        report = {.command = std::string(command.name),
                  .exit = refused.explanation.exit,
                  .problem = refused.explanation};
    }
    return answer(report, arguments, surroundings);
}

int dispatch(const std::vector<std::string>& words, const Surroundings& surroundings) {
    if (words.empty()) {
        surroundings.out << introduction;
        return 0;
    }
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (words.front() == "help" || words.front() == "--help" || words.front() == "-h")
        return help(rest, surroundings);
    if (words.front() == "--version") {
        surroundings.out << "evolve " << version << '\n';
        return 0;
    }
    const Command* command = find(words.front());
    if (command == nullptr) refuse_unknown(words.front());
    return run_command(*command, rest, surroundings);
}

}  // namespace

std::span<const Command> commands() {
    static const std::array all{init_command,   add_command,      status_command, plan_command,
                                prove_command,  evidence_command, apply_command,  rollback_command,
                                verify_command, create_command,   diff_command,   restore_command,
                                purge_command,  snapshot_command, fuzz_command,   selftest_command};
    return all;
}

void refuse_usage(std::string wrong, std::string next) {
    throw Refused{{ExitCode::usage, "usage", std::move(wrong), std::move(next)}};
}

int run_program(const std::vector<std::string>& words, const Surroundings& surroundings) {
    try {
        return dispatch(words, surroundings);
    } catch (const Refused& refused) {
        Arguments arguments;
        arguments.json = asks_for_json(words);
        return answer({.command = words.front(),
                       .exit = refused.explanation.exit,
                       .problem = refused.explanation},
                      arguments, surroundings);
    }
}

}  // namespace evolve::cli
