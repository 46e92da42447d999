#include "evolve/run/sql_step.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/object_name.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/restriction.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

/// Follows the tables that are written under whatever names until the step is done.
class Written {
public:
    void add(const std::vector<Identifier>& tables) {
        for (const Identifier& table : tables)
            if (std::ranges::find(tables_, table) == tables_.end()) tables_.push_back(table);
    }

    /// Another name that the statement gives to one of them, which may be new.
    void follow(std::string_view statement) {
        Schema there;
        for (const Identifier& table : tables_) there.tables.push_back({table, {}, {}});
        SqlLines lines(there);
        lines.follow(statement);
        for (const SqlLine& line : lines.lines())
            if (line.now != line.before) {
                std::erase(tables_, line.now);
                std::ranges::replace(tables_, line.before, line.now);
            }
    }

    std::vector<Identifier> take() && { return std::move(tables_); }

private:
    std::vector<Identifier> tables_;
};

constexpr int denied = 23;  // SQLITE_AUTH: an authorizer does not hear of it

/// The name that a statement gives to a table that has another one.
std::optional<Identifier> new_name(std::string_view statement) {
    ddl::Cursor cursor(statement);
    if (!cursor.accept(Keyword::alter_) || !cursor.accept(Keyword::table_)) return std::nullopt;
    ddl::parse_object_name(cursor);
    if (!cursor.accept(Keyword::rename_) || !cursor.accept(Keyword::to_)) return std::nullopt;
    return cursor.expect_name();
}

[[noreturn]] void throw_denied(const std::string& what, const sqlite::Failure& failure) {
    throw sqlite::Failure(failure.extended_code(), "a sql step may not use " + what, failure.sql(),
                          failure.where());
}

Result<Schema, introspect::Unreadable> schema_of(sqlite::Connection& connection) {
    return introspect::schema_of(
        introspect::read_objects(connection),
        [](const SchemaObject& object) { return !detail::is_reserved(object.name); });
}

/// Those of the tables that are there before or afterwards: others were made for a moment.
std::vector<Identifier> lasting(std::vector<Identifier> tables, const Schema& before,
                                const Schema& after) {
    std::erase_if(tables, [&](const Identifier& name) {
        return !before.table(name) && !after.table(name) && !before.virtual_table(name) &&
               !after.virtual_table(name);
    });
    return tables;
}

/// The names that tables have on the way back as they are called after the way up.
std::vector<Identifier> called_after(std::vector<Identifier> tables, const SqlLines& lines) {
    for (Identifier& table : tables)
        if (const SqlLine* line = lines.from(table)) table = line->now;
    return tables;
}

/// What of the trial begins.
struct Trial {
    std::string statement;
    bool way_back = false;
};

/// Tries the step on the connection, whose schema is this one.
Result<Yields, SqlFails> tried_out(sqlite::Connection& connection, const Sql& step,
                                   const Schema& before, Trial& trial) {
    const auto note = [&](std::string_view sql) {
        trial.statement = sql;
        return false;
    };
    std::vector<Identifier> written = run_sql(connection, step, note);
    const auto after = schema_of(connection);
    if (!after) return unexpected(SqlFails{trial.statement, explain(after.error()).wrong, false});
    if (step.down) {
        trial.way_back = true;
        const auto on_the_way_back =
            called_after(run_sql(connection, Sql{*step.down}, note), lines_of(step, before));
        for (const Identifier& table : on_the_way_back)
            if (std::ranges::find(written, table) == written.end()) written.push_back(table);
    }
    Yields yields = yields_between(before, *after, lines_of(step, before));
    yields.writes = lasting(std::move(written), before, *after);
    return yields;
}

}  // namespace

std::vector<Identifier> run_sql(sqlite::Connection& connection, const Sql& step,
                                const std::function<bool(std::string_view sql)>& before_each) {
    Written written;
    for (const Text& statement : step.up) {
        if (before_each(statement)) continue;
        sqlite::Restriction restriction(connection);
        try {
            connection.execute(statement);
        } catch (const sqlite::Failure& failure) {
            if (failure.kind() != sqlite::FailureKind::denied || restriction.denied().empty())
                throw;
            throw_denied(restriction.denied(), failure);
        }
        written.add(restriction.take_written());
        written.follow(statement);
        if (const auto name = new_name(statement); name && detail::is_reserved(*name))
            throw sqlite::Failure(
                denied, "a sql step may not use the name \"" + std::string(name->view()) + "\"",
                std::string(statement.view()), sqlite::Where::current());
    }
    return std::move(written).take();
}

Result<Sql, SqlFails> tried_out(Sql step, const Schema& before,
                                const std::atomic<bool>* interrupted) {
    auto connection =
        sqlite::Connection::memory({.access = sqlite::Access::write, .interrupted = interrupted});
    Trial trial;
    try {
        for (const std::string& sql : ddl::write(before)) {
            trial.statement = sql;
            connection.execute(sql);
        }
        const auto whole = schema_of(connection);
        if (!whole) return unexpected(SqlFails{"", explain(whole.error()).wrong, false});
        connection.execute("BEGIN");
        auto yields = tried_out(connection, step, *whole, trial);
        if (!yields) return unexpected(std::move(yields.error()));
        step.yields = std::move(*yields);
        return step;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() == sqlite::FailureKind::interrupted) throw;
        return unexpected(SqlFails{trial.statement, failure.what(), trial.way_back});
    }
}

}  // namespace evolve
