#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <string>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "support/draw.hpp"

using namespace evolve;

// That no text takes more than its length is counted in tests/work.

namespace {

/// Reads and, where that succeeds, writes and compares: whatever the text, it ends well.
void go_through(std::string_view sql) {
    const auto definition = ddl::parse_definition(sql);
    if (!definition) {
        RC_ASSERT(!ddl::describe(definition.error()).empty());
        return;
    }
    Schema schema;
    ddl::add(schema, *definition);
    RC_ASSERT(!canonical(schema).empty());
    RC_ASSERT(!ddl::write(schema).front().empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_robustness)

RC_BOOST_PROP(arbitrary_bytes_are_read_or_refused, (const std::string& bytes)) {
    for (const char* lead : {"", "CREATE TABLE ", "CREATE TABLE t(a ", "CREATE INDEX i ON t(",
                             "CREATE VIEW v AS SELECT ", "CREATE TRIGGER r INSERT ON t BEGIN ",
                             "CREATE VIRTUAL TABLE v USING m("})
        go_through(lead + bytes);
}

RC_BOOST_PROP(every_beginning_of_a_definition_is_read_or_refused, ()) {
    const auto whole = one_of<std::string>(
        {"CREATE TABLE t(a VARCHAR[10] GENERATED ALWAYS AS (1) STORED, b DEFAULT x'ab', CHECK(a)) "
         "WITHOUT ROWID, STRICT",
         "CREATE TRIGGER r UPDATE OF a ON t WHEN new.a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END",
         "CREATE INDEX i ON t(a COLLATE x DESC, lower(b)) WHERE a IS NOT NULL",
         "CREATE VIRTUAL TABLE v USING m(a (b, c), d /* e */ f)"});
    for (std::size_t length = 0; length <= whole.size(); ++length)
        go_through(std::string_view(whole).substr(0, length));
}

BOOST_AUTO_TEST_SUITE_END()
