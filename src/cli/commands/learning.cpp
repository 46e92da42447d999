#include "cli/commands/learning.hpp"

#include <algorithm>
#include <utility>

#include "cli/counted.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve::cli {
namespace {

/// Of all versions: the database may stand at any, or between two.
std::vector<Identifier> tables_of(const Graph& graph) {
    std::vector<Identifier> names;
    for (const Version& version : graph.versions())
        for (const Table& table : version.schema.tables)
            if (std::ranges::find(names, table.name) == names.end()) names.push_back(table.name);
    return names;
}

Profile profile_of(Database& database, const Loaded& loaded) {
    try {
        return learn(database.connection, tables_of(loaded.graph()));
    } catch (const sqlite::Failure& failure) {
        refuse(StorageFailure(failure));
    }
}

}  // namespace

std::string learned(const Arguments& arguments, const Loaded& loaded,
                    const Surroundings& surroundings) {
    auto database = open_database(*arguments.learn,
                                  open_options(arguments, surroundings, sqlite::Access::read));
    if (!database) {
        Explanation why = explain(database.error());
        why.wrong = *arguments.learn + ": " + why.wrong;
        throw Refused{std::move(why)};
    }
    const Profile profile = profile_of(*database, loaded);
    if (profile.tables.empty())
        refuse_usage("--learn " + *arguments.learn + ": no table of the graph has rows there",
                     "Name a database of this application.");
    auto written = write_profile(loaded.files.directory, profile);
    if (!written) refuse(written.error());
    return "Learned what " + counted(profile.tables.size(), "table") + " of " + *arguments.learn +
           " " + (profile.tables.size() == 1 ? "is" : "are") + " like: " + loaded.shown + *written;
}

}  // namespace evolve::cli
