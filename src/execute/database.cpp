#include "evolve/execute/database.hpp"

#include <utility>

#include "evolve/sqlite/trust.hpp"

namespace evolve {
namespace {

NoDatabase no_database(const sqlite::FileProblem& problem) {
    using Kind = sqlite::FileProblem::Kind;
    switch (problem.kind) {
        case Kind::malformed_url: return {NoDatabase::Fault::malformed_url, problem.reason};
        case Kind::not_reachable: return {NoDatabase::Fault::unreachable, problem.reason};
        case Kind::directory: return {NoDatabase::Fault::directory};
        case Kind::not_a_file: return {NoDatabase::Fault::not_a_file};
    }
    return {};
}

Result<Database, OpenError> open_resolved(sqlite::DatabaseFile file, sqlite::OpenOptions options) {
    options.in_pieces = true;
    try {
        auto connection = sqlite::Connection::open(file.path, options);
        sqlite::read_schema(connection);
        return Database{std::move(file), std::move(connection)};
    } catch (const sqlite::Failure& failure) {
        return unexpected(OpenError(StorageFailure(failure)));
    }
}

}  // namespace

Explanation explain(const NoDatabase& cause) {
    const std::string why = cause.detail.empty() ? "" : " (" + cause.detail + ")";
    switch (cause.fault) {
        case NoDatabase::Fault::missing:
            return {ExitCode::unusable, "missing", "there is no such file",
                    "Check the path; for a new installation: `evolve create DB`."};
        case NoDatabase::Fault::directory:
            return {ExitCode::unusable, "directory", "a directory, not a database",
                    "Name the database file in it."};
        case NoDatabase::Fault::not_a_file:
            return {ExitCode::unusable, "not-a-file", "not a regular file", "Check the path."};
        case NoDatabase::Fault::unreachable:
            return {ExitCode::unusable, "unreachable", "the path leads to no file" + why,
                    "Check the path and your rights to its directories."};
        case NoDatabase::Fault::malformed_url:
            return {ExitCode::unusable, "malformed-url", "neither a path nor a database URL" + why,
                    "Write sqlite:///relative.db or sqlite:////absolute.db."};
        case NoDatabase::Fault::several_hard_links:
            return {ExitCode::unusable, "several-hard-links",
                    "the file has several names (hard links), and a journal belongs to one of them",
                    "Copy it to a file of its own, or remove the other names."};
        case NoDatabase::Fault::exists:
            return {
                ExitCode::refused, "exists", "there is a file already, and it is not empty",
                "`evolve create` takes a missing path or an empty file; `evolve apply DB` brings a "
                "database up to date."};
    }
    return {};
}

Result<Database, OpenError> open_database(std::string_view path_or_url,
                                          const sqlite::OpenOptions& options) {
    auto file = sqlite::resolve(path_or_url);
    if (!file) return unexpected(OpenError(no_database(file.error())));
    if (!file->exists) return unexpected(OpenError(NoDatabase{NoDatabase::Fault::missing}));
    if (options.access == sqlite::Access::write && file->links > 1)
        return unexpected(OpenError(NoDatabase{NoDatabase::Fault::several_hard_links}));
    return open_resolved(std::move(*file), options);
}

Result<Database, OpenError> open_new_database(std::string_view path_or_url,
                                              sqlite::OpenOptions options) {
    auto file = sqlite::resolve(path_or_url);
    if (!file) return unexpected(OpenError(no_database(file.error())));
    if (file->exists && file->size > 0)
        return unexpected(OpenError(NoDatabase{NoDatabase::Fault::exists}));
    options.access = sqlite::Access::create;
    auto made = open_resolved(std::move(*file), options);
    if (made) {  // it will hold the graph's schema alone, and no rows
        sqlite::trust_functions(made->connection);
        sqlite::stand_in_for_collations(made->connection);
    }
    return made;
}

}  // namespace evolve
