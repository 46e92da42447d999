#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/statements.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "work/counter.hpp"

using namespace evolve;

// No text takes more than its length, whatever is repeated in it. Work is counted, never timed: a
// count is the same on a busy machine.

namespace {

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

struct Growing {
    std::string_view lead;
    std::string_view part;
    std::string_view end;

    [[nodiscard]] std::string of(std::size_t times) const {
        return std::string(lead) + repeated(part, times) + std::string(end);
    }
};

/// Reads and, where that succeeds, writes and compares.
void go_through(std::string_view sql) {
    static_cast<void>(ddl::statements_of(sql));
    const auto schema = ddl::parse_script(sql);
    if (!schema) {
        BOOST_REQUIRE(!ddl::describe(schema.error()).empty());
        return;
    }
    BOOST_REQUIRE(*schema == *schema);
    BOOST_REQUIRE(canonical(*schema).empty() == schema->empty());
    BOOST_REQUIRE(ddl::write(*schema).empty() == schema->empty());
}

/// Four times the text takes about four times the work; sixteen times, if each part of it looks at
/// all others.
void check_growth(const Growing& text) {
    constexpr std::size_t times = 1000;
    const std::string small = text.of(times);
    const std::string large = text.of(4 * times);
    const work::Work once = work::work_of([&] { go_through(small); });
    const work::Work more = work::work_of([&] { go_through(large); });
    constexpr std::uint64_t beginning = 100'000;
    BOOST_TEST_CONTEXT(text.lead << text.part << text.end) {
        BOOST_TEST(more.blocks <= 6 * once.blocks + beginning);
        BOOST_TEST(more.bytes <= 6 * once.bytes + beginning);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(work_growth)

BOOST_AUTO_TEST_CASE(work_that_looks_at_all_pairs_is_told_from_work_that_does_not) {
    const auto pairs = [](std::size_t count) {
        const std::string text(count, 'a');
        std::size_t equal = 0;
        for (char one : text)
            for (char other : text) equal += one == other ? 1 : 0;
        BOOST_REQUIRE(equal == count * count);
    };
    const auto once = work::work_of([&] { pairs(1000); });
    const auto more = work::work_of([&] { pairs(4000); });
    BOOST_TEST(once.blocks >= 1'000'000u);
    BOOST_TEST(once.bytes >= 1000u);
    BOOST_TEST(more.blocks > 12 * once.blocks);
}

BOOST_AUTO_TEST_CASE(no_text_takes_more_than_its_length) {
    for (const Growing& text : std::vector<Growing>{
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
             {"CREATE VIEW v AS SELECT a", ", a", " FROM t"},
             {"CREATE VIEW v(a", ", a", ") AS SELECT * FROM t"},
             {"CREATE TRIGGER r INSERT ON t BEGIN ", "SELECT 1;", ""},
             {"CREATE TRIGGER r INSERT ON t BEGIN ", "SELECT 1;", "END"},
             {"CREATE VIRTUAL TABLE v USING m(", "(", ""},
             {"CREATE VIRTUAL TABLE v USING m(", "a,", ")"},
             {"CREATE TABLE t(a) ", "/* ' */", ""},
             {"CREATE TABLE t(a) --", "x", ""},
             {"", ";", ""},
             {"", "'", ""},
             {"", "CREATE TABLE t(a);\n", ""},
             {"", "INSERT INTO t VALUES (1);\n", ""},
             {"", "CREATE TABLE t(a);CREATE INDEX i ON t(a);CREATE VIEW v AS SELECT a FROM t;", ""},
             {"CREATE TRIGGER r INSERT ON t BEGIN ", "CREATE TABLE t(a;", ""},
         })
        check_growth(text);
}

// What the fuzzer once took for slow.
BOOST_AUTO_TEST_CASE(no_mutilated_text_takes_more_than_its_length) {
    for (const Growing& text : std::vector<Growing>{
             {"create table t(a VARCHAR[10]", ", b [INT] x, c updateCHAR[10x, c \"savepoint [INT]y",
              ")"},
             {"CREATE TABLE t(a); ", "CREATE VIEW v AS SELECT a FROM t WHEATE TABLE t(a); ", ""},
             {"CREATE VIEW v AS SELECT a FROM t WHERE CT a ", "FROM t WHEATE TABLE t", "(a)"},
             {"CREATE TABLE `n` (`id` integer", ",`at` datetime,Pdated_at` datetime", ")"},
             {"CREATE TABLE t(a ", "\x1a", ""},
             {"CREATE TABLE t(`", "\xde\x8b\x9a` datetimeJ`", ""},
         })
        check_growth(text);
}

BOOST_AUTO_TEST_SUITE_END()
