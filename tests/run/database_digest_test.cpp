#include "evolve/run/database_digest.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/connection.hpp"

using namespace evolve;

namespace {

constexpr std::string_view schema =
    "CREATE TABLE t (a, b UNIQUE); INSERT INTO t (rowid, a, b) VALUES (5, 1, 'x'), (9, '', NULL);"
    "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO w VALUES ('a', 1);"
    "CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, twice AS (id * 2) STORED);"
    "INSERT INTO n DEFAULT VALUES; CREATE VIRTUAL TABLE f USING fts5(body);"
    "INSERT INTO f VALUES ('words'); CREATE TABLE hid (rowid, _rowid_, oid);"
    "INSERT INTO hid VALUES (1, 2, 3);";

std::optional<std::string> changed_by(std::string_view sql) {
    auto before = sqlite::Connection::memory();
    auto after = sqlite::Connection::memory();
    before.execute(schema);
    after.execute(schema);
    after.execute(sql);
    return first_difference(digest_database(before), digest_database(after));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database_digests)

BOOST_AUTO_TEST_CASE(equal_databases_have_equal_digests) {
    BOOST_TEST(!changed_by("").has_value());
    BOOST_TEST(!changed_by("UPDATE t SET a = a; REINDEX").has_value());
}

BOOST_AUTO_TEST_CASE(every_change_of_what_is_stored_is_seen_i05) {
    for (const auto& [sql, what] : std::vector<std::pair<std::string_view, std::string>>{
             {"UPDATE t SET a = 1.0 WHERE a = 1", "table t"},
             {"UPDATE t SET a = NULL WHERE a = ''", "table t"},
             {"UPDATE t SET rowid = 6 WHERE rowid = 5", "table t"},  // as VACUUM does
             {"DELETE FROM w", "table w"},
             {"UPDATE sqlite_sequence SET seq = 7", "table sqlite_sequence"},
             {"UPDATE f SET body = 'other words'", "table f_content"},
             {"UPDATE hid SET oid = 4", "table hid"},
             {"CREATE INDEX i ON t (a)", "the schema"},
             {"PRAGMA user_version = 3", "the settings of the application"},
             {"PRAGMA application_id = 3", "the settings of the application"}})
        BOOST_TEST_CONTEXT(sql) BOOST_TEST(changed_by(sql).value_or("nothing") == what);
}

BOOST_AUTO_TEST_CASE(what_only_the_application_has_is_not_needed) {
    auto connection = sqlite::Connection::memory();
    connection.execute(
        "CREATE TABLE g (a, up AS (upper(a)) VIRTUAL); INSERT INTO g VALUES ('a'), ('b')");
    BOOST_TEST(digest_database(connection).tables.at("g").rows == 2);
}

BOOST_AUTO_TEST_SUITE_END()
