#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "support/draw.hpp"

using namespace evolve;

namespace {

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

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

double seconds_for(const std::string& sql) {
    const auto start = std::chrono::steady_clock::now();
    go_through(sql);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Growing {
    std::string_view lead;
    std::string_view part;
    std::string_view end;
};

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

// Twice the text takes about twice the time, whatever is repeated in it; and no nesting is too
// deep.
BOOST_AUTO_TEST_CASE(no_text_takes_more_than_its_length) {
    const std::vector<Growing> texts = {
        {"CREATE TABLE t(a CHECK(", "(", ""},
        {"CREATE TABLE t(a ", "CONSTRAINT c ", ")"},
        {"CREATE TABLE t(a REFERENCES p ", "CHECK(1) DEFERRABLE ", ")"},
        {"CREATE TABLE t(a REFERENCES p", ", b DEFERRABLE", ")"},
        {"CREATE TABLE t(a", ", UNIQUE(a)", ")"},
        {"CREATE TABLE t(a", ",a x y", ")"},
        {"CREATE TABLE t(a ", "x ", ")"},
        {"CREATE TABLE t(a ", "NOT NULL DEFAULT 5 COLLATE x ", ")"},
        {"CREATE TABLE t(a CHECK(a IN (\"x\"", ", \"x\"", ")))"},
        {"CREATE TABLE t(a DEFAULT (", "+", "5))"},
        {"CREATE INDEX i ON t(a ", "COLLATE x ", ")"},
        {"CREATE INDEX i ON t(", "(", ""},
        {"CREATE INDEX i ON t(", "CASE ", ")"},
        {"CREATE INDEX i ON t(a) WHERE ", "NOT ", "a"},
        {"CREATE VIEW v AS SELECT ", "(", ""},
        {"CREATE TRIGGER r INSERT ON t BEGIN ", "SELECT 1;", ""},
        {"CREATE VIRTUAL TABLE v USING m(", "(", ""},
        {"CREATE VIRTUAL TABLE v USING m(", "a,", ")"},
        {"CREATE TABLE t(a) ", "/* ' */", ""},
        {"CREATE TABLE t(a) --", "x", ""},
    };
    constexpr std::size_t times = 200'000;
    for (const Growing& text : texts) BOOST_TEST_CONTEXT(text.lead << text.part) {
            const std::string sql =
                std::string(text.lead) + repeated(text.part, times) + std::string(text.end);
            BOOST_TEST(seconds_for(sql) < 5.0);
        }
}

BOOST_AUTO_TEST_SUITE_END()
