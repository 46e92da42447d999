#include "evolve/graph/path.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "graph/versions.hpp"

using namespace evolve;

namespace {

std::string way(const Graph& graph, std::string_view start, std::string_view end) {
    const auto path =
        cheapest_path(graph, start.empty() ? VersionOrNull() : version(start), version(end));
    if (!path) return "none";
    std::string text;
    for (const Migration& each : *path)
        text += std::string(text_of(each.from)).substr(0, 4) + ">" +
                std::string(each.to.text()).substr(0, 4) + " ";
    return text;
}

/// 0003 is reached through 0002 by four steps that touch no row, and from 0001 at once by three
/// that scan and rewrite.
Graph two_ways() {
    const Step index = create_index("CREATE INDEX i ON t (a)");
    return *Graph::make(
        {record("0001-t", {from("", {create("CREATE TABLE t (a)"), index})}),
         record("0002-c", {from("0001-t", {add("t", "b"), add("t", "c")})}),
         record("0003-e",
                {from("0001-t", {DropTable{"t"}, create("CREATE TABLE t (a, b, c, d, e)"), index}),
                 from("0002-c", {add("t", "d"), add("t", "e")})}),
         record("0004-f", {from("0003-e", {add("t", "f")})})});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_path)

BOOST_AUTO_TEST_CASE(the_way_that_touches_fewer_rows_is_taken_though_it_is_longer) {
    BOOST_TEST(way(two_ways(), "0001-t", "0003-e") == "0001>0002 0002>0003 ");
    BOOST_TEST(way(two_ways(), "", "0004-f") == "null>0001 0001>0002 0002>0003 0003>0004 ");
}

BOOST_AUTO_TEST_CASE(to_read_each_row_once_is_dearer_than_any_number_of_steps) {
    const Step wide = create("CREATE TABLE t (a, b, c, d)");
    const Graph graph = *Graph::make(
        {record("0001-t", {from("", {create("CREATE TABLE t (a)")})}),
         record("0002-d",
                {from("", {wide, create_index("CREATE INDEX i ON t (a)"), DropIndex{"i"}}),
                 from("0001-t", {add("t", "b"), add("t", "c"), add("t", "d")})})});
    BOOST_TEST(way(graph, "", "0002-d") == "null>0001 0001>0002 ");
}

BOOST_AUTO_TEST_CASE(of_ways_that_touch_equally_many_rows_the_one_of_fewest_steps_is_taken) {
    const Graph graph =
        *Graph::make({record("0001-t", {from("", {create("CREATE TABLE t (a)")})}),
                      record("0002-b", {from("0001-t", {add("t", "b")})}),
                      record("0003-c", {from("0002-b", {add("t", "c")}),
                                        from("", {create("CREATE TABLE t (a, b, c)")})})});
    BOOST_TEST(way(graph, "", "0003-c") == "null>0003 ");
    BOOST_TEST(way(graph, "0001-t", "0003-c") == "0001>0002 0002>0003 ");
}

BOOST_AUTO_TEST_CASE(the_way_to_itself_is_empty) {
    BOOST_TEST(way(two_ways(), "0002-c", "0002-c") == "");
}

BOOST_AUTO_TEST_CASE(no_path_leads_down_or_across) {
    BOOST_TEST(way(two_ways(), "0003-e", "0001-t") == "none");
    const auto path = cheapest_path(two_ways(), version("0004-f"), version("0002-c"));
    BOOST_REQUIRE(!path);
    BOOST_TEST((path.error() == NoPath{version("0004-f"), version("0002-c")}));
}

BOOST_AUTO_TEST_SUITE_END()
