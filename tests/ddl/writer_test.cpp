#include "evolve/ddl/writer.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/ddl/quote.hpp"
#include "evolve/model/plain_strings.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

using namespace evolve;

BOOST_AUTO_TEST_SUITE(ddl_writer)

RC_BOOST_PROP(a_table_that_is_written_and_read_is_the_same, ()) {
    const Table original = *any_table();
    const auto read = ddl::parse_definition(ddl::write(original));
    RC_ASSERT(read.has_value());
    RC_ASSERT(std::get<Table>(*read) == with_plain_strings(original));
}

RC_BOOST_PROP(an_index_that_is_written_and_read_is_the_same, ()) {
    const Schema schema = *any_schema();
    for (const Index& original : schema.indexes) {
        const auto read = ddl::parse_definition(ddl::write(original));
        RC_ASSERT(read.has_value());
        RC_ASSERT(std::get<Index>(*read) == original);
    }
}

// Equality of names ignores case; this one does not.
RC_BOOST_PROP(what_is_read_is_written_letter_by_letter, ()) {
    const std::string once = ddl::write(*any_table());
    RC_ASSERT(ddl::write(table(once)) == once);
}

RC_BOOST_PROP(a_column_is_written_as_in_its_table, ()) {
    const Column original = *any_column(*any_name(), {Identifier("other")});
    RC_ASSERT(column(ddl::write(original)) == original);
    const Table table{"t", {original}, {}};
    RC_ASSERT(column(ddl::write(original, table)) == with_plain_strings(original, table));
}

BOOST_AUTO_TEST_CASE(the_style_is_canonical) {
    BOOST_TEST(
        ddl::write(table("create table [T] (a int ( 3 ) not null default(-(5)), b check(a>'x')"
                         "unique, constraint k primary key(a desc)on conflict fail)")) ==
        "CREATE TABLE \"T\" (\"a\" int(3) NOT NULL DEFAULT (- ( 5 )), \"b\" CHECK (a > 'x') "
        "UNIQUE, CONSTRAINT \"k\" PRIMARY KEY (\"a\" DESC) ON CONFLICT FAIL)");
}

BOOST_AUTO_TEST_CASE(quoting_doubles_the_quote_and_nothing_else) {
    BOOST_TEST(ddl::quoted(Identifier("a\"b'c`d]e\n")) == "\"a\"\"b'c`d]e\n\"");
    BOOST_TEST(ddl::string_literal("it's \"x\"") == "'it''s \"x\"'");
    BOOST_TEST(ddl::in_main(Identifier("t")) == "main.\"t\"");
    BOOST_TEST(ddl::quoted(Identifier("")) == "\"\"");
}

BOOST_AUTO_TEST_SUITE_END()
