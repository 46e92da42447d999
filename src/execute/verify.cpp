#include "evolve/execute/verify.hpp"

#include <charconv>
#include <optional>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/model/difference.hpp"

namespace evolve {
namespace {

std::vector<AddColumn> columns_added_by(const Version& version) {
    std::vector<AddColumn> added;
    for (const Arrival& arrival : version.record.from)
        for (const Step& step : arrival.steps)
            if (const auto* column = std::get_if<AddColumn>(&step.kind())) added.push_back(*column);
    return added;
}

/// Reads the column in every row: a default that cannot be evaluated shows only then.
AddedColumn read_column(sqlite::Connection& connection, const AddColumn& step) {
    AddedColumn result{step.table, step.column.name, step.column.type};
    // Behind the table's name, so that SQLite does not take a missing column's name for a string.
    const std::string name = ddl::in_main(step.table) + "." + ddl::quoted(step.column.name);
    try {
        auto counts = connection.prepare("SELECT count(*), count(*) - count(" + name + ") FROM " +
                                         ddl::in_main(step.table));
        counts.step();
        result.rows = counts.integer(0);
        result.nulls = counts.integer(1);
    } catch (const sqlite::Failure& failure) {
        result.failure = failure.what();
    }
    return result;
}

Sample read_row(sqlite::Statement& row, const Table& table) {
    Sample sample{table.name, {}};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        sample.values.push_back(
            {table.columns[i].name, table.columns[i].type, row.value(static_cast<int>(i))});
    return sample;
}

/// What a key on the command line is compared with, and by what.
struct RowKey {
    Identifier column;
    Value value;
};

std::optional<RowKey> row_key(const Table& table, std::string_view text) {
    const std::vector<Identifier> key = primary_key(table);
    if (!rowid_alias(table) && key.size() == 1) return RowKey{key.front(), Text(text)};
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    if (const auto alias = rowid_alias(table)) return RowKey{table.columns[*alias].name, number};
    return RowKey{Identifier(rowid_name(table)), number};
}

}  // namespace

Result<Verification, StorageFailure> verify(Database& database, const Graph& graph,
                                            const Present& present, const VersionName& version) {
    const Version* wanted = graph.find(version);
    EVOLVE_INVARIANT(wanted != nullptr);
    try {
        sqlite::Connection& connection = database.connection;
        Verification found{.version = version,
                           .difference = difference(wanted->schema, present.schema),
                           .ignored = ignored_differences(wanted->schema, present.schema)};
        found.integrity = introspect::integrity_check(connection);
        found.foreign_keys = introspect::foreign_key_violations(connection);
        for (const introspect::Broken& broken :
             introspect::broken_objects(connection, introspect::read_objects(connection)))
            found.broken.push_back(broken.object() + ": " + broken.reason);
        for (const AddColumn& step : columns_added_by(*wanted))
            found.added.push_back(read_column(connection, step));
        return found;
    } catch (const sqlite::Failure& failure) {
        return unexpected(StorageFailure(failure));
    }
}

Explanation explain(const NoSample& cause) {
    return {ExitCode::usage, "no-sample", "--sample " + cause.asked + ": " + cause.reason,
            cause.next};
}

Result<Sample, OneOf<NoSample, StorageFailure>> sample(Database& database, const Present& present,
                                                       std::string_view asked) {
    using Error = OneOf<NoSample, StorageFailure>;
    const std::size_t colon = asked.rfind(':');
    const Identifier name(asked.substr(0, colon));
    const auto position = present.schema.table(name);
    if (!position)
        return unexpected(
            Error(NoSample{std::string(asked), "no managed table " + std::string(name.view()),
                           "Name it as TABLE or TABLE:KEY."}));
    const Table& table = present.schema.tables[*position];
    try {
        std::string sql = "SELECT * FROM " + ddl::in_main(table.name);
        std::optional<RowKey> key;
        if (colon != std::string_view::npos) {
            key = row_key(table, asked.substr(colon + 1));
            if (!key)
                return unexpected(Error(NoSample{std::string(asked), "the key is not a number",
                                                 "Give the number of the row's key."}));
            sql += " WHERE " + ddl::quoted(key->column) + " = ?1";
        }
        auto row = database.connection.prepare(sql + " LIMIT 1");
        if (key) row.bind(1, key->value);
        if (!row.step())
            return unexpected(
                Error(NoSample{std::string(asked), "no such row", "Name a row that is there."}));
        return read_row(row, table);
    } catch (const sqlite::Failure& failure) {
        return unexpected(Error(StorageFailure(failure)));
    }
}

}  // namespace evolve
