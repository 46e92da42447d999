// Holds docs/format.md against what evolve writes.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "codec/reports.hpp"
#include "evolve/codec/report_json.hpp"
#include "evolve/codec/step_json.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/fingerprint.hpp"

using namespace evolve;

namespace {

using nlohmann::ordered_json;
using Keys = std::set<std::string>;

std::string format_document() {
    const char* root = std::getenv("EVOLVE_SOURCE_DIR");
    BOOST_REQUIRE(root != nullptr);
    std::ifstream file(std::string(root) + "/docs/format.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

void expect_shown(const std::string& text) {
    BOOST_TEST((format_document().find(text) != std::string::npos), "not shown:\n" << text);
}

std::string indented(const std::string& text) {
    return std::regex_replace(text, std::regex("(.+\n)"), "    $1");
}

void collect_keys(const ordered_json& json, Keys& keys) {
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) {
        if (std::ranges::find(step_tags(), key) != step_tags().end()) continue;  // a graph file's
        if (json.is_object()) keys.insert(key);
        if (key != "row") collect_keys(value, keys);
    }
}

/// What stands in backquotes in the first column of the tables on JSON output.
Keys documented_keys() {
    static const std::regex name("`([a-z0-9_]+)`");
    Keys keys;
    const std::string document = format_document();
    const std::size_t section = document.find("## JSON output");
    BOOST_REQUIRE(section != std::string::npos);
    std::istringstream lines(document.substr(section));
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| `")) continue;
        const std::string cell = line.substr(0, line.find('|', 1));
        for (std::sregex_iterator match(cell.begin(), cell.end(), name), end; match != end; ++match)
            keys.insert((*match)[1]);
    }
    return keys;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec_format_document)

BOOST_AUTO_TEST_CASE(every_kind_of_step_has_a_row) {
    std::ifstream file(std::string(std::getenv("EVOLVE_SOURCE_DIR")) + "/docs/steps.md");
    const std::string steps{std::istreambuf_iterator<char>(file), {}};
    for (std::string_view tag : step_tags())
        BOOST_TEST((steps.find("\n| `" + std::string(tag) + "` |") != std::string::npos), tag);
}

BOOST_AUTO_TEST_CASE(its_report_is_what_is_printed) {
    expect_shown("```json\n" + to_json(reports::example()) + "```\n");
}

BOOST_AUTO_TEST_CASE(its_canonical_form_is_what_is_hashed) {
    expect_shown(indented(canonical(
        schema("CREATE TABLE tasks (id INTEGER PRIMARY KEY, name VARCHAR(9) NOT NULL DEFAULT 'x',"
               " CHECK (id > 0)); CREATE INDEX by_name ON tasks (name);"))));
}

BOOST_AUTO_TEST_CASE(its_version_has_the_fingerprint_of_its_schema) {
    const Schema tasks =
        schema("CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT NOT NULL, due TEXT);");
    expect_shown("\"fingerprint\": \"" + std::string(fingerprint(tasks).text()) + "\"");
}

BOOST_AUTO_TEST_CASE(every_key_of_a_report_is_documented) {
    Keys keys;
    collect_keys(ordered_json::parse(to_json(reports::everything())), keys);
    BOOST_TEST(keys.size() > 40u);
    const Keys documented = documented_keys();
    for (const std::string& key : keys) BOOST_TEST(documented.contains(key), "no row for " << key);
}

BOOST_AUTO_TEST_SUITE_END()
