#include "evolve/plan/locate.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/plan/make_plan.hpp"
#include "graph/versions.hpp"
#include "support/printers.hpp"

using namespace evolve;

namespace {

/// 0001 makes t, 0002 adds a, 0003 takes it away again (so its schema is 0001's), 0004 drops t.
Graph there_and_back() {
    return Graph::make({record("0001-t", {from("", {create("CREATE TABLE t(x)")})}),
                        record("0002-a", {from("0001-t", {add("t", "a")})}),
                        record("0003-no-a", {from("0002-a", {DropColumn{"t", "a", true}})}),
                        record("0004-nothing", {from("0003-no-a", {DropTable{"t", true}})})})
        .value();
}

Present holding(std::string_view sql, std::vector<HistoryRow> history = {}) {
    Present present;
    present.schema = schema(sql);
    present.history = std::move(history);
    return present;
}

HistoryRow arrived(const char* to) {
    HistoryRow row;
    row.to = to;
    return row;
}

Position position(const Present& present, const char* target = "0003-no-a") {
    return locate(there_and_back(), present, version(target));
}

std::string at(const Position& found) {
    const auto* version = std::get_if<AtVersion>(&found);
    return version == nullptr ? "elsewhere" : std::string(version->version.text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(locating)

BOOST_AUTO_TEST_CASE(a_schema_that_one_version_has_is_at_that_version) {
    BOOST_TEST(at(position(holding("CREATE TABLE T(a, X)"))) == "0002-a");
}

BOOST_AUTO_TEST_CASE(a_schema_that_several_have_is_at_one_of_them_until_history_chooses) {
    const Position found = position(holding("CREATE TABLE t(x)"));
    const auto* several = std::get_if<AtOneOf>(&found);
    BOOST_REQUIRE(several != nullptr);
    BOOST_TEST(several->versions.size() == 2u);
    BOOST_TEST(at(position(holding("CREATE TABLE t(x)", {arrived("0003-no-a")}))) == "0003-no-a");
    BOOST_TEST(at(position(holding("CREATE TABLE t(x)", {arrived("0001-t")}))) == "0001-t");
}

BOOST_AUTO_TEST_CASE(history_that_names_neither_of_several_chooses_none) {
    const Position found = position(holding("CREATE TABLE t(x)", {arrived("0002-a")}));
    BOOST_TEST(std::holds_alternative<AtOneOf>(found));
}

BOOST_AUTO_TEST_CASE(where_history_names_another_version_the_schema_holds_and_it_is_said_d03) {
    const Position found = position(holding("CREATE TABLE t(x, a)", {arrived("0003-no-a")}));
    BOOST_TEST(at(found) == "0002-a");
    BOOST_TEST(std::get<AtVersion>(found).history_says == "0003-no-a");
}

BOOST_AUTO_TEST_CASE(a_version_that_only_history_knows_is_newer_f12) {
    const Position found = position(holding("CREATE TABLE t(x, z)", {arrived("0009-later")}));
    BOOST_REQUIRE(std::holds_alternative<Newer>(found));
    BOOST_TEST(std::get<Newer>(found).version == "0009-later");
    BOOST_TEST(std::holds_alternative<Newer>(position(holding("", {arrived("0009-later")}))));
}

BOOST_AUTO_TEST_CASE(without_any_managed_object_there_is_nothing_managed) {
    BOOST_TEST(std::holds_alternative<NothingManaged>(position(holding(""))));
    BOOST_TEST(std::holds_alternative<NothingManaged>(position(holding("", {arrived("0001-t")}))));
}

// A version may have no objects at all; else nobody could go back from it.
BOOST_AUTO_TEST_CASE(history_tells_a_database_that_was_emptied_from_one_that_never_was) {
    BOOST_TEST(at(position(holding("", {arrived("0004-nothing")}))) == "0004-nothing");
}

BOOST_AUTO_TEST_CASE(everything_else_is_drift_from_the_nearest_version) {
    const Position found = position(holding("CREATE TABLE t(x, a, z)"));
    BOOST_REQUIRE(std::holds_alternative<Drifted>(found));
    BOOST_TEST(std::get<Drifted>(found).nearest == version("0002-a"));
    BOOST_TEST(std::get<Drifted>(found).difference.size() == 1u);
}

BOOST_AUTO_TEST_CASE(apply_and_rollback_name_each_other_when_the_way_is_the_other_one) {
    const Graph graph = there_and_back();
    const Present present = holding("CREATE TABLE t(x, a)");
    const Position found = locate(graph, present, std::nullopt);
    const auto down = plan_up(graph, present, found, version("0001-t"));
    BOOST_REQUIRE(!down.has_value());
    BOOST_TEST(down.error().get<WrongDirection>() != nullptr);
    const auto up = plan_down(graph, present, found, version("0003-no-a"));
    BOOST_REQUIRE(!up.has_value());
    BOOST_REQUIRE(up.error().get<WrongDirection>() != nullptr);
    BOOST_TEST((explain(*up.error().get<WrongDirection>()).exit == ExitCode::usage));
}

BOOST_AUTO_TEST_CASE(at_the_target_the_plan_is_empty_both_ways) {
    const Graph graph = there_and_back();
    const Present present = holding("CREATE TABLE t(x, a)");
    const Position found = locate(graph, present, std::nullopt);
    BOOST_TEST(is_empty(plan_up(graph, present, found, version("0002-a")).value()));
    BOOST_TEST(is_empty(plan_down(graph, present, found, version("0002-a")).value()));
}

BOOST_AUTO_TEST_SUITE_END()
