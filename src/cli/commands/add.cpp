#include <algorithm>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/schema_source.hpp"
#include "cli/decisions.hpp"
#include "cli/options.hpp"
#include "evolve/codec/step_json.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/plan/schema_steps.hpp"
#include "evolve/plan/view_shapes.hpp"
#include "evolve/run/rehearse.hpp"
#include "evolve/run/sql_step.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve::cli {
namespace {

std::vector<Step> columns_of(const std::vector<std::string>& use) {
    if (use.size() < 2)
        refuse_usage("--add-column needs a table and a definition",
                     "For example: --add-column tasks 'due_at DATETIME'.");
    std::vector<Step> steps;
    for (std::size_t i = 1; i < use.size(); ++i) {
        auto column = ddl::parse_column_definition(use[i]);
        if (!column)
            refuse_usage("--add-column " + use.front() + " '" + use[i] +
                             "': " + ddl::describe(column.error()),
                         "Write a column as in CREATE TABLE: 'due_at DATETIME'.");
        steps.emplace_back(AddColumn{Identifier(use.front()), std::move(*column)});
    }
    return steps;
}

std::string listed(const std::vector<OpenDifference>& open) {
    std::string text;
    for (const OpenDifference& each : open)
        text += (text.empty() ? "" : "; ") + each.what + " (" + each.why + ")";
    return text;
}

[[noreturn]] void refuse_rehearsed(const Step& step, const Schema& before, const std::string& why) {
    const std::string what = wording(step, before).plan;
    const auto* add = std::get_if<AddColumn>(&step.kind());
    if (add == nullptr || add->has_fill())
        refuse_usage(what + " would fail: " + why, "Correct the step.");
    refuse_usage(what + " would fail on every table with rows: " + why,
                 "The default must satisfy the CHECK.");
}

/// The steps to a wished schema. What none can make is refused, all of it at once.
std::vector<Step> steps_to(const std::string& wished, const VersionName& from, const Loaded& loaded,
                           const Arguments& arguments, const Surroundings& surroundings,
                           Report& report) {
    const NamedSchema named = named_schema(wished, arguments, surroundings, &loaded);
    SchemaSteps found =
        steps_between(loaded.graph().find(from)->schema, named.schema, decisions_of(arguments));
    report.skipped = named.skipped;
    if (!found.complete())
        refuse_usage("no steps lead from " + std::string(from.text()) + " to " + named.shown +
                         ": " + listed(found.open),
                     "Correct these, or write the other steps with --step.");
    for (const LikelyRename& rename : found.likely_renames)
        report.notes.push_back("looks like a rename, and is a drop and an addition: " +
                               in_words(rename) + " (else --rename)");
    return std::move(found.steps);
}

std::vector<Step> steps_of(const Arguments& arguments) {
    std::vector<Step> steps;
    for (const auto& use : arguments.added_columns)
        for (Step& step : columns_of(use)) steps.push_back(std::move(step));
    for (const std::string& json : arguments.steps) {
        auto step = parse_step(json, "--step");
        if (!step) refuse(step.error());
        steps.push_back(std::move(*step));
    }
    return steps;
}

/// The `sql` steps among them with what they yield, each tried on the schema that it finds. One
/// that does not apply is left for the graph to refuse.
std::vector<Step> tried_out(std::vector<Step> steps, Schema schema,
                            const Surroundings& surroundings) {
    for (Step& step : steps) {
        if (const auto* sql = std::get_if<Sql>(&step.kind())) {
            auto tried = evolve::tried_out(*sql, schema, surroundings.interrupted);
            if (!tried)
                refuse_usage(
                    "the sql step would fail on an empty database: " +
                        shown_statement(tried.error().statement) + ": " + tried.error().reason,
                    tried.error().way_back ? "Correct its \"down\"." : "Correct its \"up\".");
            step = std::move(*tried);
        }
        auto next = applied(step, std::move(schema));
        if (!next) break;
        schema = std::move(*next);
    }
    return steps;
}

VersionName next_name(const Graph& graph, const std::string& words) {
    unsigned highest = 0;
    for (const Version& version : graph.versions())
        highest = std::max(highest, version.name().number());
    auto name = VersionName::make(highest + 1, words);
    if (!name) refuse_usage("'" + words + "' makes no name", "Use letters and digits.");
    return std::move(*name);
}

VersionName start_of(const Arguments& arguments, const Loaded& loaded) {
    if (auto named = version_option(arguments.from, loaded)) return std::move(*named);
    auto head = loaded.graph().only_head();
    if (head) return std::move(*head);
    Explanation explanation = explain(head.error());
    explanation.next = "Choose one with --from.";
    throw Refused{std::move(explanation)};
}

/// The graph with one more version, which composes. The steps in words go into the report, and what
/// they change of views.
Graph extended(const Loaded& loaded, VersionRecord record, Report& report) {
    std::vector<VersionRecord> records;
    for (const Version& version : loaded.graph().versions()) records.push_back(version.record);
    const Arrival arrival = record.from.front();
    const VersionName name = record.name;
    records.push_back(std::move(record));
    auto graph = Graph::make(std::move(records));
    if (!graph) {
        Explanation problem = explain(graph.error());
        const std::string file = "versions/" + std::string(name.text()) + ".json: ";
        if (problem.wrong.starts_with(file)) problem.wrong.erase(0, file.size());
        throw Refused{std::move(problem)};
    }

    Schema schema = loaded.graph().schema_at(arrival.from);
    for (std::string& words : in_words(view_shape_changes(arrival.steps, schema)))
        report.notes.push_back(std::move(words));
    for (const Step& step : arrival.steps) {
        if (auto refused = rehearse(step, schema)) refuse_rehearsed(step, schema, *refused);
        report.steps.push_back(wording(step, schema).plan);
        for (const Identifier& index : left_out_of_step(step, schema))
            report.notes.push_back("no trigger fires, so that " + std::string(index.view()) +
                                   " keeps what it has (else \"fire\": true)");
        schema = std::move(*applied(step, std::move(schema)));
    }
    return std::move(*graph);
}

Report add(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands.empty())
        refuse_usage("add needs a NAME for the version",
                     "For example: evolve add cluster-resources "
                     "--add-column tasks 'due_at DATETIME'.");
    const Loaded loaded = load(arguments, surroundings);
    VersionRecord record;
    record.name = next_name(loaded.graph(), arguments.operands.front());
    record.summary = Text(arguments.summary.value_or(arguments.operands.front()));
    const VersionName name = record.name;

    Report report{.command = "add"};
    const VersionName from = start_of(arguments, loaded);
    std::vector<Step> steps = steps_of(arguments);
    if (arguments.wished) {
        if (!steps.empty())
            refuse_usage("--to finds the steps itself", "Leave --add-column and --step out.");
        steps = steps_to(*arguments.wished, from, loaded, arguments, surroundings, report);
        if (steps.empty())
            refuse_usage(*arguments.wished + " has the schema of " + std::string(from.text()),
                         "There is nothing to add.");
    }
    const bool decided =
        !(arguments.renames.empty() && arguments.fills.empty() && arguments.usings.empty());
    if (!arguments.wished && decided)
        refuse_usage("--rename, --fill and --using say how the schema of --to is reached",
                     "Give --to, or the steps themselves with --step.");
    if (steps.empty())
        refuse_usage("add needs at least one step",
                     "Give --to DB or FILE.sql, --add-column TABLE 'DEFINITION' or --step JSON.");
    try {
        steps = tried_out(std::move(steps), loaded.graph().find(from)->schema, surroundings);
    } catch (const sqlite::Failure& failure) {
        throw Refused{explain(StorageFailure(failure))};
    }
    record.from.push_back({from, std::move(steps)});
    const Graph graph = extended(loaded, std::move(record), report);
    const Version* version = graph.find(name);
    if (auto written = write_version(loaded.files.directory, version->record); !written)
        refuse(written.error());
    report.version = name;
    report.files = {version_path(loaded.files.directory, name)};
    return report;
}

void add_step_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("add-column",
         po::value<std::vector<std::string>>()->multitoken()->value_name("TABLE 'DEF'…"),
         "add columns to a table, each defined as in CREATE TABLE")  //
        ("step",
         po::value<std::vector<std::string>>(&arguments.steps)
             ->multitoken()
             ->composing()
             ->value_name("JSON…"),
         "any step, as in a version file")  //
        ("to", text(arguments.wished, "DB|FILE.sql|-"),
         "the wished schema: the steps that lead there")  //
        ("rename", texts(arguments.renames, "T.a=T.b|T=U"),
         "of the wished schema: what is no drop and addition, but another name")  //
        ("fill", texts(arguments.fills, "T.c=EXPR"),
         "of the wished schema: what rows that are there get in a new column, or for NULL")  //
        ("using", texts(arguments.usings, "T.c=EXPR"),
         "of the wished schema: what the values of a column become that changes")    //
        ("from", text(arguments.from, "V"), "the version before (else the newest)")  //
        ("summary", text(arguments.summary, "TEXT"), "what the version is about");
}

}  // namespace

const Command add_command{"add",
                          "NAME [--to DB|FILE.sql|-] [--add-column TABLE 'DEF'…] [--step JSON…]",
                          "write the next version of the graph",
                          "Checks that the steps apply, and writes versions/NNNN-NAME.json: those "
                          "that lead to a wished schema,\n"
                          "or those that are given, columns first. No database is touched.",
                          1,
                          add_step_options,
                          add};

}  // namespace evolve::cli
