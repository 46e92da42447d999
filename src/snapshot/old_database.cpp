#include "snapshot/old_database.hpp"

#include <filesystem>
#include <utility>
#include <vector>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/walk.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/run/present.hpp"
#include "evolve/snapshot/old_states.hpp"
#include "evolve/sqlite/file.hpp"
#include "evolve/sqlite/read_transaction.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/sqlite/trust.hpp"
#include "prove/module_tables.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

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
std::vector<std::size_t> done_in(const OpenedOld& opened, const Subject& subject) {
    std::vector<std::size_t> done;
    if (!std::holds_alternative<PartWay>(opened.position)) return done;
    const auto walked = walk(subject.migration, subject.before, opened.present.schema);
    for (std::size_t i = 0; walked && i < walked->done.size(); ++i)
        if (walked->done[i]) done.push_back(i);
    return done;
}

}  // namespace

Result<OpenedOld, Explanation> open_old(const std::string& directory, const std::string& path,
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
        return OpenedOld{std::move(connection), std::move(*present), std::move(position)};
    } catch (const sqlite::Failure& failure) {
        return about(explain(StorageFailure(failure)));
    }
}

State state_of(OpenedOld& opened, const Subject& subject) {
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

}  // namespace evolve
