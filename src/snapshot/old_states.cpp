#include "evolve/snapshot/old_states.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/sha256.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/walk.hpp"
#include "evolve/prove/address.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/shrinker.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/file.hpp"
#include "evolve/sqlite/read_transaction.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/sqlite/trust.hpp"
#include "prove/module_tables.hpp"
#include "snapshot/mutation.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder = "snapshots/";
constexpr std::size_t most_mutations = 3;

std::vector<std::string> paths_of(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator at(fs::path(directory) / folder, error), end; !error && at != end;
         at.increment(error))
        if (at->path().extension() == ".db")
            paths.push_back(std::string(folder) + at->path().filename().string());
    std::ranges::sort(paths);
    return paths;
}

/// An open old database.
struct Opened {
    sqlite::Connection connection;
    Present present;
    Position position;
};

Result<Opened, Explanation> open(const std::string& directory, const std::string& path,
                                 const Graph& graph, const Managed& managed) {
    const auto about = [&](Explanation problem) {
        problem.wrong = path + ": " + problem.wrong;
        problem.next = "Mend it or remove it.";
        return unexpected(std::move(problem));
    };
    const auto file = sqlite::resolve((fs::path(directory) / path).string());
    if (!file || !file->exists)
        return about({ExitCode::unusable, "missing", "there is no such file", ""});
    try {
        auto connection = sqlite::Connection::open(file->path);
        sqlite::read_schema(connection);
        auto present = read_present(connection, managed);
        if (!present) return about(explain(present.error()));
        Position position = locate(graph, *present, std::nullopt);
        return Opened{std::move(connection), std::move(*present), std::move(position)};
    } catch (const sqlite::Failure& failure) {
        return about(explain(StorageFailure(failure)));
    }
}

/// The names of the columns as a state has them: the key first.
std::vector<Identifier> columns_of(const Table& table) {
    std::vector<Identifier> columns;
    const auto alias = rowid_alias(table);
    if (alias)
        columns.push_back(table.columns[*alias].name);
    else if (const auto name = rowid_name(table); !name.empty())
        columns.emplace_back(name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (alias != i && !table.columns[i].is_generated())
            columns.push_back(table.columns[i].name);
    return columns;
}

RowsOf read_rows(sqlite::Connection& connection, const Table& table) {
    RowsOf rows{table.name, columns_of(table), {}};
    const std::string list =
        joined(rows.columns, [](const Identifier& name) { return ddl::quoted(name); });
    auto statement = connection.prepare("SELECT " + list + " FROM " + ddl::in_main(table.name) +
                                        " LIMIT " + std::to_string(most_rows_of_an_old_state));
    while (statement.step()) {
        std::vector<Value> row;
        for (int i = 0; i < statement.column_count(); ++i) row.push_back(statement.value(i));
        rows.rows.push_back(std::move(row));
    }
    if (!autoincrements(table)) return rows;
    auto counter =
        connection.prepare("SELECT seq FROM main.sqlite_sequence WHERE name = ?1 COLLATE NOCASE");
    counter.bind(1, table.name.text());
    if (counter.step()) rows.counter = counter.integer(0);
    return rows;
}

Encoding encoding_of(sqlite::Connection& connection) {
    auto pragma = connection.prepare("PRAGMA main.encoding");
    pragma.step();
    for (Encoding encoding : {Encoding::utf16le, Encoding::utf16be})
        if (pragma.text(0) == text_of(encoding)) return encoding;
    return Encoding::utf8;
}

/// The steps that are there already.
std::vector<std::size_t> done_in(const Opened& opened, const Subject& subject) {
    std::vector<std::size_t> done;
    if (!std::holds_alternative<PartWay>(opened.position)) return done;
    const auto walked = walk(subject.migration, subject.before, opened.present.schema);
    for (std::size_t i = 0; walked && i < walked->done.size(); ++i)
        if (walked->done[i]) done.push_back(i);
    return done;
}

State state_of(Opened& opened, const Subject& subject) {
    const sqlite::ReadTransaction one_state(opened.connection);
    State state;
    state.shape.done = done_in(opened, subject);
    state.shape.encoding = encoding_of(opened.connection);
    const Schema schema = schema_of(subject, state.shape);
    for (const Table& table : schema.tables)
        if (opened.present.schema.table(table.name))
            state.tables.push_back(read_rows(opened.connection, table));
    for (const ModuleTable& each : module_tables(schema))
        if (each.content.holding == Holding::rows &&
            opened.present.schema.virtual_table(each.table.name))
            state.tables.push_back(read_rows(opened.connection, each.table));
    take_out_ambiguous_blobs(schema, state);
    return state;
}

/// The first 64 bits of a hash of the name.
std::uint64_t seed_of(const std::string& name) {
    return std::stoull(sha256(name).substr(0, 16), nullptr, 16);
}

KnownState known(std::string name, State state, std::uint64_t turn) {
    return {std::move(name), {std::make_shared<const State>(std::move(state)), turn}, true};
}

void add_with_neighbours(const std::string& path, const State& state, const Subject& subject,
                         std::vector<KnownState>& states) {
    states.push_back(known(path, state, 0));
    const Schema schema = schema_of(subject, state.shape);
    for (std::size_t number = 1; number <= neighbours_of_an_old_state; ++number) {
        const std::string name = path + ":" + std::to_string(number);
        Chooser chooser(seed_of(name), subject.path_digest);
        State neighbour = state;
        for (std::size_t i = chooser.below(most_mutations) + 1; i > 0; --i)
            mutate_rows(neighbour, chooser);
        take_out_ambiguous_blobs(schema, neighbour);
        states.push_back(known(name, std::move(neighbour), number));
    }
}

}  // namespace

Result<std::vector<OldDatabase>, Explanation> old_databases(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed) {
    std::vector<OldDatabase> databases;
    for (const std::string& path : paths_of(directory)) {
        auto opened = open(directory, path, graph, managed);
        if (!opened) return unexpected(std::move(opened.error()));
        databases.push_back({path, std::move(opened->position)});
    }
    return databases;
}

bool is_state_of(const Position& position, const Subject& subject) {
    const Migration& migration = subject.migration;
    const auto is_from = [&](const VersionName& version) { return migration.from == version; };
    if (const auto* at = std::get_if<AtVersion>(&position)) return is_from(at->version);
    if (const auto* several = std::get_if<AtOneOf>(&position))
        return std::ranges::any_of(several->versions, is_from);
    const auto* part_way = std::get_if<PartWay>(&position);
    return part_way != nullptr && part_way->path.size() == 1 &&
           part_way->from() == migration.from && part_way->to() == migration.to;
}

Result<std::vector<KnownState>, Explanation> old_states(const std::string& directory,
                                                        const Graph& graph, const Managed& managed,
                                                        const Subject& subject) {
    std::vector<KnownState> states;
    for (const std::string& path : paths_of(directory)) {
        auto opened = open(directory, path, graph, managed);
        if (!opened) return unexpected(std::move(opened.error()));
        if (!is_state_of(opened->position, subject)) continue;
        try {
            add_with_neighbours(path, state_of(*opened, subject), subject, states);
        } catch (const sqlite::Failure& failure) {
            return unexpected(explain(StorageFailure(failure)));
        }
    }
    return states;
}

Result<std::optional<Instance>, Explanation> find_old_state(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed,
                                                            const Subject& subject,
                                                            std::string_view text) {
    const NamedAddress address = parse_named_address(text);
    auto states = old_states(directory, graph, managed, subject);
    if (!states) return unexpected(std::move(states.error()));
    for (const KnownState& each : *states) {
        if (each.name != address.name) continue;
        auto state = follow(each.instance.state, address.way);
        if (!state) break;
        return std::optional(Instance{std::move(*state), each.instance.turn});
    }
    return std::optional<Instance>();
}

bool is_old_state(std::string_view address) { return address.starts_with(folder); }

}  // namespace evolve
