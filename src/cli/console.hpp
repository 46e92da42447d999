#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/surroundings.hpp"

namespace evolve::cli {

/// Writes lines for a person: control and right-to-left characters escaped, ✓ ✅ ✗ → in words where
/// the locale has no UTF-8, colour on a terminal.
class Console {
public:
    Console(const Arguments& arguments, const Surroundings& surroundings);

    /// An answer, on standard output; nothing with --quiet.
    void say(std::string_view line) const;
    /// More than was asked for; nothing without --verbose.
    void say_more(std::string_view line) const;
    /// What is worth knowing and nothing is wrong with, on standard error; nothing with --quiet.
    void note(std::string_view line) const;
    /// A diagnostic, on standard error.
    void complain(std::string_view line) const;

    [[nodiscard]] bool verbose() const { return verbose_; }

private:
    [[nodiscard]] std::string shown(std::string_view line) const;

    const Surroundings& surroundings_;
    bool quiet_;
    bool verbose_;
    bool color_;
};

/// The text with every control character, every character that changes the direction of writing and
/// every byte that is not UTF-8 as \xNN or \u{NNNN}.
std::string escaped(std::string_view text);

/// At most so many bytes of a long text, and … for the rest.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace evolve::cli
