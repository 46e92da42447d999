#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options/errors.hpp>
#include <charconv>

#include "cli/command.hpp"
#include "evolve/base/joined.hpp"

namespace evolve::cli {
namespace {

std::string listed(const std::vector<std::string>& words) { return joined(words, "|"); }

}  // namespace

po::typed_value<std::string>* choice(const std::string& option, std::string& into,
                                     std::vector<std::string> words, const std::string& next) {
    const std::string names = listed(words);
    return po::value<std::string>(&into)->value_name(names)->default_value(into)->notifier(
        [=](const std::string& value) {
            if (std::ranges::find(words, value) == words.end())
                refuse_usage("--" + option + " " + value + ": expected " + names, next);
        });
}

po::typed_value<std::string>* prove_choice(Arguments& arguments) {
    return choice("prove", arguments.prove, {"auto", "always", "never", "require"});
}

po::typed_value<std::string>* number(const std::string& option, std::optional<std::uint64_t>& into,
                                     std::uint64_t most) {
    return po::value<std::string>()->value_name("N")->notifier([=, &into](const std::string& text) {
        std::uint64_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, value);
        if (error != std::errc() || stop != end || value < 1 || value > most)
            refuse_usage("--" + option + " " + text + ": expected a number from 1 to " +
                             std::to_string(most),
                         "Give a whole number.");
        into = value;
    });
}

po::typed_value<std::int64_t>* milliseconds(std::chrono::milliseconds& into) {
    constexpr std::int64_t most = std::chrono::milliseconds(std::chrono::hours(24)).count();
    return po::value<std::int64_t>()
        ->value_name("MS")
        ->default_value(into.count())
        ->notifier([&into](std::int64_t value) {
            if (value < 0 || value > most)
                refuse_usage("--busy-timeout " + std::to_string(value) + ": expected 0 to " +
                                 std::to_string(most) + " (a day)",
                             "It is a time in milliseconds.");
            into = std::chrono::milliseconds(value);
        });
}

void add_common_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("graph", text(arguments.graph, "DIR"),
         "the graph directory (else $EVOLVE_GRAPH, else ./schema)")                      //
        ("json", po::bool_switch(&arguments.json), "answer with one JSON document")      //
        ("quiet", po::bool_switch(&arguments.quiet), "say nothing but what went wrong")  //
        ("verbose", po::bool_switch(&arguments.verbose), "show every statement")         //
        ("color", choice("color", arguments.color, {"auto", "always", "never"}),
         "colour the answer")  //
        ("help", po::bool_switch(&arguments.help), "show this");
}

}  // namespace evolve::cli
