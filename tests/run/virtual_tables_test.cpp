#include "run/scene.hpp"
#include "support/parts.hpp"
#include "support/sql.hpp"

// Virtual tables and the rows in them, over migrations up and down.

namespace evolve {
namespace {

using sqlite::Connection;
using sqlite::query_integer;

Step created(std::string_view sql) {
    const Schema one = schema(sql);
    if (!one.tables.empty()) return CreateTable{one.tables.front()};
    if (!one.views.empty()) return CreateView{one.views.front()};
    if (!one.triggers.empty()) return CreateTrigger{one.triggers.front()};
    return CreateVirtualTable{one.virtual_tables.front()};
}

Graph changing_to(std::vector<std::string_view> before, std::vector<Step> steps) {
    std::vector<Step> first;
    for (std::string_view sql : before) first.push_back(created(sql));
    return chain({std::move(first), std::move(steps)});
}

/// All rows of a query, values between bars.
std::string rows(Connection& connection, const std::string& sql) {
    std::string all;
    auto row = connection.prepare(sql);
    while (row.step()) {
        for (int i = 0; i < row.column_count(); ++i) all += std::string(row.text(i)) + "|";
        all += "\n";
    }
    return all;
}

bool agrees(Connection& connection, const std::string& index) {
    try {
        connection.execute("INSERT INTO " + index + " (" + index +
                           ", rank) VALUES ('integrity-check', 1)");
        return true;
    } catch (const sqlite::Failure&) {
        return false;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(virtual_tables)

BOOST_AUTO_TEST_CASE(a_dropped_full_text_table_comes_back_with_rows_rowids_and_settings) {
    Scene scene(
        changing_to({"CREATE TABLE t (a)", "CREATE VIRTUAL TABLE f USING fts5(a, b UNINDEXED)"},
                    {DropVirtualTable{"f"}}));
    scene.connection.execute(
        "INSERT INTO f (rowid, a, b) VALUES (-3, 'one tortoise', x'00ff'), (900, 42, 2.5), "
        "(7, NULL, ''); INSERT INTO f (f, rank) VALUES ('rank', 'bm25(10.0)')");
    const std::string query = "SELECT rowid, quote(a), quote(b) FROM f";
    const std::string before = rows(scene.connection, query);
    const Receipt receipt = scene.go("0002");
    BOOST_TEST(*receipt.migrations.front().kept.front().rows == 3);
    BOOST_TEST(rows(scene.connection, "SELECT name FROM sqlite_schema WHERE name = 'f'").empty());
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, query) == before);
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('tortoise')") == "-3|\n");
    BOOST_TEST(rows(scene.connection, "SELECT v FROM f_config WHERE k = 'rank'") ==
               "bm25(10.0)|\n");
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM evolve_kept") == 0);
}

BOOST_AUTO_TEST_CASE(a_dropped_rtree_comes_back_with_exact_coordinates_and_auxiliary_columns) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a)", "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1, +label)"},
        {DropVirtualTable{"r"}}));
    scene.connection.execute(
        "INSERT INTO r VALUES (1, 0.1, 0.2, x'00'), (-9, -1e30, 16777217, 'é')");
    const std::string query = "SELECT id, quote(x0), quote(x1), quote(label) FROM r ORDER BY id";
    const std::string before = rows(scene.connection, query);
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, query) == before);
    BOOST_TEST(rows(scene.connection, "SELECT rtreecheck('r')") == "ok|\n");
}

BOOST_AUTO_TEST_CASE(an_index_without_rows_comes_back_with_what_it_finds) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a)", "CREATE VIRTUAL TABLE f USING fts5(a, content='', columnsize=0)"},
        {DropVirtualTable{"f"}}));
    scene.connection.execute("INSERT INTO f (rowid, a) VALUES (3, 'hare'), (5, 'tortoise')");
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('tortoise')") == "5|\n");
}

BOOST_AUTO_TEST_CASE(rows_go_along_into_the_new_definition_and_back_those_of_later_too) {
    Scene scene(
        changing_to({"CREATE VIRTUAL TABLE f USING fts5(a, b)"},
                    {DropVirtualTable{"f"},
                     created("CREATE VIRTUAL TABLE f USING fts5(b, a, tokenize = 'porter')")}));
    scene.connection.execute(
        "INSERT INTO f (rowid, a, b) VALUES (5, 'running', 'x'); "
        "INSERT INTO f (f, rank) VALUES ('rank', 'bm25(10.0)')");
    scene.go("0002");
    BOOST_TEST(rows(scene.connection, "SELECT rowid, a, b FROM f('run')") == "5|running|x|\n");
    BOOST_TEST(rows(scene.connection, "SELECT v FROM f_config WHERE k = 'rank'") ==
               "bm25(10.0)|\n");
    scene.connection.execute("INSERT INTO f (rowid, a) VALUES (6, 'runs')");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, "SELECT rowid, a, b FROM f") == "5|running|x|\n6|runs||\n");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('run')").empty());
    BOOST_TEST(rows(scene.connection,
                    "SELECT name FROM sqlite_schema WHERE name LIKE 'evolve!_%' ESCAPE '!'")
                   .empty());
}

BOOST_AUTO_TEST_CASE(a_new_index_of_a_table_finds_the_rows_that_are_there) {
    Scene scene(changing_to({"CREATE TABLE t (a)"},
                            {created("CREATE VIRTUAL TABLE f USING fts5(a, content='t')")}));
    scene.connection.execute("INSERT INTO t VALUES ('hare'), ('tortoise')");
    scene.go("0002");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('tortoise')") == "2|\n");
    BOOST_TEST(agrees(scene.connection, "f"));
}

BOOST_AUTO_TEST_CASE(an_index_of_values_that_become_others_is_filled_anew_a15) {
    AlterColumn upper{"t", column("a TEXT NOT NULL")};
    upper.using_ = expression("a || ' swift'");
    upper.fill = expression("'nothing'");
    Scene scene(changing_to(
        {"CREATE TABLE t (a TEXT, b)", "CREATE VIRTUAL TABLE f USING fts5(a, content='t')",
         "CREATE VIRTUAL TABLE g USING fts4(a, content=\"t\")"},
        {upper}));
    scene.connection.execute(
        "INSERT INTO t VALUES ('hare', 1), (NULL, 2); INSERT INTO f (f) VALUES ('rebuild');"
        "INSERT INTO g (g) VALUES ('rebuild')");
    scene.go("0002");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('swift')") == "1|\n");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('nothing')") == "2|\n");
    BOOST_TEST(agrees(scene.connection, "f"));
    BOOST_TEST(rows(scene.connection, "SELECT docid FROM g WHERE g MATCH 'nothing'") == "2|\n");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('swift')").empty());
    BOOST_TEST(agrees(scene.connection, "f"));
}

// An application may index some rows alone, by a trigger with WHEN. To fill such an index from its
// source would be to make another of it.
BOOST_AUTO_TEST_CASE(an_index_that_was_not_in_step_is_left_as_it_is) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a TEXT, b TEXT)", "CREATE VIRTUAL TABLE f USING fts5(a, content='t')"},
        {AlterColumn{"t", column("b INTEGER")}}));
    scene.connection.execute(
        "INSERT INTO t VALUES ('hare', 1), ('hidden', 2); INSERT INTO f (rowid, a) "
        "VALUES (1, 'hare')");
    scene.go("0002");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('hare OR hidden')") == "1|\n");
}

BOOST_AUTO_TEST_CASE(a_dropped_index_comes_back_in_step_with_rows_that_came_and_went) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a TEXT)", "CREATE VIRTUAL TABLE f USING fts5(a, content='t')"},
        {DropVirtualTable{"f"}}));
    scene.connection.execute(
        "INSERT INTO t VALUES ('hare'), ('tortoise'); INSERT INTO f (f) VALUES ('rebuild')");
    scene.go("0002");
    scene.connection.execute("DELETE FROM t WHERE a = 'hare'; INSERT INTO t VALUES ('snail')");
    scene.go("0001", Direction::down);
    BOOST_TEST(agrees(scene.connection, "f"));
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('snail')") == "3|\n");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('hare')").empty());
}

BOOST_AUTO_TEST_CASE(a_dropped_index_of_some_rows_comes_back_as_it_was) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a TEXT)", "CREATE VIRTUAL TABLE f USING fts5(a, content='t')"},
        {DropVirtualTable{"f"}}));
    scene.connection.execute(
        "INSERT INTO t VALUES ('hare'), ('hidden'); INSERT INTO f (rowid, a) VALUES (1, 'hare')");
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('hare OR hidden')") == "1|\n");
}

BOOST_AUTO_TEST_CASE(an_index_of_a_view_goes_on_in_step_with_the_tables_beneath) {
    Scene scene(changing_to({"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
                             "CREATE VIEW v AS SELECT id, a FROM t WHERE a IS NOT NULL",
                             "CREATE VIRTUAL TABLE f USING fts5(a, content='v', "
                             "content_rowid='id')"},
                            {AlterColumn{"t", column("a INTEGER")}, RenameTable{"t", "u"}}));
    scene.connection.execute(
        "INSERT INTO t VALUES (3, '007'), (4, NULL); INSERT INTO f (f) VALUES ('rebuild')");
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('007')") == "3|\n");
    scene.go("0002");
    BOOST_TEST(agrees(scene.connection, "f"));
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('7')") == "3|\n");
    scene.go("0001", Direction::down);
    BOOST_TEST(agrees(scene.connection, "f"));
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('007')") == "3|\n");
}

BOOST_AUTO_TEST_CASE(what_would_break_an_index_is_refused_with_its_name) {
    const Schema all = schema(
        "CREATE TABLE t (a, b); CREATE TABLE k (a PRIMARY KEY); CREATE TABLE z (a);"
        "CREATE VIEW v AS SELECT a FROM z;"
        "CREATE VIRTUAL TABLE f USING fts5(a, content='t');"
        "CREATE VIRTUAL TABLE of_k USING fts5(a, content='k');"
        "CREATE VIRTUAL TABLE of_v USING fts5(a, content='v');"
        "CREATE TABLE whole (a, b);"
        "CREATE VIRTUAL TABLE every USING fts4(content=\"whole\", tokenize=porter);"
        "CREATE VIRTUAL TABLE own USING fts5(a);"
        "CREATE VIRTUAL TABLE terms USING fts5vocab('own', 'row');"
        "CREATE TRIGGER r AFTER INSERT ON k BEGIN INSERT INTO of_k (a) VALUES (new.a); END;");
    const std::vector<std::pair<Step, std::string_view>> refused = {
        {DropColumn{"t", "a"}, "virtual table f"},
        {RenameColumn{"t", "a", "c"}, "virtual table f"},
        {RenameTable{"k", "u"}, "virtual table of_k"},
        {DropTable{"k"}, "trigger r"},
        {AlterTable{table("CREATE TABLE k (a PRIMARY KEY) WITHOUT ROWID")}, "virtual table of_k"},
        {DropView{"v"}, "virtual table of_v"},
        {AddColumn{"whole", column("c")}, "virtual table every"},
        {DropColumn{"whole", "b"}, "virtual table every"},
        {DropVirtualTable{"own"}, "virtual table terms"},
        {DropVirtualTable{"of_k"}, "trigger r"},
    };
    for (const auto& [step, by] : refused) {
        const auto next = applied(step, all);
        BOOST_REQUIRE_MESSAGE(!next, tag_of(step) << " beneath " << by);
        BOOST_TEST(next.error().detail.view() == by, tag_of(step));
    }
}

BOOST_AUTO_TEST_CASE(an_unmanaged_index_goes_on_in_step_too) {
    Scene scene(changing_to({"CREATE TABLE t (a TEXT)"}, {AlterColumn{"t", column("a INTEGER")}}));
    scene.connection.execute(
        "INSERT INTO t VALUES ('007'); CREATE VIRTUAL TABLE f USING fts5(a, content='t');"
        "INSERT INTO f (f) VALUES ('rebuild')");
    scene.go("0002");
    BOOST_TEST(agrees(scene.connection, "f"));
    BOOST_TEST(rows(scene.connection, "SELECT rowid FROM f('7')") == "1|\n");
}

BOOST_AUTO_TEST_CASE(an_unmanaged_index_keeps_its_table_from_losing_the_rowid) {
    Scene scene(
        changing_to({"CREATE TABLE t (a TEXT PRIMARY KEY)"},
                    {AlterTable{table("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID")}}));
    scene.connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, content='t')");
    BOOST_TEST(scene.in_the_way("0002") == "virtual table f");
}

BOOST_AUTO_TEST_CASE(an_unmanaged_view_keeps_a_virtual_table_from_being_dropped) {
    Scene scene(changing_to({"CREATE VIRTUAL TABLE f USING fts5(a)"}, {DropVirtualTable{"f"}}));
    scene.connection.execute("CREATE VIEW v AS SELECT a FROM f");
    BOOST_TEST(scene.in_the_way("0002") == "view v");
}

BOOST_AUTO_TEST_CASE(a_virtual_table_is_dropped_beside_a_view_that_is_broken) {
    Scene scene(changing_to({"CREATE VIRTUAL TABLE f USING fts5(a)", "CREATE TABLE t (a)"},
                            {DropVirtualTable{"f"}}));
    scene.connection.execute("CREATE VIEW broken AS SELECT b FROM not_there");
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(rows(scene.connection, "SELECT count(*) FROM f") == "0|\n");
}

// A24: SQLite would go on with a name that means nothing.
BOOST_AUTO_TEST_CASE(a_temporary_trigger_that_names_a_virtual_table_or_view_is_said_a24) {
    const std::vector<std::string_view> before = {"CREATE TABLE t (a)",
                                                  "CREATE VIEW v AS SELECT a FROM t",
                                                  "CREATE VIRTUAL TABLE f USING fts5(a)"};
    for (const Step& step : {Step(DropVirtualTable{"f"}), Step(DropView{"v"})}) {
        Scene scene(changing_to(before, {step}));
        scene.connection.execute(
            "CREATE TEMP TRIGGER r AFTER INSERT ON main.t BEGIN INSERT INTO f (a) SELECT a FROM v; "
            "END");
        const auto outcome = scene.try_go("0002");
        BOOST_REQUIRE(!outcome);
        const auto* said = outcome.error().get<TemporaryObject>();
        BOOST_REQUIRE(said != nullptr);
        BOOST_TEST(said->object == "trigger r");
    }
}

BOOST_AUTO_TEST_CASE(rows_that_are_not_to_be_kept_are_gone) {
    Scene scene(changing_to({"CREATE VIRTUAL TABLE f USING fts5(a)", "CREATE TABLE t (a)"},
                            {DropVirtualTable{"f", false}}));
    scene.connection.execute("INSERT INTO f VALUES ('hare')");
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM f") == 0);
}

BOOST_AUTO_TEST_CASE(a_missing_module_is_named_before_anything_is_written) {
    Scene scene(changing_to(
        {"CREATE TABLE t (a)"},
        {AddColumn{"t", column("b")}, created("CREATE VIRTUAL TABLE m USING not_there(a)")}));
    std::size_t written = 0;
    const auto outcome =
        scene.try_go("0002", Direction::up, {.before_statement = [&](auto) { ++written; }});
    BOOST_REQUIRE(!outcome);
    const auto* missing = outcome.error().get<MissingModule>();
    BOOST_REQUIRE(missing != nullptr);
    BOOST_TEST(missing->module.view() == "not_there");
    BOOST_TEST(written == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
