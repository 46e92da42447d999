#include "support/small_scope.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/step/alter_column.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

/// What follows the column's name; "@" stands for it, "#" for the other column.
constexpr std::array<std::string_view, 40> shapes = {
    "",
    "INTEGER",
    "TEXT",
    "BLOB",
    "REAL",
    "NUMERIC",
    "VARCHAR(10)",
    "DECIMAL(10,2)",
    "BOOLEAN",
    "JSON",
    "ANY",
    "INTEGER PRIMARY KEY",
    "INTEGER PRIMARY KEY AUTOINCREMENT",
    "INTEGER PRIMARY KEY DESC",
    "TEXT PRIMARY KEY",
    "PRIMARY KEY NOT NULL",
    "TEXT UNIQUE",
    "INTEGER UNIQUE",
    "TEXT COLLATE NOCASE",
    "TEXT COLLATE NOCASE UNIQUE",
    "TEXT COLLATE RTRIM",
    "TEXT UNIQUE ON CONFLICT REPLACE",
    "INTEGER UNIQUE ON CONFLICT IGNORE",
    "NOT NULL",
    "INTEGER NOT NULL",
    "TEXT NOT NULL DEFAULT ''",
    "INTEGER NOT NULL DEFAULT 0",
    "TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'r'",
    "TEXT DEFAULT 'x'",
    "REAL DEFAULT 1",
    "INTEGER DEFAULT '7'",
    "BLOB DEFAULT x'00'",
    "DATETIME DEFAULT CURRENT_TIMESTAMP",
    "TEXT DEFAULT (hex(1))",
    "INTEGER CHECK (@ <> 3)",
    "TEXT CONSTRAINT short CHECK (length(@) < 9)",
    "CHECK (@ IS NOT # OR # IS NULL)",
    "AS (# || 'g')",
    "TEXT AS (ifnull(#, 'n')) STORED",
    "INTEGER AS (length(#)) VIRTUAL",
};

std::string with_names(std::string_view shape, std::string_view own, std::string_view other) {
    std::string text(own);
    text += ' ';
    for (const char each : shape) {
        if (each == '@')
            text += own;
        else if (each == '#')
            text += other;
        else
            text += each;
    }
    return text;
}

/// Steps over a table t whose column a they are about, with what must be there besides it.
struct Variant {
    std::string_view others;
    std::vector<Step> (*steps)(const Table& table);
};

std::vector<Step> altered(const Table& table, void (*change)(AlterColumn&)) {
    AlterColumn step{table.name, detail::whole_definition(table, *table.position_of("a"))};
    change(step);
    return {std::move(step)};
}

std::vector<Step> retyped(const Table& table, std::string_view type) {
    AlterColumn step{table.name, detail::whole_definition(table, *table.position_of("a"))};
    step.column.type = Text(type);
    return {std::move(step)};
}

std::vector<Step> ruled(const Table& table, void (*change)(Table&)) {
    AlterTable step{table};
    change(step.table);
    return {std::move(step)};
}

std::vector<Step> added(std::string_view definition, std::string_view fill = "", Place place = {}) {
    AddColumn step{"t", column(definition)};
    if (!fill.empty()) step.fill = *ddl::parse_expression(fill);
    step.place = std::move(place);
    return {std::move(step)};
}

void add_rule(Table& table, std::string_view rule) {
    const Table other = evolve::table("CREATE TABLE o (a, b, " + std::string(rule) + ")");
    table.constraints.push_back(other.constraints.front());
}

View view(std::string_view sql) { return std::get<View>(parsed(ddl::parse_definition(sql), sql)); }

Trigger trigger(std::string_view sql) {
    return std::get<Trigger>(parsed(ddl::parse_definition(sql), sql));
}

VirtualTable virtual_table(std::string_view sql) {
    return std::get<VirtualTable>(parsed(ddl::parse_definition(sql), sql));
}

constexpr std::string_view some_view = "CREATE VIEW v AS SELECT b FROM t;";
constexpr std::string_view some_trigger =
    "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM p WHERE x = new.b; END;";

const std::vector<Variant>& variants() {
    using Steps = std::vector<Step>;
    static const std::vector<Variant> all = {
        {"", [](const Table&) -> Steps { return {CreateTable{table("CREATE TABLE u (x, y)")}}; }},
        {"", [](const Table&) -> Steps { return {DropTable{"t"}}; }},
        {"",
         [](const Table&) -> Steps {
             return {RenameTable{"t", "u"}};
         }},
        {"",
         [](const Table&) -> Steps {
             return {RenameColumn{"t", "a", "c"}};
         }},
        {"",
         [](const Table&) -> Steps {
             return {DropColumn{"t", "a"}};
         }},
        {"", [](const Table&) { return added("c TEXT"); }},
        {"", [](const Table&) { return added("c INTEGER DEFAULT '5'"); }},
        {"", [](const Table&) { return added("c REAL NOT NULL DEFAULT 1"); }},
        {"", [](const Table&) { return added("c TEXT", "", {Place::At::first}); }},
        {"", [](const Table&) { return added("c TEXT NOT NULL", "ifnull(a, 'f')"); }},
        {"", [](const Table&) { return added("c AS (a)"); }},
        {"", [](const Table& t) { return retyped(t, "TEXT"); }},
        {"", [](const Table& t) { return retyped(t, "INTEGER"); }},
        {"", [](const Table& t) { return retyped(t, "REAL"); }},
        {"", [](const Table& t) { return retyped(t, "BLOB"); }},
        {"", [](const Table& t) { return retyped(t, "DECIMAL(5)"); }},
        {"",
         [](const Table& t) {
             return altered(t, [](AlterColumn& each) {
                 each.column.constraints.push_back({{}, NotNull{}});
                 each.fill = *ddl::parse_expression("'-'");
             });
         }},
        {"",
         [](const Table& t) {
             return altered(t, [](AlterColumn& each) {
                 each.column.constraints.push_back(column("a DEFAULT 3").constraints.front());
             });
         }},
        {"",
         [](const Table& t) {
             return altered(t, [](AlterColumn& each) {
                 each.column.constraints.push_back({{}, Collate{"NOCASE"}});
             });
         }},
        {"",
         [](const Table& t) {
             return altered(t, [](AlterColumn& each) {
                 each.column.type = Text("CLOB");
                 each.using_ = *ddl::parse_expression("hex(a)");
             });
         }},
        {"", [](const Table& t) { return ruled(t, [](Table& x) { x.strict = true; }); }},
        {"", [](const Table& t) { return ruled(t, [](Table& x) { x.without_rowid = true; }); }},
        {"",
         [](const Table& t) { return ruled(t, [](Table& x) { add_rule(x, "UNIQUE (a, b)"); }); }},
        {"",
         [](const Table& t) {
             return ruled(t, [](Table& x) { add_rule(x, "CHECK (a IS NOT 5)"); });
         }},
        {"",
         [](const Table& t) {
             return ruled(t, [](Table& x) { std::swap(x.columns.front(), x.columns.back()); });
         }},
        {"", [](const Table&) -> Steps { return {CreateIndex{index("CREATE INDEX i ON t (a)")}}; }},
        {"",
         [](const Table&) -> Steps {
             return {CreateIndex{index("CREATE UNIQUE INDEX i ON t (a) WHERE b IS NOT NULL")}};
         }},
        {"CREATE INDEX i ON t (a || 'e');", [](const Table&) -> Steps { return {DropIndex{"i"}}; }},
        {"",
         [](const Table&) -> Steps {
             return {CreateView{view("CREATE VIEW v AS SELECT a FROM t")}};
         }},
        {some_view, [](const Table&) -> Steps { return {DropView{"v"}}; }},
        {some_view, [](const Table& t) { return retyped(t, "FLOAT"); }},
        {"CREATE TABLE p (x);",
         [](const Table&) -> Steps { return {CreateTrigger{trigger(some_trigger)}}; }},
        {"CREATE TABLE p (x); CREATE TRIGGER r AFTER DELETE ON t BEGIN INSERT INTO p VALUES "
         "(old.b); END;",
         [](const Table&) -> Steps { return {DropTrigger{"r"}}; }},
        {"CREATE TABLE p (x); CREATE TRIGGER r AFTER UPDATE ON t BEGIN INSERT INTO p VALUES "
         "(old.b); END;",
         [](const Table& t) { return retyped(t, "CLOB"); }},
        {"",
         [](const Table&) -> Steps {
             return {CreateVirtualTable{virtual_table("CREATE VIRTUAL TABLE f USING fts5(x)")}};
         }},
        {"CREATE VIRTUAL TABLE f USING fts5(x);",
         [](const Table&) -> Steps { return {DropVirtualTable{"f"}}; }},
    };
    return all;
}

/// The parts of a number: which variant, which two shapes, whether there is a child.
struct Choice {
    std::size_t variant;
    std::size_t own;
    std::size_t other;
    bool child;
};

constexpr std::size_t all_pairs = shapes.size() * (shapes.size() - 1) / 2;

/// Each variant meets every fourth pair, the next one the next, so that all of them meet all
/// shapes.
constexpr std::size_t turns = 4;
constexpr std::size_t pairs = all_pairs / turns;

/// Of two different shapes each is the step's by turns.
Choice choice(std::size_t number) {
    Choice found{};
    std::size_t pair = number % pairs;
    number /= pairs;
    found.variant = number % variants().size();
    pair = pair * turns + found.variant % turns;
    found.child = number / variants().size() == 1;
    std::size_t first = 0;
    for (std::size_t left = shapes.size() - 1; pair >= left; --left, ++first) pair -= left;
    const std::size_t second = first + 1 + pair;
    const bool turned = (first + second) % 2 == 1;
    found.own = turned ? second : first;
    found.other = turned ? first : second;
    return found;
}

std::optional<std::string_view> key_of(const Schema& schema) {
    const Table& table = schema.existing_table("t");
    for (const Column& column : table.columns)
        if (column.has<PrimaryKey>() || column.has<Unique>()) return column.name.view();
    return std::nullopt;
}

const std::array<Value, 4>& footprint_values() {
    static const std::array<Value, 4> values = {Null(), std::int64_t{1}, Text("1.0"),
                                                Text(std::string_view("a\0B", 3))};
    return values;
}

/// The second row's other value is another one, of another class.
Value other_value(std::size_t row) { return row == 0 ? Value(std::int64_t{7}) : Value(Text("b")); }

RowsOf rows_of_table(const Table& table, const std::vector<std::size_t>& values) {
    RowsOf rows{table.name, {}, {}};
    const auto alias = rowid_alias(table);
    const bool by_rowid = !table.without_rowid && !alias && !rowid_name(table).empty();
    if (by_rowid) rows.columns.emplace_back(rowid_name(table));
    if (alias) rows.columns.push_back(table.columns[*alias].name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (!table.columns[i].is_generated() && alias != i)
            rows.columns.push_back(table.columns[i].name);
    for (std::size_t row = 0; row < values.size(); ++row) {
        std::vector<Value>& each = rows.rows.emplace_back();
        for (const Identifier& column : rows.columns) {
            if (each.empty() && (by_rowid || alias))
                each.emplace_back(static_cast<std::int64_t>(row * 1000 + 5));
            else if (column == "a")
                each.push_back(footprint_values()[values[row]]);
            else
                each.push_back(other_value(row));
        }
    }
    return rows;
}

/// One child of each row, and one of none, by the parent's key.
RowsOf children(const Table& child, const RowsOf& parents, std::string_view key) {
    RowsOf rows{child.name, {"id", "parent"}, {}};
    std::int64_t number = 1;
    std::size_t place = 0;
    while (place < parents.columns.size() && parents.columns[place] != Identifier(key)) ++place;
    if (place < parents.columns.size())
        for (const auto& parent : parents.rows) rows.rows.push_back({number++, parent[place]});
    rows.rows.push_back({number, Null()});
    return rows;
}

}  // namespace

std::size_t small_subjects() { return variants().size() * pairs * 2; }

std::optional<Subject> small_subject(std::size_t number) {
    const Choice chosen = choice(number);
    const Variant& variant = variants()[chosen.variant];
    std::string sql = "CREATE TABLE t (" + with_names(shapes[chosen.own], "a", "b") + ", " +
                      with_names(shapes[chosen.other], "b", "a") + ");" +
                      std::string(variant.others);
    auto before = ddl::parse_script(sql);
    if (!before) return std::nullopt;
    if (chosen.child) {
        const auto key = key_of(*before);
        if (!key) return std::nullopt;
        sql += "CREATE TABLE child (id INTEGER PRIMARY KEY, parent REFERENCES t (" +
               std::string(*key) + ") ON DELETE CASCADE);";
        before = ddl::parse_script(sql);
    }
    Migration migration{VersionName::parse("0001-before"), *VersionName::parse("0002-after"),
                        variant.steps(before->existing_table("t"))};
    try {
        auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
        for (const Table& each : before->tables) connection.execute(ddl::write(each));
    } catch (const sqlite::Failure&) {
        return std::nullopt;  // two primary keys, a circle of generated columns
    }
    if (!applied(migration, *before)) return std::nullopt;
    return make_subject(migration, *before);
}

std::vector<StatePtr> small_states(const Subject& subject) {
    std::vector<std::vector<std::size_t>> contents{{}};
    for (std::size_t one = 0; one < footprint_values().size(); ++one) {
        contents.push_back({one});
        for (std::size_t two = one; two < footprint_values().size(); ++two)
            contents.push_back({one, two});
    }
    std::vector<StatePtr> states;
    for (const auto& values : contents) {
        State state;
        for (const Table& table : subject.before.tables)
            if (table.name == "t") state.tables.push_back(rows_of_table(table, values));
        if (const auto child = subject.before.table("child"); child && !values.empty())
            state.tables.push_back(children(subject.before.tables[*child], state.tables.front(),
                                            *key_of(subject.before)));
        states.push_back(std::make_shared<const State>(std::move(state)));
    }
    return states;
}

}  // namespace evolve
