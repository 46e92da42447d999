#include "evolve/introspect/objects.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace evolve;

namespace {

std::vector<std::string> names_in(const char* script) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    connection.execute(script);
    std::vector<std::string> names;
    for (const SchemaObject& object : introspect::read_objects(connection))
        names.emplace_back(object.name.view());
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(introspect_objects)

BOOST_AUTO_TEST_CASE(objects_come_in_the_order_in_which_they_were_made) {
    const std::vector<std::string> expected = {"z", "i", "a", "v"};
    BOOST_TEST(names_in("CREATE TABLE z (x); CREATE INDEX i ON z (x); CREATE TABLE a (x);"
                        "CREATE VIEW v AS SELECT 1") == expected,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_shadow_tables_of_a_virtual_table_are_not_looked_at) {
    const std::vector<std::string> expected = {"notes", "notes_own"};
    BOOST_TEST(
        names_in("CREATE VIRTUAL TABLE notes USING fts5(body); CREATE TABLE notes_own (x)") ==
            expected,
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
