#include "evolve/codec/report_json.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "codec/reports.hpp"

using namespace evolve;
using namespace evolve::reports;

using nlohmann::ordered_json;

BOOST_AUTO_TEST_SUITE(codec_report_json)

BOOST_AUTO_TEST_CASE(what_was_not_looked_at_is_absent) {
    BOOST_TEST(to_json({.command = "status"}) ==
               "{\n  \"command\": \"status\",\n  \"exit\": 0\n}\n");
    const ordered_json json = ordered_json::parse(to_json(report_of({.path = "app.db"})));
    BOOST_TEST(json["databases"][0].size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_problem_has_its_code_and_the_number_of_its_exit) {
    const Report report{.command = "apply", .exit = ExitCode::unusable, .problem = problem};
    BOOST_TEST(ordered_json::parse(to_json(report)).dump() ==
               R"({"command":"apply","exit":4,"problem":{"code":"locked","exit":4,)"
               R"("message":"locked by another program","next":"Wait."}})");
}

BOOST_AUTO_TEST_CASE(what_is_not_utf8_is_replaced) {
    const std::string text = to_json(report_of({.path = "a\xff\x62"}));
    BOOST_TEST(ordered_json::parse(text)["databases"][0]["path"] == "a\uFFFDb");
}

BOOST_AUTO_TEST_SUITE_END()
