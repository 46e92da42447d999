#include "mutants/subjects.hpp"

#include <utility>

#include "support/parts.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

const Schema& before() {
    static const Schema all = schema(
        "CREATE TABLE experiments (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
        " note TEXT);"
        "CREATE TABLE tasks (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " experiment_id INTEGER REFERENCES experiments (id), title TEXT, size INTEGER, amount REAL,"
        " payload BLOB);"
        "CREATE TABLE notes (a TEXT, b INTEGER);"
        "CREATE INDEX tasks_by_title ON tasks (title);");
    return all;
}

Subject subject(std::vector<Step> steps) {
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), std::move(steps)},
        before());
}

/// The tables that are written anew.
const Schema& tables() {
    static const Schema all = schema(
        "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE ON CONFLICT"
        " REPLACE, n TEXT, size INT NOT NULL ON CONFLICT IGNORE DEFAULT 3, low AS (lower(name)) "
        "STORED, CHECK (length(name) < 1000));"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE, v);"
        "CREATE TABLE o (id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE SET NULL);"
        "CREATE TABLE r (a TEXT, b INTEGER, c);"
        "CREATE TABLE k (a TEXT PRIMARY KEY, b);"
        "CREATE TABLE w (a TEXT COLLATE NOCASE, b ANY, x TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID,"
        " STRICT;"
        "CREATE INDEX pn ON p (n DESC) WHERE n IS NOT NULL;"
        "CREATE VIEW vp AS SELECT id, name FROM p;"
        "CREATE TRIGGER tp AFTER UPDATE OF name ON p BEGIN UPDATE c SET v = new.name WHERE p ="
        " new.id; END;");
    return all;
}

Subject rebuild(std::vector<Step> steps) {
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), std::move(steps)},
        tables());
}

/// Those whose rows are changed.
Subject rows(Step step) {
    static const Schema all = schema(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER, state TEXT);"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES t ON DELETE CASCADE, v);"
        "CREATE TABLE l (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);");
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), {std::move(step)}},
        all);
}

/// Views, triggers and virtual tables.
const Schema& objects() {
    static const Schema all = schema(
        "CREATE TABLE docs (title TEXT, n TEXT);"
        "CREATE TABLE people (id INTEGER PRIMARY KEY, nick TEXT);"
        "CREATE VIEW nicks AS SELECT id, \"nick\" FROM people;"
        "CREATE VIEW heads AS SELECT title FROM docs;"
        "CREATE VIEW long_heads AS SELECT title FROM heads WHERE length(title) > 9;"
        "CREATE TRIGGER new_head INSTEAD OF INSERT ON heads BEGIN INSERT INTO docs (title) VALUES "
        "(new.title); END;"
        "CREATE VIRTUAL TABLE docs_index USING fts5(title, content='docs');"
        "CREATE VIRTUAL TABLE letters USING fts5(sender, body);");
    return all;
}

Subject of_objects(std::vector<Step> steps) {
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), std::move(steps)},
        objects());
}

VirtualTable virtual_table(std::string_view sql) { return schema(sql).virtual_tables.front(); }

}  // namespace

Subject rows_updated() {
    return rows(UpdateRows{"t",
                           {{"n", expression("n + 1")},
                            {"state", expression("'done'")},
                            {"a", expression("'was ' || state")}},
                           expression("state = 'open'")});
}

Subject rows_deleted() { return rows(DeleteRows{"t", expression("n > 100")}); }

Subject lines_deleted() { return rows(DeleteRows{"l", expression("length(a) > 1")}); }

Subject rows_inserted() { return rows(InsertRows{"l", {"a"}, {{Text("x")}, {Text("y")}}}); }

Subject query_inserted() {
    return rows(InsertRows{
        "l", {"a"}, {}, *ddl::parse_query("SELECT state FROM t ORDER BY state DESC, id DESC")});
}

Subject three_columns() {
    return subject({AddColumn{"tasks", column("priority INTEGER")},
                    AddColumn{"tasks", column("state TEXT DEFAULT 'new'")},
                    AddColumn{"notes", column("extra")}});
}

Subject table_and_index() {
    return subject(
        {CreateTable{table("CREATE TABLE logs (id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL"
                           " REFERENCES tasks (id), line TEXT)")},
         CreateIndex{index("CREATE INDEX tasks_by_size ON tasks (size)")}});
}

Subject kept_columns() {
    return subject({DropColumn{"tasks", "payload"}, DropColumn{"tasks", "size"}});
}

Subject kept_table() { return subject({DropTable{"notes"}}); }

Subject unique_index() {
    return subject({CreateIndex{index("CREATE UNIQUE INDEX only_title ON tasks (title)")}});
}

Subject no_index() { return subject({DropIndex{"tasks_by_title"}}); }

Subject lost_column() { return subject({DropColumn{"tasks", "payload", false}}); }

Subject rebuilt_parent() { return rebuild({AlterColumn{"p", column("n VARCHAR(20)")}}); }

Subject rebuilt_child() { return rebuild({AlterColumn{"c", column("v BLOB")}}); }

Subject rebuilt_plain() { return rebuild({AlterColumn{"r", column("a VARCHAR(20)")}}); }

Subject reordered() {
    return rebuild({AlterTable{table("CREATE TABLE r (c, b INTEGER, a VARCHAR(9))")}});
}

Subject rebuilt_strict() { return rebuild({AlterColumn{"w", column("x TEXT DEFAULT ''")}}); }

Subject column_in_the_middle() {
    return rebuild({AddColumn{"r", column("d TEXT"), {}, {Place::At::first}}});
}

Subject converted() { return rebuild({AlterColumn{"r", column("a INTEGER")}}); }

Subject not_null() {
    AlterColumn step{"r", column("a TEXT NOT NULL")};
    step.fill = expression("''");
    return rebuild({step});
}

Subject not_null_or_ignore() {
    return rebuild({AlterColumn{"r", column("a TEXT NOT NULL ON CONFLICT IGNORE")}});
}

Subject made_unique() {
    return rebuild({AlterTable{table("CREATE TABLE r (a TEXT, b INTEGER UNIQUE, c)")}});
}

Subject checked() { return rebuild({AlterColumn{"r", column("b INTEGER CHECK (b > 0)")}}); }

Subject keyed() {
    return rebuild({AlterTable{table("CREATE TABLE k (a TEXT PRIMARY KEY, b) WITHOUT ROWID")}});
}

Subject swapped() {
    return rebuild(
        {RenameColumn{"r", "a", "t"}, RenameColumn{"r", "c", "a"}, RenameColumn{"r", "t", "c"}});
}

Subject indexed_source() {
    AlterColumn step{"docs", column("title TEXT DEFAULT ''")};
    step.using_ = expression("title || ' x'");
    return of_objects({step});
}

Subject new_index() {
    return of_objects({CreateVirtualTable{
        virtual_table("CREATE VIRTUAL TABLE people_index USING fts5(nick, content='people', "
                      "content_rowid='id')")}});
}

Subject dropped_letters() { return of_objects({DropVirtualTable{"letters"}}); }

Subject replaced_letters() {
    return of_objects({DropVirtualTable{"letters"},
                       CreateVirtualTable{virtual_table(
                           "CREATE VIRTUAL TABLE letters USING fts5(sender UNINDEXED, body)")}});
}

Subject renamed_beneath_a_view() { return of_objects({RenameColumn{"people", "nick", "name"}}); }

Subject replaced_view() {
    const Schema& now = objects();
    const View other = schema("CREATE VIEW heads AS SELECT title, n FROM docs").views.front();
    return of_objects({DropTrigger{"new_head"}, DropView{"long_heads"}, DropView{"heads"},
                       CreateView{other}, CreateView{now.views[*now.view("long_heads")]},
                       CreateTrigger{now.triggers.front()}});
}

}  // namespace evolve
