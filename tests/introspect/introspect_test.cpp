#include <boost/test/unit_test.hpp>
#include <limits>

#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/records.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/sqlite/failure.hpp"
#include "sqlite/scratch.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;
using namespace evolve::introspect;

namespace {

struct Holding {
    explicit Holding(std::string_view sql) { connection.execute(sql); }

    [[nodiscard]] std::vector<SchemaObject> objects() { return read_objects(connection); }
    [[nodiscard]] std::vector<Broken> broken() { return broken_objects(connection, objects()); }

    sqlite::Connection connection = sqlite::Connection::memory();
};

bool all(const SchemaObject& object) { return !object.name.view().starts_with("sqlite_"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(introspection)

BOOST_AUTO_TEST_CASE(the_schema_is_what_the_definitions_say) {
    constexpr auto sql =
        "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE DEFAULT 'x');"
        "CREATE UNIQUE INDEX i ON t(b DESC);";
    Holding database(sql);
    BOOST_TEST(schema_of(database.objects(), all).value() == schema(sql));
}

// F07: objects of others are not looked at.
BOOST_AUTO_TEST_CASE(only_what_is_wanted_is_read_f07) {
    Holding database("CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t");
    const auto tables = [](const SchemaObject& object) { return object.type == "table"; };
    BOOST_TEST(schema_of(database.objects(), tables).value() == schema("CREATE TABLE t(a)"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named) {
    const std::vector<SchemaObject> objects{
        {"table", "t", "t", "CREATE TABLE t(a)"},
        {"table", "odd", "odd", "CREATE TABLE odd(a, b what is this)"}};
    const auto unread = schema_of(objects, all);
    BOOST_REQUIRE(!unread.has_value());
    BOOST_TEST(unread.error().name == Identifier("odd"));
    BOOST_TEST(explain(unread.error()).wrong.find("odd") != std::string::npos);
    BOOST_TEST((explain(unread.error()).exit == ExitCode::refused));
}

BOOST_AUTO_TEST_CASE(a_database_without_history_has_none) {
    Holding database("CREATE TABLE t(a)");
    BOOST_TEST(read_history(database.connection, database.objects()).empty());
    BOOST_TEST(read_kept(database.connection, database.objects()).empty());
}

// Pitfall E04: what cannot be read is no "nothing there".
BOOST_AUTO_TEST_CASE(a_history_of_somebody_else_is_an_error_and_not_an_empty_one_e04) {
    Holding database("CREATE TABLE evolve_history(x); CREATE TABLE evolve_kept(x)");
    BOOST_CHECK_THROW(read_history(database.connection, database.objects()), sqlite::Failure);
    BOOST_CHECK_THROW(read_kept(database.connection, database.objects()), sqlite::Failure);
}

BOOST_AUTO_TEST_CASE(the_next_complement_has_a_number_that_none_has_d06) {
    const auto next = [](std::string_view sql) {
        Holding database(sql);
        return next_kept_number(database.objects(), {});
    };
    BOOST_TEST(next("") == 1);
    BOOST_TEST(next("CREATE TABLE evolve_kept_1(k); CREATE TABLE EVOLVE_KEPT_41(k)") == 42);
    BOOST_TEST(
        next("CREATE TABLE evolve_kept_x(k); CREATE TABLE evolve_kept_99999999999999999999(k)") ==
        1);
}

// Found by `evolve fuzz`: a rollback then had no place in the catalogue.
BOOST_AUTO_TEST_CASE(nor_one_that_the_catalogue_still_names_although_its_table_is_gone) {
    const auto next = [](std::int64_t catalogued) {
        Holding database("CREATE TABLE evolve_kept_2(k)");
        return next_kept_number(database.objects(), {{.number = catalogued}});
    };
    BOOST_TEST(next(1) == 3);
    BOOST_TEST(next(7) == 8);
    BOOST_TEST(next(std::numeric_limits<std::int64_t>::max()) == 3);
}

BOOST_AUTO_TEST_CASE(views_and_triggers_that_do_not_compile_are_found) {
    Holding database(
        "CREATE TABLE t(a, b); CREATE TABLE o(x); CREATE TABLE gone(x);"
        "CREATE VIEW whole AS SELECT a FROM t; CREATE VIEW torn AS SELECT x FROM gone;"
        "CREATE TRIGGER good AFTER INSERT ON t BEGIN DELETE FROM o; END;"
        "CREATE TRIGGER bad AFTER UPDATE OF x ON o BEGIN DELETE FROM gone; END;"
        "CREATE TRIGGER instead INSTEAD OF DELETE ON torn BEGIN DELETE FROM o; END;"
        "DROP TABLE gone");
    const auto broken = database.broken();
    BOOST_REQUIRE(broken.size() == 2u);
    BOOST_TEST(broken[0].object() == "view torn");
    BOOST_TEST(broken[1].object() == "UPDATE trigger of o");
}

BOOST_AUTO_TEST_CASE(compiling_runs_nothing) {
    Holding database(
        "CREATE TABLE t(a); INSERT INTO t VALUES (1);"
        "CREATE TRIGGER tr AFTER DELETE ON t BEGIN INSERT INTO t VALUES (2); END");
    BOOST_TEST(database.broken().empty());
    BOOST_TEST(database.connection.total_changes() == 1);
}

// Found by a random path: SQLite takes such a name for a number of problems.
BOOST_AUTO_TEST_CASE(all_problems_of_a_table_are_found_whose_name_begins_with_a_digit) {
    Holding database(
        "CREATE TABLE \"1st\"(a CHECK (a > 0)); PRAGMA ignore_check_constraints = 1;"
        "INSERT INTO \"1st\" VALUES (-1), (-2), (-3); PRAGMA ignore_check_constraints = 0");
    BOOST_TEST(quick_check(database.connection, "1st").size() == 3u);
}

// Found by fuzzing: which table SQLite meets first depends on their names.
BOOST_AUTO_TEST_CASE(a_damaged_free_list_is_seen_beside_a_virtual_table_of_any_name) {
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
        const sqlite::Scratch scratch;
        {
            auto connection =
                sqlite::Connection::open(scratch.path(), {.access = sqlite::Access::create});
            connection.execute("CREATE TABLE t (x); CREATE VIRTUAL TABLE " + std::string(name) +
                               " USING fts5 (y)");
        }
        std::string bytes = sqlite::read_file(scratch.path());
        bytes[34] = 5;  // of the number of the first free page
        sqlite::write_file(scratch.path(), bytes);
        auto damaged = sqlite::Connection::open(scratch.path());
        BOOST_TEST(!integrity_check(damaged).empty(), name);
        BOOST_TEST(!page_damage(damaged).empty(), name);
    }
}

BOOST_AUTO_TEST_CASE(an_orphan_is_named_by_its_row_and_column) {
    Holding database(
        "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(id), y REFERENCES "
        "p);"
        "INSERT INTO c(rowid, x, y) VALUES (7, 1, NULL)");
    const auto found = foreign_key_violations(database.connection, "c");
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0] == "row 7 of c refers to no row of p (x)");
    BOOST_TEST(foreign_key_violations(database.connection, "p").empty());
}

// SQLITE-FACTS 1.3: an error of the check is not "no rows, so all is well".
BOOST_AUTO_TEST_CASE(a_foreign_key_to_no_key_is_a_finding) {
    Holding database("CREATE TABLE p(id); CREATE TABLE c(x REFERENCES p(id))");
    BOOST_TEST(foreign_key_violations(database.connection, "c").size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_children_of_a_table_are_found_in_any_case) {
    Holding database(
        "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(x REFERENCES P); CREATE TABLE o(x)");
    const auto children = tables_referring_to(database.connection, "p");
    BOOST_REQUIRE(children.size() == 1u);
    BOOST_TEST(children[0] == Identifier("c"));
}

BOOST_AUTO_TEST_CASE(a_false_alarm_is_known_for_one_beside_a_view_of_a_table_that_is_gone) {
    auto connection = sqlite::Connection::memory();
    connection.execute(
        "CREATE TABLE t (a TEXT, g INT AS (a)) STRICT; INSERT INTO t (a) VALUES ('x');"
        "CREATE VIEW left AS SELECT b FROM gone");
    BOOST_TEST(integrity_check(connection).empty());
}

// SQLite 3.40 alone does not look there: a view has no root page.
BOOST_AUTO_TEST_CASE(damage_of_the_free_list_is_seen_beside_a_view) {
    constexpr std::size_t length_of_free_list_at = 39;  // its lowest byte
    const sqlite::Scratch scratch;
    sqlite::create(scratch.path(),
                   "CREATE TABLE t(a); CREATE TABLE g(b); INSERT INTO g VALUES(zeroblob(20000)); "
                   "DROP TABLE g; CREATE VIEW v AS SELECT a FROM t");
    std::string bytes = sqlite::read_file(scratch.path());
    bytes[length_of_free_list_at] = static_cast<char>(bytes[length_of_free_list_at] + 1);
    sqlite::write_file(scratch.path(), bytes);
    auto connection = sqlite::Connection::open(scratch.path());
    const auto found = integrity_check(connection);
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found[0].find("Main freelist: size is") != std::string::npos);
}

// Found by fuzzing: one byte in sqlite_schema, after which DROP TABLE gives two tables one page.
BOOST_AUTO_TEST_CASE(an_object_that_is_listed_as_another_is_damage) {
    // What is said of the schema after one byte of a part of the file is another.
    const auto said = [](std::string_view sql, std::string_view part, std::size_t place,
                         char byte) -> std::string {
        const sqlite::Scratch scratch;
        sqlite::create(scratch.path(), sql);
        std::string bytes = sqlite::read_file(scratch.path());
        bytes[bytes.find(part) + place] = byte;
        sqlite::write_file(scratch.path(), bytes);
        auto connection = sqlite::Connection::open(scratch.path());
        try {
            const auto schema =
                schema_of(read_objects(connection), [](const SchemaObject&) { return true; });
            return schema ? "sound" : "unreadable";
        } catch (const sqlite::Failure& failure) {
            return failure.kind() == sqlite::FailureKind::corrupt ? "corrupt" : failure.what();
        }
    };
    const char* indexed = "CREATE TABLE kept (a); CREATE INDEX i ON kept (a)";
    BOOST_TEST(said("CREATE TABLE kept (a)", "CREATE TABLE kept", 0, 'C') == "sound");
    BOOST_TEST(said("CREATE TABLE kept (a)", "tablekeptkept", 12, 'T') == "corrupt");
    // ALTER TABLE does not find it by the name that it reads there, nor does DROP TABLE.
    BOOST_TEST(said("CREATE TABLE kept (a)", "CREATE TABLE kept", 14, 'E') == "corrupt");
    BOOST_TEST(said(indexed, "indexikept", 9, 'T') == "corrupt");
    BOOST_TEST(said(indexed, "indexikept", 9, 's') == "corrupt");
}

BOOST_AUTO_TEST_SUITE_END()
