#include "evolve/snapshot/snapshot.hpp"

#include <limits>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

constexpr std::uint64_t most_snapshot_rows = 1'000'000;

Report snapshot_database(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands.empty() || !arguments.out)
        refuse_usage("snapshot needs a database and a file to write",
                     "Write `evolve snapshot DB --out FILE.db`.");
    return report_on("snapshot", arguments.operands, [&](const std::string& path) {
        DatabaseReport report{.path = path};
        WorkProgress progress(arguments, surroundings);
        sqlite::OpenOptions opening = open_options(arguments, surroundings, sqlite::Access::read);
        opening.heartbeat = [&] { progress.tick(); };
        auto database = open_database(path, opening);
        if (!database) return failed(std::move(report), explain(database.error()));
        report.path = database->file.path;
        const SnapshotOptions defaults;
        auto snapshot = take_snapshot(
            database->connection, *arguments.out,
            {.rows = arguments.rows ? static_cast<std::size_t>(*arguments.rows) : defaults.rows,
             .keep_values = arguments.keep_values,
             .seed = arguments.sample_seed.value_or(defaults.seed),
             .on_work = [&](std::string_view what) { progress.begin(what); }});
        progress.end();
        if (!snapshot) return failed(std::move(report), std::move(snapshot.error()));
        report.snapshot = std::move(*snapshot);
        return std::pair(std::move(report), ExitCode::done);
    });
}

void add_snapshot_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                        //
        ("out", text(arguments.out, "FILE.db"), "the file to write: a new one")  //
        ("rows", number("rows", arguments.rows, most_snapshot_rows),
         "rows of each table, more where more are odd (20)")  //
        ("keep-values", po::bool_switch(&arguments.keep_values),
         "keep every value as it is, secrets too")  //
        ("seed", number("seed", arguments.sample_seed, std::numeric_limits<std::uint64_t>::max()),
         "which rows and which other values (1)")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command snapshot_command{"snapshot",
                               "DB",
                               "keep a small database like this one, without its secrets",
                               "Writes a new database with the schema, counters and settings of DB "
                               "and some rows of each table:\n"
                               "odd ones (each class of value, extremes, no UTF-8, orphans), some "
                               "at random, and all that they\n"
                               "refer to. Letters become other letters, digits other digits; what "
                               "is equal stays equal, so that\n"
                               "joins go on working, and JSON keeps its shape. Words of the schema "
                               "itself stay. Needs no graph;\n"
                               "what evolve wrote into DB is left out.",
                               1,
                               add_snapshot_options,
                               snapshot_database};

}  // namespace evolve::cli
