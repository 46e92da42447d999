#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

namespace evolve {

BOOST_AUTO_TEST_CASE(a_name_is_bare_only_where_it_is_an_ascii_word_and_no_keyword) {
    for (const char* bare : {"tasks", "_a", "A1", "clusterbasemodel_config", "rowid"})
        BOOST_TEST(ddl::quoted_where_needed(Identifier(bare)) == bare);
    for (const char* needs_quotes : {"", "1a", "a b", "a$b", "é", "a-b", "order", "Key", "match"})
        BOOST_TEST(ddl::quoted_where_needed(Identifier(needs_quotes)) ==
                   "\"" + std::string(needs_quotes) + "\"");
    BOOST_TEST(ddl::quoted_where_needed("a\"b") == "\"a\"\"b\"");
}

BOOST_AUTO_TEST_CASE(every_name_of_a_definition_follows_the_style_of_quoting) {
    const auto style = ddl::Quoting::where_needed;
    BOOST_TEST(
        ddl::write(table("CREATE TABLE [t] ([a] TEXT COLLATE [nocase] CHECK ([a] > \"b\"), "
                         "[key] INT REFERENCES [u] ([a]), CONSTRAINT [c] UNIQUE ([a], [key]), "
                         "FOREIGN KEY ([a]) REFERENCES [order])"),
                   style) ==
        "CREATE TABLE t (a TEXT COLLATE nocase CHECK (`a` > \"b\"), "
        "\"key\" INT REFERENCES u (a), CONSTRAINT c UNIQUE (a, \"key\"), "
        "FOREIGN KEY (a) REFERENCES \"order\")");
    BOOST_TEST(ddl::write(index("CREATE INDEX \"i\" ON \"t\" (\"a\" COLLATE \"binary\" DESC)"),
                          style) == "CREATE INDEX i ON t (a COLLATE binary DESC)");
    BOOST_TEST(ddl::write(column("\"a\" JSON"), style) == "a JSON");
}

RC_BOOST_PROP(a_table_is_read_back_however_its_names_are_quoted, ()) {
    const Table written = *any_table();
    const auto read = ddl::parse_definition(ddl::write(written, ddl::Quoting::where_needed));
    RC_ASSERT(read.has_value());
    RC_ASSERT(std::get<Table>(*read) == written);
}

}  // namespace evolve
