#include "evolve/graph/graph.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "graph/versions.hpp"

using namespace evolve;

namespace {

const std::string t = "CREATE TABLE t (a)";
const std::string tb = "CREATE TABLE t (a, b)";

/// 0001 is t(a); 0002 adds b and 0003 adds c to it; 0004 joins them, and comes from null as well.
std::vector<VersionRecord> diamond() {
    return {record("0001-t", {from("", {create(t)})}),
            record("0002-b", {from("0001-t", {add("t", "b")})}),
            record("0003-c", {from("0001-t", {add("t", "c")})}),
            record("0004-bc", {from("0002-b", {add("t", "c")}), from("0003-c", {add("t", "b")}),
                               from("", {create("CREATE TABLE t (c, b, a)")})})};
}

Graph graph(std::vector<VersionRecord> records) { return *Graph::make(std::move(records)); }

void check_fault(std::vector<VersionRecord> records, GraphFault fault, std::string_view at,
                 std::string_view detail = {}) {
    const auto result = Graph::make(std::move(records));
    BOOST_REQUIRE(!result);
    const auto* invalid = result.error().get<GraphInvalid>();
    BOOST_REQUIRE(invalid != nullptr);
    BOOST_TEST(invalid->fault == fault);
    BOOST_TEST(invalid->version.text() == at);
    BOOST_TEST(invalid->detail.view() == detail);
    BOOST_TEST((explain(*invalid).exit == ExitCode::usage));
}

std::vector<std::string> names(const std::vector<VersionName>& versions) {
    std::vector<std::string> all;
    for (const VersionName& each : versions) all.emplace_back(each.text());
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_graph)

BOOST_AUTO_TEST_CASE(each_version_has_the_schema_that_its_steps_make) {
    const Graph found = graph(diamond());
    BOOST_TEST(found.schema_at(std::nullopt).empty());
    BOOST_TEST(found.schema_at(version("0002-b")) == schema(tb));
    BOOST_TEST(found.find(version("0004-bc"))->schema == schema("CREATE TABLE t (a, b, c)"));
    BOOST_TEST(found.find(version("0005-x")) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_fingerprint_that_is_not_known_yet_is_filled_in) {
    const Graph found = graph({record("0001-t", {from("", {create(t)})})});
    BOOST_TEST(found.versions().front().fingerprint() == fingerprint(schema(t)));
}

BOOST_AUTO_TEST_CASE(versions_stand_after_those_they_are_reached_from) {
    const Graph found = graph({record("0001-b", {from("0002-a", {add("t", "b")})}),
                               record("0003-c", {from("0002-a", {add("t", "c")})}),
                               record("0002-a", {from("", {create(t)})})});
    BOOST_TEST(found.versions()[0].name() == version("0002-a"));
    BOOST_TEST(found.versions()[1].name() == version("0001-b"));
    BOOST_TEST(found.versions()[2].name() == version("0003-c"));
}

BOOST_AUTO_TEST_CASE(a_migration_without_steps_makes_a_version_of_the_same_schema) {
    const Graph found =
        graph({record("0001-t", {from("", {create(t)})}), record("0002-u", {from("0001-t", {})})});
    BOOST_TEST(found.versions()[0].fingerprint() == found.versions()[1].fingerprint());
}

BOOST_AUTO_TEST_CASE(every_edge_is_a_migration) {
    const auto migrations = graph(diamond()).migrations();
    BOOST_TEST(migrations.size() == 6);
    BOOST_TEST((migrations.front().from == std::nullopt));
    BOOST_TEST(migrations.back().to == version("0004-bc"));
}

BOOST_AUTO_TEST_CASE(a_graph_has_a_version) { check_fault({}, GraphFault::no_version, ""); }

BOOST_AUTO_TEST_CASE(a_version_stands_once) {
    check_fault(
        {record("0001-t", {from("", {create(t)})}), record("0001-t", {from("", {create(t)})})},
        GraphFault::version_repeated, "0001-t");
}

BOOST_AUTO_TEST_CASE(a_number_may_stand_twice) {
    BOOST_TEST(graph({record("0001-t", {from("", {create(t)})}),
                      record("0001-u", {from("", {create(tb)})})})
                   .heads()
                   .size() == 2);
}

BOOST_AUTO_TEST_CASE(what_a_version_is_reached_from_must_be_there) {
    check_fault({record("0002-b", {from("0001-t", {add("t", "b")})})}, GraphFault::unknown_from,
                "0002-b", "0001-t");
}

BOOST_AUTO_TEST_CASE(a_version_names_what_it_is_reached_from_once) {
    check_fault({record("0001-t", {from("", {create(t)}), from("", {create(t)})})},
                GraphFault::from_repeated, "0001-t", "null");
    check_fault({record("0001-t", {from("", {create(t)})}),
                 record("0002-b", {from("0001-t", {add("t", "b")}), from("0001-t", {})})},
                GraphFault::from_repeated, "0002-b", "0001-t");
}

BOOST_AUTO_TEST_CASE(a_version_is_reached_from_something) {
    check_fault({record("0001-t", {})}, GraphFault::no_root, "0001-t");
}

BOOST_AUTO_TEST_CASE(a_cycle_is_refused_at_a_version_that_is_on_it) {
    check_fault({record("0001-t", {from("0001-t", {})})}, GraphFault::cycle, "0001-t");
    check_fault({record("0001-x", {from("0002-y", {})}), record("0002-y", {from("0003-z", {})}),
                 record("0003-z", {from("0002-y", {})})},
                GraphFault::cycle, "0002-y");
    check_fault({record("0001-t", {from("", {create(t)})}),
                 record("0002-x", {from("0001-t", {}), from("0003-y", {})}),
                 record("0003-y", {from("0002-x", {})})},
                GraphFault::cycle, "0002-x");
}

BOOST_AUTO_TEST_CASE(a_step_that_does_not_apply_is_refused_with_its_place) {
    const auto result =
        Graph::make({record("0001-t", {from("", {create(t)})}),
                     record("0002-b", {from("0001-t", {add("t", "b"), add("t", "B INT")})})});
    BOOST_REQUIRE(!result);
    const auto* refused = result.error().get<StepRefused>();
    BOOST_REQUIRE(refused != nullptr);
    BOOST_TEST(
        (*refused ==
         StepRefused{version("0001-t"), version("0002-b"), 1, {Why::column_exists, "t", "B"}}));
    BOOST_TEST(explain(*refused).wrong.starts_with(
        "versions/0002-b.json: step 2 of 0001-t → 0002-b does not apply: table 't' has"));
}

BOOST_AUTO_TEST_CASE(all_ways_to_a_version_lead_to_one_schema) {
    auto records = diamond();
    records[3].from[2] = from("", {create("CREATE TABLE t (a, b, c INT)")});
    const auto result = Graph::make(std::move(records));
    BOOST_REQUIRE(!result);
    const auto* mismatch = result.error().get<FingerprintMismatch>();
    BOOST_REQUIRE(mismatch != nullptr);
    BOOST_TEST((mismatch->from == std::nullopt));
    BOOST_TEST(mismatch->version == version("0004-bc"));
    BOOST_TEST(mismatch->written == fingerprint(schema("CREATE TABLE t (a, b, c)")));
    BOOST_TEST(mismatch->found == fingerprint(schema("CREATE TABLE t (a, b, c INT)")));
}

BOOST_AUTO_TEST_CASE(a_fingerprint_that_is_written_down_must_be_true) {
    auto records = diamond();
    records[1].fingerprint = fingerprint(schema(t));
    const auto result = Graph::make(std::move(records));
    BOOST_REQUIRE(!result);
    const auto* mismatch = result.error().get<FingerprintMismatch>();
    BOOST_REQUIRE(mismatch != nullptr);
    BOOST_TEST(mismatch->version == version("0002-b"));
    BOOST_TEST(mismatch->written == fingerprint(schema(t)));
}

BOOST_AUTO_TEST_CASE(heads_are_where_nothing_leads_on) {
    auto records = diamond();
    BOOST_TEST(graph(records).only_head().value() == version("0004-bc"));
    records.pop_back();
    const auto several = graph(records).only_head();
    BOOST_REQUIRE(!several);
    BOOST_TEST((names(several.error().heads) == std::vector<std::string>{"0002-b", "0003-c"}));
}

BOOST_AUTO_TEST_CASE(a_version_is_named_by_its_unique_beginning) {
    const Graph found = graph(diamond());
    BOOST_TEST(found.resolve("0002").value() == version("0002-b"));
    BOOST_TEST(found.resolve("0002-b").value() == version("0002-b"));
}

BOOST_AUTO_TEST_CASE(a_whole_name_is_meant_even_where_another_begins_so) {
    const Graph found = graph(
        {record("0001-t", {from("", {create(t)})}), record("0001-ta", {from("", {create(tb)})})});
    BOOST_TEST(found.resolve("0001-t").value() == version("0001-t"));
    const auto several = found.resolve("0001");
    BOOST_REQUIRE(!several);
    BOOST_TEST(several.error().ambiguous);
    BOOST_TEST(several.error().candidates.size() == 2);
}

BOOST_AUTO_TEST_CASE(an_unknown_version_is_answered_with_the_nearest) {
    const auto unknown = graph(diamond()).resolve("0004-bd");
    BOOST_REQUIRE(!unknown);
    BOOST_TEST(!unknown.error().ambiguous);
    BOOST_REQUIRE(unknown.error().candidates.size() == 1);
    BOOST_TEST(unknown.error().candidates.front() == Text("0004-bc"));
    BOOST_TEST(explain(unknown.error()).next == "Did you mean 0004-bc?");
}

BOOST_AUTO_TEST_CASE(nothing_is_no_beginning) {
    BOOST_TEST(!graph({record("0001-t", {from("", {create(t)})})}).resolve("").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
