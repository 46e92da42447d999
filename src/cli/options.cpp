#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options/errors.hpp>

#include "cli/command.hpp"

namespace evolve::cli {
namespace {

std::string listed(const std::vector<std::string>& words) {
    std::string result;
    for (const std::string& word : words) result += (result.empty() ? "" : "|") + word;
    return result;
}

}  // namespace

po::typed_value<std::string>* choice(std::string& into, std::vector<std::string> words) {
    const std::string names = listed(words);
    return po::value<std::string>(&into)
        ->value_name(names)
        ->default_value(into)
        ->notifier([words, names](const std::string& value) {
            if (std::ranges::find(words, value) == words.end())
                refuse_usage("'" + value + "' is not one of " + names, "Choose one of them.");
        });
}

po::typed_value<unsigned>* milliseconds(std::chrono::milliseconds& into) {
    return po::value<unsigned>()
        ->value_name("MS")
        ->default_value(static_cast<unsigned>(into.count()))
        ->notifier([&into](unsigned value) { into = std::chrono::milliseconds(value); });
}

void add_common_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("graph", text(arguments.graph, "DIR"),
         "the graph directory (else $EVOLVE_GRAPH, else ./schema)")  //
        ("json", po::bool_switch(&arguments.json), "answer with one JSON document")  //
        ("quiet", po::bool_switch(&arguments.quiet), "say nothing but what went wrong")  //
        ("verbose", po::bool_switch(&arguments.verbose), "show every statement")  //
        ("color", choice(arguments.color, {"auto", "always", "never"}), "colour the answer")  //
        ("help", po::bool_switch(&arguments.help), "show this");
}

}  // namespace evolve::cli
