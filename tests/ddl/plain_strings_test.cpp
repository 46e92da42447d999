#include "evolve/model/plain_strings.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/ddl/writer.hpp"
#include "evolve/model/fingerprint.hpp"
#include "support/language.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

std::string written(std::string_view sql) { return ddl::write(schema(sql)).back(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_plain_strings)

BOOST_AUTO_TEST_CASE(a_string_gets_single_quotes_and_a_name_keeps_its_own) {
    BOOST_TEST(written("CREATE TABLE t(a CHECK (\"a\" <> \"it's\"))") ==
               "CREATE TABLE \"t\" (\"a\" CHECK (\"a\" <> 'it''s'))");
    BOOST_TEST(written("CREATE TABLE t(a, CHECK (a IN (\"b\", \"t\", \"rowid\")))") ==
               "CREATE TABLE \"t\" (\"a\", CHECK (a IN ( 'b' , \"t\" , \"rowid\" )))");
    BOOST_TEST(written("CREATE TABLE t(a, b AS (a || \"x\"))") ==
               "CREATE TABLE \"t\" (\"a\", \"b\" GENERATED ALWAYS AS (a || 'x'))");
    BOOST_TEST(written("CREATE TABLE t(a DEFAULT \"a\")") ==
               "CREATE TABLE \"t\" (\"a\" DEFAULT 'a')");
}

BOOST_AUTO_TEST_CASE(where_only_a_name_can_stand_it_stays_one) {
    BOOST_TEST(written("CREATE TABLE t(a CHECK (\"lower\"(a COLLATE \"nocase\") <> 1))") ==
               "CREATE TABLE \"t\" (\"a\" CHECK (\"lower\" ( a COLLATE \"nocase\" ) <> 1))");
    BOOST_TEST(written("CREATE TABLE t(a CHECK (CAST(a AS \"text\") <> 1))") ==
               "CREATE TABLE \"t\" (\"a\" CHECK (CAST ( a AS \"text\" ) <> 1))");
}

BOOST_AUTO_TEST_CASE(an_index_asks_its_table) {
    BOOST_TEST(
        written(
            "CREATE TABLE t(a, b); CREATE INDEX i ON t(a || \"b\", a || \"c\") WHERE a = \"d\"") ==
        "CREATE INDEX \"i\" ON \"t\" (a || \"b\", a || 'c') WHERE a = 'd'");
}

BOOST_AUTO_TEST_CASE(files_keep_what_was_written) {
    const Table found = table("CREATE TABLE t(a CHECK (a <> \"x\"))");
    BOOST_TEST(ddl::write(found, ddl::Quoting::where_needed) ==
               "CREATE TABLE t (a CHECK (a <> \"x\"))");
}

RC_BOOST_PROP(the_fingerprint_stays_the_same, ()) {
    const Schema original = *any_language();
    RC_ASSERT(fingerprint(with_plain_strings(original)) == fingerprint(original));
}

BOOST_AUTO_TEST_SUITE_END()
