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

po::typed_value<std::int64_t>* milliseconds(std::chrono::milliseconds& into);

/// Options that every command has.
void add_common_options(po::options_description& options, Arguments& arguments);

}  // namespace evolve::cli
