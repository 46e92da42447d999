#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace evolve::cli {

namespace po = boost::program_options;

/// A text option that may be absent.
inline auto* text(std::optional<std::string>& into, const char* name) {
    return po::value<std::string>()->value_name(name)->notifier(
        [&into](const std::string& value) { into = value; });
}

inline auto* texts(std::vector<std::string>& into, const char* name) {
    return po::value<std::vector<std::string>>(&into)->value_name(name)->composing();
}

/// One of a few words; others are refused when the arguments are parsed.
po::typed_value<std::string>* choice(const std::string& option, std::string& into,
                                     std::vector<std::string> words,
                                     const std::string& next = "Choose one of them.");

/// Whether and how evidence is asked for before anything is run.
po::typed_value<std::string>* prove_choice(Arguments& arguments);
inline constexpr const char* prove_help =
    "how the laws are checked first: take recorded evidence or check now; always check now; never; "
    "or require recorded evidence";

/// Where the state before a change is backed up, if at all.
inline auto* backup_place(Arguments& arguments) { return text(arguments.backup, "DIR|none"); }
inline constexpr const char* backup_help =
    "where what is there is backed up before rows move (else beside the database)";

/// A whole number of at least 1 that may be absent.
po::typed_value<std::string>* number(const std::string& option, std::optional<std::uint64_t>& into,
                                     std::uint64_t most);

po::typed_value<std::int64_t>* milliseconds(std::chrono::milliseconds& into);

inline constexpr const char* strict_order_help = "count another order of columns as a difference";

/// Options that every command has.
void add_common_options(po::options_description& options, Arguments& arguments);

}  // namespace evolve::cli
