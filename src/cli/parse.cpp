#include "cli/parse.hpp"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <sstream>
#include <string_view>

#include "cli/options.hpp"
#include "evolve/base/nearest.hpp"

namespace evolve::cli {
namespace {

constexpr const char* operands_option = "operands";
constexpr const char* add_column_option = "add-column";

std::string see_help(const Command& command) {
    return "See `evolve help " + std::string(command.name) + "`.";
}

[[noreturn]] void refuse_unknown(const std::string& asked, const po::options_description& options,
                                 const Command& command) {
    std::vector<std::string> names;
    for (const auto& option : options.options()) names.push_back("--" + option->long_name());
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto near = nearest(asked, views);
    refuse_usage(std::string(command.name) + " has no option " + asked,
                 near ? "Did you mean " + std::string(*near) + "?" : see_help(command));
}

/// Each use of the option by itself: the library would run their values together.
std::vector<std::vector<std::string>> uses_of(const std::string& name,
                                              const po::parsed_options& parsed) {
    std::vector<std::vector<std::string>> uses;
    for (const auto& option : parsed.options)
        if (option.string_key == name) uses.push_back(option.value);
    return uses;
}

Arguments stored(const po::options_description& visible, Arguments& arguments,
                 const std::vector<std::string>& words) {
    po::options_description all = visible;
    all.add_options()(operands_option, po::value<std::vector<std::string>>(&arguments.operands));
    po::positional_options_description positional;
    positional.add(operands_option, -1);
    namespace style = po::command_line_style;
    const auto parsed = po::command_line_parser(words)
                            .options(all)
                            .positional(positional)
                            .style(style::unix_style & ~style::allow_guessing)
                            .run();
    po::variables_map values;
    po::store(parsed, values);
    po::notify(values);
    arguments.added_columns = uses_of(add_column_option, parsed);
    return arguments;
}

}  // namespace

Arguments parse(const Command& command, const std::vector<std::string>& words) {
    Arguments arguments;
    po::options_description options;
    command.add_options(options, arguments);
    add_common_options(options, arguments);
    try {
        stored(options, arguments, words);
    } catch (const po::unknown_option& error) {
        refuse_unknown(error.get_option_name(), options, command);
    } catch (const po::error& error) {
        refuse_usage(std::string(command.name) + ": " + error.what(), see_help(command));
    }
    if (arguments.operands.size() > command.most_operands && !arguments.help)
        refuse_usage(std::string(command.name) +
                         ": one argument too many: " + arguments.operands[command.most_operands],
                     see_help(command));
    return arguments;
}

std::string help_of(const Command& command) {
    Arguments unused;
    po::options_description own("Options", 100, 50);
    command.add_options(own, unused);
    po::options_description common("Options of every command", 100, 50);
    add_common_options(common, unused);
    std::ostringstream text;
    text << "evolve " << command.name << " " << command.operands << "\n\n"
         << command.description << "\n\n";
    if (!own.options().empty()) text << own << "\n";
    text << common;
    return text.str();
}

}  // namespace evolve::cli
