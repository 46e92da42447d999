#include "evolve/prove/old_statements.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "evolve/prove/chooser.hpp"
#include "support/sql.hpp"

namespace evolve {

BOOST_AUTO_TEST_SUITE(old_statements_test)

// Else an index more, by which SQLite may read, would seem to change what a view shows.
BOOST_AUTO_TEST_CASE(what_a_view_shows_is_the_same_in_whatever_order_its_rows_lie) {
    const char* const definitions =
        "CREATE TABLE t (k INTEGER PRIMARY KEY, a);"
        "CREATE VIEW v AS SELECT a FROM t";
    const auto shown = [&](const std::vector<std::string>& values) {
        auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
        connection.execute(definitions);
        for (const std::string& value : values)
            connection.execute("INSERT INTO t (a) VALUES (" + value + ")");
        Chooser chooser(1, 2);
        std::vector<OldStatement> all =
            old_statements(connection, schema(definitions), State(), chooser);
        std::erase_if(all, [](const OldStatement& each) {
            return each.sql.find("main.\"v\"") == each.sql.npos;
        });
        BOOST_REQUIRE(!all.empty());
        return effects_of(connection, all, Schema(), false);
    };
    const std::string a = "CAST(x'610062' AS TEXT)";
    const std::string b = "CAST(x'610063' AS TEXT)";
    BOOST_TEST((shown({a, b, "x'610062'", "1", "1.0"}) == shown({"1.0", "x'610062'", b, "1", a})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
