#include "evolve/codec/database_path.hpp"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>

namespace evolve {
namespace {

struct Environment {
    Environment() {
        setenv("HOME", "/home/user", 1);
        setenv("DATA", "/data", 1);
        setenv("EMPTY", "", 1);
        unsetenv("NOT_SET");
    }
};

std::string path(const char* database) {
    Settings settings;
    settings.database = database;
    const auto result = database_path(settings, "project/schema");
    if (result) return *result;
    const Explanation why = explain(result.error());
    return why.wrong + ". " + why.next;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(the_path_of_the_database, Environment)

BOOST_AUTO_TEST_CASE(begins_at_the_graph_directory) {
    BOOST_TEST(path("app.db") == "project/schema/app.db");
    BOOST_TEST(path("../app.db") == "project/app.db");
    BOOST_TEST(path("/var/app.db") == "/var/app.db");
}

BOOST_AUTO_TEST_CASE(has_its_tilde_and_variables_expanded) {
    BOOST_TEST(path("~/app.db") == "/home/user/app.db");
    BOOST_TEST(path("$DATA/app.db") == "/data/app.db");
    BOOST_TEST(path("${DATA}base/app.db") == "/database/app.db");
    BOOST_TEST(path("/srv$DATA/app.db") == "/srv/data/app.db");
}

BOOST_AUTO_TEST_CASE(keeps_what_stands_for_nothing) {
    BOOST_TEST(path("/a~/$/${DATA/100$.db") == "/a~/$/${DATA/100$.db");
}

BOOST_AUTO_TEST_CASE(is_an_error_where_a_variable_is_not_set) {
    BOOST_TEST(path("$NOT_SET/app.db") ==
               "project/schema/graph.json: database: the environment variable NOT_SET is not set. "
               "Set it, or name a database on the command line.");
    BOOST_TEST(path("${EMPTY}/app.db") ==
               "project/schema/graph.json: database: the environment variable EMPTY is not set. "
               "Set it, or name a database on the command line.");
}

BOOST_AUTO_TEST_CASE(is_an_error_where_none_is_named) {
    BOOST_TEST(path("") ==
               "project/schema/graph.json: names no \"database\". "
               "Name a database on the command line, or here with \"database\".");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
