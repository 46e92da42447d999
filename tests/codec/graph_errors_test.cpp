#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

#include "codec/graph_directory.hpp"

namespace evolve {
namespace {

const std::string settings = "{\"format\": 1}";

/// What is said about a graph whose graph.json is this.
std::string about_settings(std::string_view text) {
    const GraphDirectory graph;
    graph.write("graph.json", text);
    return complaint(graph);
}

/// What is said about a graph with this text as version 0001-a, without the name of the file.
std::string about_version(std::string_view text) {
    const GraphDirectory graph;
    graph.write("graph.json", settings);
    graph.write("versions/0001-a.json", text);
    const std::string said = complaint(graph);
    const std::string file = "schema/versions/0001-a.json: ";
    BOOST_TEST(said.starts_with(file), said);
    return said.substr(std::min(file.size(), said.size()));
}

std::string with_steps(std::string_view steps) {
    return R"({"version": "0001-a", "summary": "", "from": [{"version": null, "steps": [)" +
           std::string(steps) + "]}]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_graph_that_does_not_load)

BOOST_AUTO_TEST_CASE(has_no_directory) {
    const GraphDirectory graph;
    std::filesystem::remove(graph.path());
    BOOST_TEST(complaint(graph) ==
               "schema: there is no graph directory of this name. Start one with "
               "`evolve init --from DB`, or name another with --graph DIR.");
}

BOOST_AUTO_TEST_CASE(has_no_graph_json) {
    BOOST_TEST(complaint(GraphDirectory()) ==
               "schema: this is no graph directory: it has no graph.json. Start one with "
               "`evolve init --from DB`, or name another with --graph DIR.");
}

BOOST_AUTO_TEST_CASE(has_no_versions) {
    const GraphDirectory graph;
    graph.write("graph.json", settings);
    const std::string expected =
        "schema/versions: there is no version here. Take versions/ back from version control, or "
        "start anew with `evolve init --from DB`.";
    BOOST_TEST(complaint(graph) == expected);
    graph.write("versions/README", "Not a version.");
    BOOST_TEST(complaint(graph) == expected);
}

BOOST_AUTO_TEST_CASE(has_a_file_that_is_no_json) {
    BOOST_TEST(about_settings("{\n  \"format\": 1,\n}") ==
               "schema/graph.json: line 3, column 1: is no JSON: syntax error while parsing object "
               "key - unexpected '}'; expected string literal. Correct it.");
    BOOST_TEST(about_settings("") ==
               "schema/graph.json: line 1, column 1: is no JSON: syntax error while parsing value "
               "- unexpected end of input; expected '[', '{', or a literal. Correct it.");
    BOOST_TEST(about_settings("{\"format\": 1e999}") ==
               "schema/graph.json: is no JSON: number overflow parsing '1e999'. Correct it.");
    BOOST_TEST(about_settings("{\"project\": \"\xff\"}")
                   .starts_with("schema/graph.json: line 1, column 14: is no JSON: "));
}

BOOST_AUTO_TEST_CASE(has_an_unknown_key) {
    BOOST_TEST(about_settings(R"({"format": 1, "databse": "a.db"})") ==
               "schema/graph.json: databse: unknown key. Did you mean \"database\"?");
    BOOST_TEST(about_settings(R"({"format": 1, "kind": 512})") ==
               "schema/graph.json: kind: unknown key. Known here: \"format\", \"project\", "
               "\"database\", \"allow\", \"ignore\", \"history\", \"cases\".");
    BOOST_TEST(about_version(R"({"version": "0001-a", "summary": "", "from": [{"stepps": []}]})") ==
               "from[0].stepps: unknown key. Did you mean \"steps\"?");
}

BOOST_AUTO_TEST_CASE(has_a_key_twice) {
    BOOST_TEST(about_settings(R"({"format": 1, "history": true, "history": false})") ==
               "schema/graph.json: history: this key stands twice. Correct it.");
    BOOST_TEST(about_version(with_steps(R"({"drop_table": {"table": "t"}},
                                          {"drop_table": {"table": "t", "table": "u"}})")) ==
               "from[0].steps[1].drop_table.table: this key stands twice. Correct it.");
}

BOOST_AUTO_TEST_CASE(lacks_a_key) {
    BOOST_TEST(about_settings("{}") ==
               "schema/graph.json: the key \"format\" is missing. Correct it.");
    BOOST_TEST(about_version(R"({"version": "0001-a", "summary": "", "from": [{"steps": []}]})") ==
               "from[0]: the key \"version\" is missing. Correct it.");
    BOOST_TEST(about_version(with_steps("")) == "the key \"fingerprint\" is missing. Correct it.");
}

BOOST_AUTO_TEST_CASE(has_a_value_of_another_type) {
    BOOST_TEST(about_settings("[]") ==
               "schema/graph.json: expected an object, found a list. Correct it.");
    BOOST_TEST(about_settings(R"({"format": 1, "history": "no"})") ==
               "schema/graph.json: history: expected true or false, found a string. Correct it.");
    BOOST_TEST(about_settings(R"({"format": 1, "ignore": "a*"})") ==
               "schema/graph.json: ignore: expected a list, found a string. Correct it.");
    BOOST_TEST(about_settings(R"({"format": 1, "ignore": ["a*", null]})") ==
               "schema/graph.json: ignore[1]: expected a string, found null. Correct it.");
}

BOOST_AUTO_TEST_CASE(has_a_value_without_meaning) {
    BOOST_TEST(
        about_settings(R"({"format": 2})") ==
        "schema/graph.json: format: expected 1, found 2. Use the evolve that wrote the graph.");
    BOOST_TEST(about_settings(R"({"format": 1, "allow": "all"})") ==
               "schema/graph.json: allow: expected \"additive\", \"breaking\" or \"lossy\", "
               "found \"all\". Correct it.");
    BOOST_TEST(about_version(R"({"version": "0001-a", "summary": "",
                                 "from": [{"version": "null", "steps": []}]})") ==
               "from[0].version: expected null or a version named NNNN-slug, found \"null\". "
               "Correct it.");
    BOOST_TEST(about_version(R"({"version": "0001-a", "summary": "", "from": [],
                                 "fingerprint": "1:9f86"})") ==
               "fingerprint: expected a fingerprint as evolve writes it: 1: and 64 hexadecimal "
               "digits, found \"1:9f86\". Correct it.");
}

BOOST_AUTO_TEST_CASE(has_a_version_under_another_name) {
    BOOST_TEST(about_version(R"({"version": "0002-b"})") ==
               "version: expected \"0001-a\", the name of the file, found \"0002-b\". "
               "Rename the file, or correct \"version\".");
}

BOOST_AUTO_TEST_CASE(has_a_version_file_without_a_version_s_name) {
    const GraphDirectory graph;
    graph.write("graph.json", settings);
    graph.write("versions/initial.json", "");
    BOOST_TEST(complaint(graph) ==
               "schema/versions/initial.json: expected a file name NNNN-slug.json. "
               "Rename the file, or correct \"version\".");
}

BOOST_AUTO_TEST_CASE(has_a_step_that_cannot_be_read) {
    BOOST_TEST(about_version(with_steps(R"({"add_column": {"table": "t", "column": "a,"}})")) ==
               "from[0].steps[0].add_column.column: line 1, column 2: expected nothing more, "
               "found ','. Correct it.");
    BOOST_TEST(about_version(with_steps(R"({"drop_tables": {"table": "t"}})")) ==
               "from[0].steps[0]: unknown step \"drop_tables\". Did you mean \"drop_table\"?");
}

BOOST_AUTO_TEST_CASE(has_a_file_that_is_too_large) {
    const GraphDirectory graph;
    graph.write("graph.json", "");
    std::filesystem::resize_file(graph.path("graph.json"), (std::size_t{64} << 20) + 1);
    BOOST_TEST(complaint(graph) == "schema/graph.json: is larger than 64 MiB. Correct it.");
}

BOOST_AUTO_TEST_CASE(is_nested_to_the_limits_of_a_parser) {
    for (const char* bracket : {"[", "{\"a\":"}) {
        std::string bomb;
        while (bomb.size() < 1'000'000) bomb += bracket;
        BOOST_TEST(about_settings(bomb).ends_with(
            "is nested deeper than any file of a graph. Correct it."));
    }
}

BOOST_AUTO_TEST_CASE(has_something_else_where_a_file_should_be) {
    const GraphDirectory graph;
    std::filesystem::create_directory(graph.path("graph.json"));
    BOOST_TEST(complaint(graph) ==
               "schema/graph.json: cannot be read: it is no regular file. "
               "Check the path and its permissions.");
}

BOOST_AUTO_TEST_CASE(shows_no_more_of_a_value_than_fits_a_message) {
    const std::string said = about_settings("{\"format\": \"" + std::string(100'000, 'a') + "\"}");
    BOOST_TEST(said.size() < 400u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
