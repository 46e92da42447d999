#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "codec/reports.hpp"
#include "evolve/codec/report_json.hpp"

using namespace evolve;
using namespace evolve::reports;

namespace {

using nlohmann::ordered_json;

/// One key of the only database, on one line.
std::string shown(const char* key, DatabaseReport database) {
    return ordered_json::parse(to_json(report_of(std::move(database))))["databases"][0][key].dump();
}

std::string shown(Position position) {
    return shown("position", {.path = "app.db", .position = std::move(position)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec_report_json_parts)

BOOST_AUTO_TEST_CASE(every_kind_of_position_has_its_word) {
    BOOST_TEST(shown(AtVersion{initial, {}}) == R"({"kind":"at","version":"0001-initial"})");
    BOOST_TEST(shown(AtVersion{initial, "0009-x"}) ==
               R"({"kind":"at","version":"0001-initial","history_says":"0009-x"})");
    BOOST_TEST(shown(AtOneOf{{initial, due_dates}}) ==
               R"({"kind":"several","versions":["0001-initial","0002-due-dates"]})");
    BOOST_TEST(shown(PartWay{{{std::nullopt, initial, {}}}, 1, 2}) ==
               R"({"kind":"part-way","from":null,"to":"0001-initial","done":1,"left":2})");
    BOOST_TEST(shown(Newer{"0010-later"}) == R"({"kind":"newer","version":"0010-later"})");
    BOOST_TEST(shown(Drifted{initial, {}}) ==
               R"({"kind":"drifted","nearest":"0001-initial","differences":[]})");
    BOOST_TEST(shown(NothingManaged{}) == R"({"kind":"nothing-managed"})");
}

BOOST_AUTO_TEST_CASE(differences_hold_definitions_as_graph_files_write_them) {
    const ordered_json position =
        ordered_json::parse(shown(Position(Drifted{initial, one_of_each()})));
    const ordered_json& differences = position["differences"];
    BOOST_REQUIRE(differences.size() == 4u);
    BOOST_TEST(
        differences[0].dump() ==
        R"x({"table":"extra","part":"table","name":"extra","found":"CREATE TABLE extra (a)"})x");
    BOOST_TEST(differences[1].dump() ==
               R"({"table":"tasks","part":"column","name":"name",)"
               R"x("expected":"name VARCHAR(9) NOT NULL","found":"name VARCHAR(9)"})x");
    BOOST_TEST(differences[2].dump() ==
               R"x({"table":"tasks","part":"constraint","expected":"CHECK (a > 0)"})x");
    BOOST_TEST(differences[3].dump() ==
               R"x({"table":"tasks","part":"index","name":"by name",)x"
               R"x("expected":"CREATE INDEX \"by name\" ON tasks (name)"})x");
}

BOOST_AUTO_TEST_CASE(a_step_that_is_done_already_has_nothing_to_run) {
    PlannedMigration migration = up();
    migration.steps.front().already_there = true;
    const std::string text =
        shown("pending", {.path = "app.db", .plan = plan_of(std::move(migration))});
    const ordered_json step = ordered_json::parse(text)["migrations"][0]["steps"][0];
    BOOST_TEST(step.dump() ==
               R"({"kind":"add_column","description":"add column 'due' (TEXT) to tasks",)"
               R"("already_done":true})");
}

BOOST_AUTO_TEST_CASE(a_plan_shows_what_it_keeps_and_brings_back_and_where) {
    const std::string text = shown("pending", {.path = "app.db", .plan = plan_down()});
    const ordered_json pending = ordered_json::parse(text);
    const ordered_json& migration = pending["migrations"][0];
    BOOST_TEST(pending["class"] == "breaking");
    BOOST_TEST(pending["tables_written"].dump() == R"(["notes"])");
    BOOST_TEST(migration["from"] == "0002-due-dates");
    BOOST_TEST(migration["to"] == "0001-initial");
    BOOST_TEST(migration["direction"] == "down");
    BOOST_TEST(migration["kept"].dump() == R"([{"table":"tasks","columns":["due"],)"
                                           R"("into":"evolve_kept_1","statements":["KEEP"]}])");
    BOOST_TEST(migration["restored"].dump() ==
               R"([{"table":"notes","columns":["a","b"],"out_of":"evolve_kept_2",)"
               R"("statements":["RESTORE","DROP"]}])");
    BOOST_TEST(migration["filled"].dump() ==
               R"([{"index":"notes_index","statements":["REBUILD"]}])");
}

BOOST_AUTO_TEST_CASE(the_rows_of_tables_that_a_plan_touches_are_counted) {
    BOOST_TEST(shown("rows_touched", {.path = "app.db", .rows = {{"tasks", 5}}}) ==
               R"([{"table":"tasks","rows":5}])");
}

BOOST_AUTO_TEST_CASE(a_receipt_counts_the_rows) {
    BOOST_TEST(shown("done", {.path = "app.db", .receipt = receipt_down()}) ==
               R"({"from":"0002-due-dates","to":"0001-initial","backup":"/srv/app.db.backup",)"
               R"("migrations":[)"
               R"({"from":"0002-due-dates","to":"0001-initial","direction":"down",)"
               R"("milliseconds":12,)"
               R"("kept":[{"table":"tasks","columns":["due"],"into":"evolve_kept_1","rows":5,)"
               R"("rowids":false}],)"
               R"x("steps":[{"kind":"add_column","description":"Added column 'due' (TEXT)",)x"
               R"("skipped":false}],"changed":[],)"
               R"("restored":[{"table":"notes","columns":["a","b"],"rows":4,"rowids":false,)"
               R"("came_later":2,"gone":1,"changed_since":0}]}]})");
}

BOOST_AUTO_TEST_CASE(null_is_where_a_new_installation_comes_from) {
    const PlannedMigration creation{.migration = {std::nullopt, initial, {}}};
    const std::string text =
        shown("done", {.path = "app.db", .receipt = Receipt{plan_of(creation), {{}}}});
    BOOST_TEST(ordered_json::parse(text)["from"].is_null());
    BOOST_TEST(ordered_json::parse(text)["migrations"][0]["from"].is_null());
}

BOOST_AUTO_TEST_CASE(a_column_that_cannot_be_read_has_no_counts) {
    const ordered_json found = ordered_json::parse(
        shown("verification", {.path = "app.db", .verification = everything_found()}));
    BOOST_TEST(found["passed"] == false);
    BOOST_TEST(found["added_columns"].dump() ==
               R"([{"table":"tasks","column":"due","type":"TEXT","rows":3,"nulls":2},)"
               R"({"table":"tasks","column":"late","type":"","failure":"no such"}])");
    BOOST_TEST(found["samples"].dump() == R"([{"table":"tasks","row":{"id":1}}])");
}

BOOST_AUTO_TEST_SUITE_END()
