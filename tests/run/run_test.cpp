#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "evolve/run/digest.hpp"
#include "evolve/sqlite/query.hpp"
#include "scene.hpp"
#include "sqlite/scratch.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

/// 0001: a table with an index; 0002: one column more; 0003: the index gone; 0004: column b gone.
Graph four_versions() {
    return chain(
        {{evolve::create("CREATE TABLE t(a INTEGER PRIMARY KEY, b CHECK (b <> 'no'), n TEXT)"),
          evolve::create_index("CREATE INDEX t_n ON t(n)")},
         {add("t", "c JSON")},
         {DropIndex{"t_n"}},
         {DropColumn{"t", "b", true}}});
}

std::string damage(const Result<Receipt, RunError>& receipt) {
    if (receipt) return "";
    const auto* damaged = receipt.error().get<Damaged>();
    return damaged == nullptr ? "no damage: " + explain(receipt.error()).wrong : damaged->what;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// Runs `sql` once, before the first statement that begins so.
RunOptions meanwhile(Connection& connection, std::string_view statement, std::string_view sql) {
    return {.before_statement = [&connection, statement, sql,
                                 done = false](std::string_view next) mutable {
        if (done || !next.starts_with(statement)) return;
        done = true;
        connection.execute(sql);
    }};
}

std::int64_t pragma(Connection& connection, const std::string& name) {
    return query_integer(connection, "PRAGMA " + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(running_a_plan)

// As Django makes it of a field for JSON.
BOOST_AUTO_TEST_CASE(a_check_that_calls_a_function_for_json_comes_to_rows_that_are_there) {
    const Scratch files;
    { auto made = Connection::open(files.path(), {.access = Access::create}); }
    Scene scene(chain({{evolve::create("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)")},
                       {AlterColumn{"t", column("b TEXT CHECK (json_valid(b) OR b IS NULL)")}}}),
                Connection::open(files.path(), {.access = Access::write}));
    scene.connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)");
    scene.connection.execute("INSERT INTO t VALUES (1, '{}'), (2, NULL)");
    int made_ready = 0;
    const RunOptions options{.before_change = [&]() -> Result<Done, Explanation> {
        ++made_ready;
        return Done();
    }};
    const auto receipt = scene.try_go("0002", Direction::up, options);
    if (!receipt) BOOST_FAIL(explain(receipt.error()).wrong);
    BOOST_TEST(made_ready == 1);
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM t WHERE b = '{}'") == 1);
}

BOOST_AUTO_TEST_CASE(problems_of_pages_that_were_there_keep_no_plan_from_running) {
    Scene scene(four_versions());
    scene.connection.execute(
        "PRAGMA ignore_check_constraints = 1; INSERT INTO t VALUES (1, 'no', 'n')");
    scene.connection.execute("PRAGMA ignore_check_constraints = 0");
    auto graph = chain(
        {{evolve::create("CREATE TABLE t(a INTEGER PRIMARY KEY, b CHECK (b <> 'no'), n TEXT)"),
          evolve::create_index("CREATE INDEX t_n ON t(n)")},
         {DropIndex{"t_n"}, DropColumn{"t", "n", true}}});
    scene.graph = std::move(graph);
    int made_ready = 0;
    std::vector<std::string> statements;
    const RunOptions options{
        .before_change = [&]() -> Result<Done, Explanation> {
            ++made_ready;
            return Done();
        },
        .before_statement = [&](std::string_view sql) { statements.emplace_back(sql); }};
    const auto receipt = scene.try_go("0002", Direction::up, options);
    if (!receipt) BOOST_FAIL(explain(receipt.error()).wrong);
    BOOST_TEST(made_ready == 1);  // however often it was tried
    BOOST_TEST(std::ranges::count(statements, "COMMIT") == 1);
    BOOST_TEST(std::ranges::count_if(statements, [](const std::string& sql) {
                   return sql.starts_with("ALTER TABLE");
               }) == 2);
}

BOOST_AUTO_TEST_CASE(inside_a_transaction_of_the_caller_nothing_runs_a04) {
    for (const char* opened : {"BEGIN", "SAVEPOINT s"}) {
        Scene scene(four_versions());
        const auto plan = scene.plan("0002").value();
        scene.connection.execute(opened);
        const auto refused = run(scene.connection, plan, scene.managed);
        BOOST_REQUIRE(!refused.has_value());
        BOOST_TEST(refused.error().get<InsideTransaction>() != nullptr);
        BOOST_TEST(scene.connection.in_transaction());
    }
}

// ALTER beneath an open SELECT would shift the columns that it returns (SQLITE-FACTS 0.7).
BOOST_AUTO_TEST_CASE(beneath_an_open_statement_of_the_caller_nothing_runs) {
    Scene scene(four_versions());
    scene.connection.execute("INSERT INTO t(a) VALUES (1), (2)");
    const auto plan = scene.plan("0002").value();
    auto rows = scene.connection.prepare("SELECT * FROM t");
    rows.step();
    const auto refused = run(scene.connection, plan, scene.managed);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().get<InsideTransaction>() != nullptr);
}

BOOST_AUTO_TEST_CASE(settings_of_the_connection_are_as_before_after_success_and_failure_a06) {
    for (const bool fails : {false, true}) {
        Scene scene(four_versions());
        for (const char* name :
             {"foreign_keys", "legacy_alter_table", "recursive_triggers", "synchronous"})
            scene.connection.set_pragma(name, 1);
        const auto receipt =
            scene.try_go("0004", Direction::up, {.before_statement = [&](std::string_view sql) {
                             BOOST_TEST(pragma(scene.connection, "foreign_keys") == 0);
                             if (fails && sql == "COMMIT")
                                 throw Failure(13, "full", "", Where::current());
                         }});
        BOOST_TEST(receipt.has_value() == !fails);
        for (const char* name :
             {"foreign_keys", "legacy_alter_table", "recursive_triggers", "synchronous"})
            BOOST_TEST(pragma(scene.connection, name) == 1, name);
        BOOST_TEST(pragma(scene.connection, "ignore_check_constraints") == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_pragma_that_does_not_take_stops_everything_before_the_first_change_a05) {
    auto connection = Connection::memory();
    connection.execute("BEGIN");
    BOOST_CHECK_THROW(connection.set_pragma("foreign_keys", 1), Failure);
}

BOOST_AUTO_TEST_CASE(a_plan_for_another_state_does_not_run) {
    Scene scene(four_versions());
    const auto plan = scene.plan("0002").value();
    scene.connection.execute("CREATE TABLE other(x)");
    const auto refused = run(scene.connection, plan, scene.managed);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().get<ChangedMeanwhile>() != nullptr);
}

// Pitfall D09: what went wrong is found before COMMIT, and is undone.
BOOST_AUTO_TEST_CASE(a_change_of_any_value_outside_of_the_steps_is_noticed_a26) {
    for (const char* change :
         {"UPDATE t SET n = x'61'", "UPDATE t SET n = NULL", "DELETE FROM t WHERE a = 2",
          "INSERT INTO t(a) VALUES (9)", "UPDATE t SET a = a + 10"})
        BOOST_TEST_CONTEXT(change) {
            Scene scene(four_versions());
            scene.connection.execute("INSERT INTO t(a, b, n) VALUES (1, 1, 'a'), (2, 2, 'a')");
            scene.go("0003");
            const Dump before = dump(scene.connection);
            const auto receipt =
                scene.try_go("0004", Direction::up, meanwhile(scene.connection, "ALTER", change));
            BOOST_TEST(contains(damage(receipt), "values of table t"), damage(receipt));
            BOOST_TEST(lost(before, dump(scene.connection)) == "");
        }
}

BOOST_AUTO_TEST_CASE(a_change_of_class_alone_is_another_digest_b05) {
    Scene scene(four_versions());
    const auto digest = [&](const char* values) {
        return digest_rows(scene.connection, std::string("VALUES (") + values + ")");
    };
    BOOST_TEST((digest("1, 2") == digest("1, 2")));
    const char* all[] = {"1",
                         "1.0",
                         "'1'",
                         "x'31'",
                         "NULL",
                         "''",
                         "x''",
                         "0.0",
                         "-0.0",
                         "1e999",
                         "-1e999",
                         "CAST(x'6100' AS TEXT)",
                         "CAST(x'61' AS TEXT)"};
    for (const char* a : all)
        for (const char* b : all)
            BOOST_TEST((digest(a) == digest(b)) == (a == b), a << " against " << b);
    BOOST_TEST((digest("'ab', 'c'") != digest("'a', 'bc'")));
    BOOST_TEST((digest("NULL") != digest("NULL), (NULL")));
}

BOOST_AUTO_TEST_CASE(a_complement_that_is_not_what_was_there_stops_everything) {
    Scene scene(four_versions());
    scene.connection.execute("INSERT INTO t(a, b) VALUES (1, 'one')");
    scene.go("0003");
    const auto receipt =
        scene.try_go("0004", Direction::up,
                     meanwhile(scene.connection, "INSERT INTO main.evolve_kept VALUES",
                               "UPDATE evolve_kept_1 SET v1 = x'6f6e65'"));
    BOOST_TEST(contains(damage(receipt), "set aside"), damage(receipt));
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_return_as_it_was_stops_everything) {
    Scene scene(four_versions());
    scene.connection.execute("INSERT INTO t(a, b) VALUES (1, '007')");
    scene.go("0004");
    const auto receipt =
        scene.try_go("0003", Direction::down,
                     meanwhile(scene.connection, "INSERT OR ABORT INTO main.\"evolve_new_2",
                               "DROP TABLE evolve_new_2; "
                               "CREATE TABLE evolve_new_2 (a INTEGER PRIMARY KEY, b INT, n, c)"));
    BOOST_TEST(contains(damage(receipt), "what returns"), damage(receipt));
}

BOOST_AUTO_TEST_CASE(another_schema_than_the_one_foretold_stops_everything) {
    Scene scene(four_versions());
    const auto receipt = scene.try_go(
        "0002", Direction::up, meanwhile(scene.connection, "ALTER", "ALTER TABLE t ADD sly"));
    BOOST_TEST(contains(damage(receipt), "schema"), damage(receipt));
}

BOOST_AUTO_TEST_CASE(an_unmanaged_object_that_changes_stops_everything) {
    Scene scene(four_versions());
    scene.connection.execute("CREATE TABLE other(x)");
    const auto receipt = scene.try_go("0002", Direction::up,
                                      meanwhile(scene.connection, "ALTER", "DROP TABLE other"));
    BOOST_TEST(contains(damage(receipt), "does not manage"), damage(receipt));
}

BOOST_AUTO_TEST_CASE(new_orphans_stop_everything_and_old_ones_do_not_h01) {
    Scene scene(
        chain({{evolve::create("CREATE TABLE p(id INTEGER PRIMARY KEY, x)"),
                evolve::create("CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p(id), y)")},
               {DropColumn{"c", "y", true}}}));
    scene.connection.execute("INSERT INTO c VALUES (1, 77, 'orphan')");
    const auto receipt =
        scene.try_go("0002", Direction::up,
                     meanwhile(scene.connection, "ALTER", "INSERT INTO c(id, p) VALUES (2, 78)"));
    BOOST_TEST(!receipt.has_value());
    BOOST_TEST(scene.try_go("0002").has_value());
}

// SQLite lets an index go that a view names; nothing of SQLite's own notices.
// A table that the plan does not touch is not read, unless all is to be checked.
BOOST_AUTO_TEST_CASE(
    new_damage_anywhere_is_noticed_where_all_is_checked_and_old_damage_stops_nothing) {
    for (const bool all : {false, true}) {
        Scene scene(four_versions());
        scene.connection.execute(
            "CREATE TABLE other (x CHECK (x > 0)); PRAGMA ignore_check_constraints = 1;"
            "INSERT INTO other VALUES (-1); CREATE TABLE more (x CHECK (x > 0));"
            "PRAGMA ignore_check_constraints = 0");
        RunOptions options =
            meanwhile(scene.connection, "ALTER",
                      "PRAGMA ignore_check_constraints = 1; INSERT INTO more VALUES (-1);"
                      "PRAGMA ignore_check_constraints = 0");
        options.check_all = all;
        const std::string found = damage(scene.try_go("0002", Direction::up, options));
        BOOST_TEST(found == (all ? "CHECK constraint failed in more" : ""));
    }
    Scene scene(four_versions());
    scene.connection.execute(
        "CREATE TABLE other (x CHECK (x > 0)); PRAGMA ignore_check_constraints = 1;"
        "INSERT INTO other VALUES (-1); PRAGMA ignore_check_constraints = 0");
    BOOST_TEST(damage(scene.try_go("0002", Direction::up, {.check_all = true})) == "");
}

BOOST_AUTO_TEST_CASE(before_the_first_statement_its_hook_runs_once_and_under_the_lock) {
    Scene scene(four_versions());
    int calls = 0;
    bool began = false;
    const RunOptions options{.before_change = [&]() -> Result<Done, Explanation> {
                                 ++calls;
                                 BOOST_TEST(scene.connection.in_transaction());
                                 BOOST_TEST(!began);
                                 return Done();
                             },
                             .before_statement = [&](std::string_view) { began = true; }};
    BOOST_TEST(scene.try_go("0003", Direction::up, options).has_value());
    BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(what_is_not_ready_stops_everything) {
    Scene scene(four_versions());
    const Present before = scene.present();
    const auto refused = scene.try_go(
        "0002", Direction::up, {.before_change = []() -> Result<Done, Explanation> {
            return unexpected(Explanation{ExitCode::unusable, "no-backup", "no", "next"});
        }});
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().get<NotReady>() != nullptr);
    BOOST_TEST((explain(refused.error()).exit == ExitCode::unusable));
    BOOST_TEST((scene.present() == before));
}

BOOST_AUTO_TEST_CASE(a_view_that_a_step_would_break_is_noticed) {
    Scene scene(four_versions());
    scene.connection.execute("CREATE VIEW v AS SELECT n FROM t INDEXED BY t_n WHERE n > 'a'");
    const auto receipt = scene.try_go("0003");
    BOOST_REQUIRE(!receipt.has_value());
    const auto* cause = receipt.error().get<DoesNotCompile>();
    BOOST_REQUIRE(cause != nullptr);
    BOOST_TEST(cause->object == "view v");
    BOOST_TEST(scene.present().schema.indexes.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_new_view_that_does_not_compile_is_noticed) {
    const View view = evolve::schema("CREATE VIEW v AS SELECT x FROM gone").views.front();
    Scene scene(chain({{evolve::create("CREATE TABLE t(a)")}, {CreateView{view}}}));
    const auto receipt = scene.try_go("0002");
    BOOST_REQUIRE(!receipt.has_value());
    BOOST_TEST((receipt.error() == RunError(DoesNotCompile{"view v", "no such table: main.gone"})));
    BOOST_TEST(scene.present().schema.views.empty());
}

BOOST_AUTO_TEST_CASE(a_trigger_that_a_step_would_break_is_noticed) {
    Scene scene(four_versions());
    scene.connection.execute(
        "CREATE TABLE other(x); CREATE TRIGGER copies AFTER INSERT ON other BEGIN "
        "INSERT INTO t VALUES (new.x, 2, 3); END");
    const auto receipt = scene.try_go("0002");
    BOOST_REQUIRE(!receipt.has_value());
    const auto* cause = receipt.error().get<DoesNotCompile>();
    BOOST_REQUIRE(cause != nullptr);
    BOOST_TEST(cause->object == "INSERT trigger of other");
}

BOOST_AUTO_TEST_CASE(what_was_broken_before_stands_in_nobodys_way) {
    Scene scene(four_versions());
    scene.connection.execute(
        "CREATE TABLE gone(x); CREATE VIEW broken AS SELECT x FROM gone;"
        "CREATE TRIGGER instead INSTEAD OF INSERT ON broken BEGIN SELECT 1; END; DROP TABLE gone");
    scene.go("0002");
}

BOOST_AUTO_TEST_CASE(no_trigger_fires) {
    Scene scene(four_versions());
    scene.connection.execute(
        "CREATE TABLE other(x); INSERT INTO other VALUES (1);"
        "CREATE TRIGGER loud AFTER UPDATE ON other BEGIN DELETE FROM other; END");
    const auto receipt = scene.try_go(
        "0002", Direction::up, meanwhile(scene.connection, "ALTER", "UPDATE other SET x = 1"));
    BOOST_TEST(receipt.has_value());
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM other") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
