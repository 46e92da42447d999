#include <algorithm>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/ledgers.hpp"
#include "cli/commands/schema_source.hpp"
#include "cli/options.hpp"
#include "evolve/step/creation.hpp"

namespace evolve::cli {
namespace {

/// What a graph begins with.
struct Beginning {
    Schema schema;
    std::vector<Text> ignore;
    std::size_t skipped = 0;
};

bool is_ledger(const Identifier& table) {
    return std::ranges::any_of(ledgers,
                               [&](std::string_view name) { return Identifier(name) == table; });
}

/// The patterns of --ignore, and the ledgers of other tools that are there.
std::vector<Text> ignored(const std::vector<SchemaObject>& objects, const Arguments& arguments) {
    std::vector<Text> patterns;
    for (const std::string& pattern : arguments.ignore) patterns.emplace_back(pattern);
    for (const SchemaObject& object : objects)
        if (object.type.view() == "table" && is_ledger(object.name))
            patterns.push_back(object.name.text());
    return patterns;
}

Beginning beginning_of(const std::string& operand, const Arguments& arguments,
                       const Surroundings& surroundings) {
    const SchemaSource source = read_source(operand, arguments, surroundings);
    Beginning beginning{{}, ignored(source.objects, arguments), source.skipped};
    beginning.schema = schema_of(source, beginning.ignore);
    return beginning;
}

VersionRecord first_version(const Schema& schema, const Arguments& arguments) {
    VersionRecord record;
    record.name = *VersionName::make(1, "initial");
    record.summary = Text(arguments.summary.value_or("The schema that was there"));
    record.from.push_back({std::nullopt, creation_of(schema)});
    return record;
}

Report init(const Arguments& arguments, const Surroundings& surroundings) {
    if (!arguments.from)
        refuse_usage("init needs --from DB, --from FILE.sql or --from -",
                     "It starts a graph with the schema that is there.");
    const std::string directory = graph_directory(arguments, surroundings);
    Beginning beginning = beginning_of(*arguments.from, arguments, surroundings);
    if (beginning.schema.empty())
        refuse_usage(*arguments.from + " holds no table", "Name a database that is in use.");
    auto graph = Graph::make({first_version(beginning.schema, arguments)});
    if (!graph) refuse(graph.error());

    Settings settings;
    settings.project = Text(arguments.project.value_or(""));
    settings.database = Text(arguments.database.value_or(""));
    settings.ignore = beginning.ignore;
    const VersionRecord& record = graph->versions().front().record;
    if (auto written = create_graph(directory, settings, record); !written) {
        Explanation problem = explain(written.error());
        if (problem.code == "file-exists")
            problem.next =
                "A graph begins once: `evolve add` writes its next version, --graph DIR names "
                "another.";
        throw Refused{std::move(problem)};
    }

    Report report{.command = "init"};
    report.version = record.name;
    report.files = {directory + "/graph.json", version_path(directory, record.name)};
    for (const Step& step : record.from.front().steps)
        report.steps.push_back(wording(step, graph->versions().front().schema).plan);
    for (const Text& pattern : settings.ignore) report.ignored.emplace_back(pattern.view());
    report.skipped = beginning.skipped;
    return report;
}

void add_init_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("from", text(arguments.from, "DB|FILE.sql|-"),
         "whose schema becomes the first version")                                   //
        ("project", text(arguments.project, "NAME"), "the project, for graph.json")  //
        ("database", text(arguments.database, "PATH"),
         "the database that commands use when none is named (relative to DIR; ~ and $VAR stand)")  //
        ("summary", text(arguments.summary, "TEXT"), "what the first version is about")     //
        ("ignore", texts(arguments.ignore, "PATTERN"), "names never to look at, as log_*")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command init_command{
    "init",
    "--from DB|FILE.sql|-",
    "start a graph with the schema of a database",
    "Writes graph.json and versions/0001-initial.json. The database is only read; of a script, "
    "which\n"
    "may come from standard input (-), the CREATE, ALTER and DROP statements count.",
    0,
    add_init_options,
    init};

}  // namespace evolve::cli
