#include "mutants/subjects.hpp"

#include <utility>

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

}  // namespace

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

}  // namespace evolve
