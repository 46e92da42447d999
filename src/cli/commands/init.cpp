#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/ledgers.hpp"
#include "cli/options.hpp"
#include "cli/shell.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/step/names.hpp"

namespace evolve::cli {
namespace {

/// What a graph begins with.
struct Beginning {
    Schema schema;
    std::vector<Text> ignore;
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

/// Why no graph can begin with what is there.
[[noreturn]] void refuse_source(const std::string& path, Explanation problem) {
    problem.wrong = path + ": " + problem.wrong;
    problem.next = with_database(std::move(problem.next), path);
    if (problem.code == "missing") problem.next = "Check the path.";
    if (problem.code == "unreadable-object" || problem.code == "unreadable-definition")
        problem.next =
            "If you do not want it managed, leave it out with --ignore NAME (or a pattern: "
            "'log_*').";
    throw Refused{std::move(problem)};
}

/// Objects of kinds that no step makes yet.
void refuse_stepless(const std::string& path, const Schema& schema) {
    const auto refuse_first = [&](const char* type, const auto& objects) {
        if (objects.empty()) return;
        const std::string name(objects.front().name.view());
        refuse_source(path, {ExitCode::refused, "unreadable-object",
                             std::string(type) + " " + name +
                                 ": this evolve does not make objects "
                                 "of type " +
                                 type + " yet",
                             ""});
    };
    refuse_first("view", schema.views);
    refuse_first("trigger", schema.triggers);
    refuse_first("virtual table", schema.virtual_tables);
}

Beginning from_database(const std::string& path, const Arguments& arguments,
                        const Surroundings& surroundings) {
    auto database =
        open_database(path, open_options(arguments, surroundings, sqlite::Access::read));
    if (!database) refuse_source(path, explain(database.error()));
    try {
        const auto objects = introspect::read_objects(database->connection);
        Beginning beginning{{}, ignored(objects, arguments)};
        const auto wanted = [&](const SchemaObject& object) {
            const auto matched = [&](const Text& pattern) {
                return matches(pattern, object.name.view()) ||
                       matches(pattern, object.table.view());
            };
            return !detail::is_reserved(object.name) &&
                   std::ranges::none_of(beginning.ignore, matched);
        };
        auto schema = introspect::schema_of(objects, wanted);
        if (!schema) refuse_source(path, explain(schema.error()));
        refuse_stepless(path, *schema);
        beginning.schema = std::move(*schema);
        return beginning;
    } catch (const sqlite::Failure& failure) {
        refuse_source(path, explain(StorageFailure(failure)));
    }
}

Beginning from_script(const std::string& path, std::ifstream& file, const Arguments& arguments) {
    const std::string sql(std::istreambuf_iterator<char>(file), {});
    auto schema = ddl::parse_script(sql);
    if (!schema)
        refuse_usage(path + ": " + ddl::describe(schema.error()),
                     "The script may hold CREATE statements and nothing else.");
    refuse_stepless(path, *schema);
    Beginning beginning{std::move(*schema), {}};
    for (const std::string& pattern : arguments.ignore) beginning.ignore.emplace_back(pattern);
    return beginning;
}

Beginning beginning_of(const std::string& path, const Arguments& arguments,
                       const Surroundings& surroundings) {
    if (path.ends_with(".sql")) {
        std::ifstream file(path, std::ios::binary);
        if (file) return from_script(path, file, arguments);
    }
    return from_database(path, arguments, surroundings);
}

VersionRecord first_version(const Schema& schema, const Arguments& arguments) {
    VersionRecord record;
    record.name = *VersionName::make(1, "initial");
    record.summary = Text(arguments.summary.value_or("The schema that was there"));
    Arrival arrival;
    for (const Table& table : schema.tables) arrival.steps.emplace_back(CreateTable{table});
    for (const Index& index : schema.indexes) arrival.steps.emplace_back(CreateIndex{index});
    record.from.push_back(std::move(arrival));
    return record;
}

Report init(const Arguments& arguments, const Surroundings& surroundings) {
    if (!arguments.from)
        refuse_usage("init needs --from DB or --from FILE.sql",
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
    return report;
}

void add_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                                        //
        ("from", text(arguments.from, "DB|FILE.sql"), "whose schema becomes the first version")  //
        ("project", text(arguments.project, "NAME"), "the project, for graph.json")              //
        ("database", text(arguments.database, "PATH"),
         "the database that commands use when none is named (relative to DIR; ~ and $VAR stand)")  //
        ("summary", text(arguments.summary, "TEXT"), "what the first version is about")     //
        ("ignore", texts(arguments.ignore, "PATTERN"), "names never to look at, as log_*")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command init_command{
    "init",
    "--from DB|FILE.sql",
    "start a graph with the schema of a database",
    "Writes graph.json and versions/0001-initial.json. The database is only read.",
    0,
    add_options,
    init};

}  // namespace evolve::cli
