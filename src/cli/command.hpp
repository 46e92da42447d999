#pragma once

#include <span>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/surroundings.hpp"
#include "evolve/base/explanation.hpp"
#include "evolve/plan/report.hpp"

namespace boost::program_options {
class options_description;
}

namespace evolve::cli {

/// A command of the program: a row of the table that help, parsing and dispatch read.
struct Command {
    std::string_view name;
    std::string_view operands;     ///< as shown after the name: "[DB…]"
    std::string_view summary;      ///< one line
    std::string_view description;  ///< what `help COMMAND` says besides
    std::size_t most_operands;
    void (*add_options)(boost::program_options::options_description&, Arguments&);
    Report (*run)(const Arguments&, const Surroundings&);
};

/// Every command, in the order in which help lists them.
std::span<const Command> commands();

/// Thrown by commands for what ends them before they have looked at any database; the program
/// turns it into the report's problem.
struct Refused {
    Explanation explanation;
};

template <class Cause>
[[noreturn]] void refuse(const Cause& cause) {
    throw Refused{explain(cause)};
}

/// The command line asks for what cannot be.
[[noreturn]] void refuse_usage(std::string wrong, std::string next);

}  // namespace evolve::cli
