#include "evolve/introspect/health.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/triggers.hpp"

namespace evolve::introspect {
namespace {

/// What SQLite says against compiling the statement, or nothing.
std::optional<std::string> refused(sqlite::Connection& connection, const std::string& sql) {
    try {
        static_cast<void>(connection.prepare(sql));
        return std::nullopt;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        const std::string why = failure.what();
        // SQLite distrusts it here; the program whose trigger it is compiles it.
        if (why.starts_with("unsafe use of")) return std::nullopt;
        return why;
    }
}

/// An UPDATE of every column, so that every UPDATE OF trigger is compiled.
std::string update_of_all(sqlite::Connection& connection, const Identifier& table) {
    auto columns = connection.prepare("SELECT name FROM pragma_table_info(?1)");
    columns.bind(1, table.text());
    std::string assignments;
    while (columns.step()) {
        const std::string name = ddl::quoted(Identifier(columns.text(0)));
        assignments += (assignments.empty() ? "" : ", ") + name + " = " + name;
    }
    return "UPDATE " + ddl::in_main(table) + " SET " + assignments;
}

/// What the triggers of a table or view wait for.
struct Events {
    bool insertion = false;
    bool update = false;
    bool deletion = false;

    void add(const SchemaObject& trigger) {
        const auto definition = ddl::parse_definition(trigger.sql);
        const auto* read = definition ? std::get_if<Trigger>(&*definition) : nullptr;
        const auto is = [&](TriggerEvent event) { return read != nullptr && read->event == event; };
        insertion |= is(TriggerEvent::insertion);
        update |= is(TriggerEvent::update);
        deletion |= is(TriggerEvent::deletion);
    }
};

/// Compiles the statements that the triggers wait for; no others, which a view might not take.
void add_broken_triggers(sqlite::Connection& connection, const Identifier& table,
                         const Events& events, std::vector<Broken>& broken) {
    const std::string name = ddl::in_main(table);
    const auto compile = [&](const char* event, const std::string& sql) {
        if (auto why = refused(connection, sql))
            broken.push_back({std::string(event) + " trigger of", table, *why});
    };
    if (events.insertion) compile("INSERT", "INSERT INTO " + name + " DEFAULT VALUES");
    if (events.update) compile("UPDATE", update_of_all(connection, table));
    if (events.deletion) compile("DELETE", "DELETE FROM " + name);
}

/// What SQLite says of a value, and when it is so; "@" stands for the column.
struct Complaint {
    std::string_view of;
    std::string_view condition;
};

constexpr std::array<Complaint, 8> complaints = {{
    {"NULL", "@ IS NULL"},
    {"NUMERIC", "typeof(@) IN ('integer', 'real')"},
    // Numeric affinity makes it a number, and all numbers come before all texts.
    {"TEXT", "typeof(@) = 'text' AND +@ <= CAST(9e999 AS NUMERIC)"},
    {"non-INT", "typeof(@) NOT IN ('integer', 'null')"},
    {"non-INTEGER", "typeof(@) NOT IN ('integer', 'null')"},
    {"non-REAL", "typeof(@) NOT IN ('real', 'null')"},
    {"non-TEXT", "typeof(@) NOT IN ('text', 'null')"},
    {"non-BLOB", "typeof(@) NOT IN ('blob', 'null')"},
}};

/// SQLite 3.40 reads the wrong column of healthy tables WITHOUT ROWID whose key is not their first
/// columns, and complains of it ("NULL value in t.c"): whether no row is so. And STRICT tables take
/// rows of which a VIRTUAL column makes a value of another type: nothing is stored wrongly there.
bool is_false_alarm(sqlite::Connection& connection, const std::string& line) {
    constexpr std::string_view middle = " value in ";
    const auto end = line.find(middle);
    const auto complaint =
        std::ranges::find(complaints, std::string_view(line).substr(0, end), &Complaint::of);
    if (end == std::string::npos || complaint == complaints.end()) return false;
    auto column = connection.prepare(
        "SELECT t.name, c.name, c.hidden = 2 FROM pragma_table_list AS t, "
        "pragma_table_xinfo(t.name) AS c "
        "WHERE t.schema = 'main' AND t.type = 'table' AND (t.wr OR c.hidden = 2) AND ?1 = t.name "
        "|| '.' || c.name");
    column.bind(1, Text(std::string_view(line).substr(end + middle.size())));
    if (!column.step()) return false;
    const bool is_virtual = column.integer(2) == 1;
    if (is_virtual) return complaint->of.starts_with("non-");
    std::string condition;
    for (const char each : complaint->condition)
        condition += each == '@' ? ddl::quoted(Identifier(column.text(1))) : std::string(1, each);
    auto row = connection.prepare("SELECT 1 FROM " + ddl::in_main(Identifier(column.text(0))) +
                                  " WHERE " + condition + " LIMIT 1");
    return !row.step();
}

std::vector<std::string> check(sqlite::Connection& connection, const std::string& pragma) {
    std::vector<std::string> found;
    {
        auto rows = connection.prepare(pragma);
        while (rows.step())
            if (rows.text(0) != "ok") found.emplace_back(rows.text(0));
    }
    std::erase_if(found, [&](const std::string& line) { return is_false_alarm(connection, line); });
    return found;
}

/// The columns of a foreign key, which SQLite numbers anew with every change of the table.
std::string columns_of_key(sqlite::Connection& connection, std::string_view table,
                           std::int64_t number) {
    auto rows = connection.prepare(
        "SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq");
    rows.bind(1, Text(table));
    rows.bind(2, number);
    std::string columns;
    while (rows.step()) columns += (columns.empty() ? "" : ", ") + std::string(rows.text(0));
    return columns;
}

std::vector<std::string> violations(sqlite::Connection& connection, const std::string& pragma) {
    std::vector<std::string> found;
    std::map<std::pair<std::string, std::int64_t>, std::string> columns;
    try {
        auto rows = connection.prepare(pragma);
        while (rows.step()) {
            const std::pair key(std::string(rows.text(0)), rows.integer(3));
            if (!columns.contains(key))
                columns[key] = columns_of_key(connection, key.first, key.second);
            const std::string row = rows.is_null(1) ? "a row" : "row " + std::string(rows.text(1));
            found.push_back(row + " of " + key.first + " refers to no row of " +
                            std::string(rows.text(2)) + " (" + columns[key] + ")");
        }
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        found.emplace_back(failure.what());
    }
    std::ranges::sort(found);
    return found;
}

/// SQLite takes a name that begins so for the number of problems after which it stops looking in
/// the whole file, even in quotes.
bool reads_as_number(std::string_view name) {
    if (name.starts_with('+') || name.starts_with('-')) name.remove_prefix(1);
    return !name.empty() && name.front() >= '0' && name.front() <= '9';
}

/// What a pragma reports of the whole file. SQLite 3.40 passes the free list over where the first
/// table that it meets, in no order, is a virtual one; beside the schema it looks at it always.
std::vector<std::string> check_all(sqlite::Connection& connection, const std::string& pragma) {
    std::vector<std::string> found = check(connection, pragma);
    return found.empty() ? check(connection, pragma + "(sqlite_schema)") : found;
}

}  // namespace

std::vector<Broken> broken_objects(sqlite::Connection& connection,
                                   const std::vector<SchemaObject>& objects) {
    std::vector<Broken> broken;
    std::map<Identifier, Events> with_triggers;
    for (const SchemaObject& object : objects) {
        if (object.type.view() == "trigger") with_triggers[object.table].add(object);
        if (object.type.view() != "view") continue;
        if (auto why = refused(connection, "SELECT * FROM " + ddl::in_main(object.name)))
            broken.push_back({"view", object.name, *why});
    }
    // Without its view an INSTEAD OF trigger is not to be compiled.
    std::erase_if(with_triggers, [&](const auto& each) {
        return std::ranges::find(broken, each.first, &Broken::name) != broken.end();
    });
    if (with_triggers.empty()) return broken;
    const sqlite::TriggersCompiled compiled(connection);
    for (const auto& [table, events] : with_triggers)
        add_broken_triggers(connection, table, events, broken);
    return broken;
}

std::vector<std::string> foreign_key_violations(sqlite::Connection& connection,
                                                const Identifier& table) {
    return violations(connection, "PRAGMA main.foreign_key_check(" + ddl::quoted(table) + ")");
}

std::vector<std::string> foreign_key_violations(sqlite::Connection& connection) {
    return violations(connection, "PRAGMA main.foreign_key_check");
}

std::vector<Identifier> tables_referring_to(sqlite::Connection& connection,
                                            const Identifier& table) {
    auto rows = connection.prepare(
        "SELECT DISTINCT child.name FROM main.sqlite_schema AS child, "
        "pragma_foreign_key_list(child.name) AS key "
        "WHERE child.type = 'table' AND key.\"table\" = ?1 COLLATE NOCASE");
    rows.bind(1, table.text());
    std::vector<Identifier> children;
    while (rows.step()) children.emplace_back(rows.text(0));
    return children;
}

std::vector<std::string> quick_check(sqlite::Connection& connection, const Identifier& table) {
    constexpr const char* all = "1000000000";
    return check(connection, "PRAGMA main.quick_check(" +
                                 (reads_as_number(table.view()) ? all : ddl::quoted(table)) + ")");
}

std::vector<std::string> page_damage(sqlite::Connection& connection) {
    std::vector<std::string> found = check_all(connection, "PRAGMA main.quick_check");
    std::erase_if(found, [](const std::string& line) { return !line.starts_with("***"); });
    return found;
}

std::vector<std::string> integrity_check(sqlite::Connection& connection) {
    return check_all(connection, "PRAGMA main.integrity_check");
}

}  // namespace evolve::introspect
