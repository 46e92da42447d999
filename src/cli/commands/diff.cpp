#include <filesystem>
#include <optional>

#include "cli/commands/all.hpp"
#include "cli/commands/schema_source.hpp"
#include "cli/options.hpp"
#include "evolve/plan/schema_steps.hpp"

namespace evolve::cli {
namespace {

/// The graph, where there is one: to compare two files none is needed.
std::optional<Loaded> graph_if_any(const Arguments& arguments, const Surroundings& surroundings) {
    std::error_code error;
    const bool asked = arguments.graph || !surroundings.graph_variable.empty();
    if (!asked && !std::filesystem::exists(graph_directory(arguments, surroundings), error))
        return std::nullopt;
    return load(arguments, surroundings);
}

Report diff(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands.size() < 2)
        refuse_usage("diff needs two schemas", "Each is a database, an SQL file, - or a version.");
    if (arguments.operands[0] == "-" && arguments.operands[1] == "-")
        refuse_usage("only one side can come from standard input", "Name a file.");
    const std::optional<Loaded> loaded = graph_if_any(arguments, surroundings);
    const Loaded* graph = loaded ? &*loaded : nullptr;
    const NamedSchema a = named_schema(arguments.operands[0], arguments, surroundings, graph);
    const NamedSchema b = named_schema(arguments.operands[1], arguments, surroundings, graph);

    SchemaChange change{a.shown, b.shown, difference(a.schema, b.schema),
                        steps_between(a.schema, b.schema)};
    change.words = in_words(change.steps.steps, a.schema);
    change.ignored = ignored_differences(a.schema, b.schema);
    change.strict_order = arguments.strict_order;
    Report report{.command = "diff"};
    report.exit = change.equal() ? ExitCode::done : ExitCode::no;
    report.skipped = a.skipped + b.skipped;
    report.change = std::move(change);
    return report;
}

void add_diff_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                              //
        ("strict-order", po::bool_switch(&arguments.strict_order), strict_order_help)  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command diff_command{
    "diff",
    "A B",
    "show the steps from one schema to another",
    "Each side is a database, an SQL file, - (standard input) or a version of the graph. Nothing "
    "is\n"
    "written. What looks like a rename is listed, and never guessed. Exit 1: they differ.",
    2,
    add_diff_options,
    diff};

}  // namespace evolve::cli
