#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/codec/row_json.hpp"
#include "evolve/plan/difference_text.hpp"
#include "evolve/plan/ignored_text.hpp"

namespace evolve::cli {
namespace {

/// A line that passes, or one that fails and what it found.
void say_check(const std::string& check, const std::vector<std::string>& found,
               const Console& console) {
    console.say((found.empty() ? "  ✓ " : "  ✗ ") + check);
    for (const std::string& line : found) console.say("      " + line);
}

void say_column(const AddedColumn& column, const Console& console) {
    const std::string type =
        column.type.empty() ? "" : " (" + std::string(column.type.view()) + ")";
    const std::string name = "Column '" + std::string(column.column.view()) + "'" + type;
    if (!column.failure.empty()) {
        say_check(name + " can be read", {column.failure}, console);
        return;
    }
    say_check(name + " can be read: " + counted(column.rows, "row") + ", " +
                  std::to_string(column.nulls) + " NULL",
              {}, console);
}

void say_lines(const std::string& text, const Console& console) {
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = text.find('\n', start);
        console.say(text.substr(start, end - start));
        if (end == std::string::npos) return;
        start = end + 1;
    }
}

}  // namespace

void render_verification(const DatabaseReport& report, const Manner& manner,
                         const Console& console) {
    const Verification& found = *report.verification;
    const std::string version(found.version.text());
    render_ignored(found.ignored, manner.called, console);
    console.say("Verifying " + manner.called + " against " + version);
    say_check("Schema equals " + version, lines(found.difference), console);
    if (found.strict_order)
        say_check("Columns stand in the order of " + version, lines(other_orders(found.ignored)),
                  console);
    say_check("integrity_check", found.integrity, console);
    say_check("foreign_key_check", found.foreign_keys, console);
    say_check("Views and triggers compile", found.broken, console);
    for (const AddedColumn& column : found.added) say_column(column, console);
    for (const Sample& sample : found.samples) say_lines(row_json(sample), console);
}

}  // namespace evolve::cli
