#include "evolve/codec/graph_files.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "codec/graph_directory.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

VersionRecord version(std::string_view name, std::vector<Arrival> from) {
    return {*VersionName::parse(name), "What changed", std::move(from), std::nullopt};
}

/// Two versions with a merge of an older lineage, and their fingerprints.
std::vector<VersionRecord> two_versions() {
    const Table first = table("CREATE TABLE t (a)");
    const auto name = VersionName::parse("0001-a");
    const Graph graph = *Graph::make(
        {version("0001-a", {{std::nullopt, {CreateTable{first}}}}),
         version("0002-b", {{name, {AddColumn{"t", column("b JSON")}, DropColumn{"t", "a"}}},
                            {std::nullopt, {CreateTable{table("CREATE TABLE t (b JSON)")}}}})});
    std::vector<VersionRecord> records;
    for (const Version& each : graph.versions()) records.push_back(each.record);
    return records;
}

Settings all_settings() {
    return {"shop", "$DATA/shop.db", StepClass::breaking, {"alembic_version", "tmp_*"}, false};
}

const std::string second_version = R"_({
  "version": "0002-b",
  "summary": "What changed",
  "from": [
    {"version": "0001-a", "steps": [
      {"add_column": {"table": "t", "column": "b JSON"}},
      {"drop_column": {"table": "t", "column": "a"}}]},
    {"version": null, "steps": [
      {"create_table": {"sql": "CREATE TABLE t (b JSON)"}}]}
  ],
  "fingerprint": "FINGERPRINT"
}
)_";

const std::string graph_json = R"({
  "format": 1,
  "project": "shop",
  "database": "$DATA/shop.db",
  "allow": "breaking",
  "ignore": ["alembic_version", "tmp_*"],
  "history": false
}
)";

}  // namespace

BOOST_AUTO_TEST_CASE(a_graph_that_was_written_is_read_back_as_it_was) {
    const GraphDirectory graph;
    const auto records = two_versions();
    BOOST_REQUIRE(create_graph(graph.path(), all_settings(), records[0]));
    BOOST_REQUIRE(write_version(graph.path(), records[1]));
    const auto loaded = load_graph(graph.path());
    BOOST_REQUIRE_MESSAGE(loaded, complaint(graph));
    BOOST_TEST((loaded->graph == Graph::make(records)));
    BOOST_TEST((loaded->settings == all_settings()));
    BOOST_TEST(loaded->directory == graph.path());
}

BOOST_AUTO_TEST_CASE(a_version_file_has_a_line_for_each_step) {
    const GraphDirectory graph;
    const auto records = two_versions();
    BOOST_REQUIRE(create_graph(graph.path(), all_settings(), records[0]));
    BOOST_REQUIRE(write_version(graph.path(), records[1]));
    std::string expected = second_version;
    expected.replace(expected.find("FINGERPRINT"), 11, records[1].fingerprint->text());
    BOOST_TEST(graph.read("versions/0002-b.json") == expected);
    BOOST_TEST(graph.read("graph.json") == graph_json);
}

BOOST_AUTO_TEST_CASE(settings_that_are_as_by_default_are_not_written) {
    const GraphDirectory graph;
    BOOST_REQUIRE(create_graph(graph.path(), Settings(), two_versions()[0]));
    BOOST_TEST(graph.read("graph.json") == "{\n  \"format\": 1\n}\n");
}

BOOST_AUTO_TEST_CASE(a_version_that_is_there_is_never_written_over) {
    const GraphDirectory graph;
    graph.write("versions/0001-a.json", "mine");
    const auto written = write_version(graph.path(), two_versions()[0]);
    BOOST_REQUIRE(!written);
    BOOST_TEST(graph.shortened(explain(written.error()).wrong) ==
               "schema/versions/0001-a.json: is there already");
    BOOST_TEST(graph.read("versions/0001-a.json") == "mine");
    BOOST_TEST(graph.files("versions").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_graph_that_is_there_is_never_written_over) {
    const GraphDirectory graph;
    graph.write("graph.json", "mine");
    const auto created = create_graph(graph.path(), Settings(), two_versions()[0]);
    BOOST_REQUIRE(!created);
    BOOST_TEST(graph.shortened(explain(created.error()).wrong) ==
               "schema/graph.json: is there already");
    BOOST_TEST(graph.read("graph.json") == "mine");
    BOOST_TEST(graph.files("").size() == 1u);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_beside_the_files_of_a_graph) {
    const GraphDirectory graph;
    BOOST_REQUIRE(create_graph(graph.path(), Settings(), two_versions()[0]));
    BOOST_TEST(graph.files("").size() == 2u);
    BOOST_TEST(graph.files("versions").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_version_without_a_place_to_be_is_an_error_with_the_system_s_words) {
    const GraphDirectory graph;
    const auto written = write_version(graph.path(), two_versions()[0]);
    BOOST_REQUIRE(!written);
    BOOST_TEST(graph.shortened(explain(written.error()).wrong) ==
               "schema/versions/0001-a.json: cannot be written: No such file or directory");
}

BOOST_AUTO_TEST_CASE(a_name_that_json_cannot_hold_is_not_written) {
    const GraphDirectory graph;
    VersionRecord record = two_versions()[0];
    record.from[0].steps.push_back(DropTable{Identifier(std::string_view("\xff"))});
    const auto created = create_graph(graph.path(), Settings(), record);
    BOOST_REQUIRE(!created);
    BOOST_TEST((created.error().fault == FileFault::not_utf8));
    BOOST_TEST(graph.files("versions").empty());
}

BOOST_AUTO_TEST_CASE(hidden_and_other_files_among_the_versions_are_not_read) {
    const GraphDirectory graph;
    BOOST_REQUIRE(create_graph(graph.path(), Settings(), two_versions()[0]));
    for (const char* name : {".0002-b.json.17.tmp", ".hidden.json", "0002-b.json.tmp", "notes.md"})
        graph.write("versions/" + std::string(name), "no JSON");
    BOOST_TEST(complaint(graph) == "");
}

BOOST_AUTO_TEST_CASE(the_worked_example_loads) {
    const char* root = std::getenv("EVOLVE_SOURCE_DIR");
    BOOST_REQUIRE(root != nullptr);
    const auto loaded = load_graph(std::filesystem::path(root) / "docs/examples/autotuner/schema");
    BOOST_REQUIRE(loaded);
    BOOST_TEST(loaded->graph.versions().size() == 9u);
    BOOST_TEST(loaded->settings.project == Text("inference-autotuner"));
    const auto head = loaded->graph.only_head();
    BOOST_REQUIRE(head);
    BOOST_TEST(head->text() == "0009-cluster-resources");
}

}  // namespace evolve
