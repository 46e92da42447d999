#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "evolve/ddl/parser.hpp"
#include "evolve/prove/mistakes.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

Selftest tested(const Subject& subject, std::size_t cases) {
    auto result = selftest(subject, {.cases = cases, .seed = 7});
    BOOST_REQUIRE(result.has_value());
    return std::move(*result);
}

std::string missed_by(const Selftest& selftest) {
    std::string missed;
    for (const TriedMistake& each : selftest.mistakes)
        if (each.outcome != TriedMistake::Outcome::caught)
            missed +=
                each.name + " (" + each.where + "): " + std::string(text_of(each.outcome)) + "\n";
    return missed;
}

/// A table that leaves room for every mistake.
const char* const roomy_sql =
    "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER, m INTEGER, s TEXT, any,"
    " up INTEGER REFERENCES p (id));"
    "CREATE INDEX i ON p (s);"
    "CREATE VIEW v AS SELECT s FROM p;"
    "CREATE TRIGGER g AFTER DELETE ON p BEGIN SELECT 1; END;";

Subject roomy() {
    return subject_of(roomy_sql,
                      {AddColumn{"p", column("x INTEGER DEFAULT 5")}, AddColumn{"p", column("y")}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(selftest_test)

BOOST_AUTO_TEST_CASE(every_mistake_in_a_table_with_room_for_all_is_caught) {
    const Selftest result = tested(roomy(), 512);
    BOOST_TEST(result.mistakes.size() >= 34u);
    BOOST_TEST(missed_by(result) == "");
}

BOOST_AUTO_TEST_CASE(each_mistake_is_made_once_in_a_migration) {
    std::set<std::string> names;
    for (const Mistake& each : mistakes_for(roomy()))
        BOOST_TEST(names.insert(each.name).second, each.name);
}

// The mistakes are what the laws see: without one of them the same states pass.
BOOST_AUTO_TEST_CASE(the_migration_without_a_mistake_is_kept) {
    BOOST_TEST(breach_of(roomy(), 512) == "");
}

BOOST_AUTO_TEST_CASE(what_never_happens_is_not_said_to_be_missed) {
    const Selftest result =
        tested(subject_of("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT CHECK (s IN ('a', 'b')))",
                          {AddColumn{"t", column("x")}}),
               128);
    const auto cut =
        std::ranges::find(result.mistakes, "text is cut at 255 characters", &TriedMistake::name);
    BOOST_REQUIRE((cut != result.mistakes.end()));
    BOOST_TEST((cut->outcome == TriedMistake::Outcome::never_made));
    BOOST_TEST(result.holds());
}

BOOST_AUTO_TEST_CASE(a_run_that_only_history_tells_of_must_be_written_down) {
    const Subject subject =
        subject_of("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)",
                   {UpdateRows{"t",
                               {{Identifier("n"), ddl::tokens_of(Text("n + 1"))}},
                               ddl::tokens_of(Text("n > 0"))}});
    const Selftest result = tested(subject, 512);
    const auto unwritten =
        std::ranges::find(result.mistakes, "the run is not written down", &TriedMistake::name);
    BOOST_REQUIRE((unwritten != result.mistakes.end()));
    BOOST_TEST((unwritten->outcome == TriedMistake::Outcome::caught));
}

// One state is not part-way, so nothing was refused that a law should have seen.
BOOST_AUTO_TEST_CASE(a_mistake_of_the_run_that_never_happened_is_not_missed) {
    const Selftest result = tested(roomy(), 1);
    const auto refusal = std::ranges::find(
        result.mistakes, "a database that is part-way is refused", &TriedMistake::name);
    BOOST_REQUIRE((refusal != result.mistakes.end()));
    BOOST_TEST((refusal->outcome == TriedMistake::Outcome::never_made));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
