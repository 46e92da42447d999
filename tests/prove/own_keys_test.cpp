#include "prove/own_keys.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/introspect/health.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/trial.hpp"
#include "prove/trials.hpp"
#include "support/parts.hpp"

using namespace evolve;

namespace {

constexpr std::size_t slots = 61;

/// Keys of every kind, and rows that refer to them: through a parent that refers itself, by text,
/// by two columns.
Subject subject() {
    return subject_of(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT UNIQUE, title TEXT);"
        "CREATE TABLE c (p INTEGER PRIMARY KEY REFERENCES p, by_name REFERENCES p (name));"
        "CREATE TABLE g (c INTEGER REFERENCES c, n);"
        "CREATE TABLE w (a BLOB, b REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;"
        "CREATE TABLE r (a BLOB, b REAL, FOREIGN KEY (a, b) REFERENCES w);"
        "CREATE TABLE plain (a);",
        {CreateIndex{index("CREATE UNIQUE INDEX titles ON p (title)")}});
}

State state() {
    const auto bytes = [](const char* text) { return Value(Blob{Text(text)}); };
    State all;
    all.tables = {
        {"p", {"id", "name", "title"}, {{1, "one", "x"}, {2, "two", "y"}, {-3, Null(), Null()}}},
        {"c", {"p", "by_name"}, {{1, "one"}, {2, "two"}, {9, "nobody"}}},
        {"g", {"rowid", "c", "n"}, {{1, 1, 7}, {2, 2, 7}, {5, 77, 7}}},
        {"w", {"a", "b"}, {{bytes("k"), 0.5}, {bytes("k"), 1.5}}},
        {"r", {"rowid", "a", "b"}, {{1, bytes("k"), 0.5}, {2, bytes("none"), 0.5}}},
        {"plain", {"rowid", "a"}, {{1, 1}, {4095, "x"}}},
    };
    return all;
}

std::vector<StatePtr> pack(const Subject& of) {
    const OwnKeys keys(of, state());
    std::vector<StatePtr> states;
    for (std::size_t slot = 0; slot < slots; ++slot) {
        State moved = state();
        keys.move(moved, {slot, slots});
        states.push_back(std::make_shared<const State>(std::move(moved)));
    }
    return states;
}

std::size_t orphans(sqlite::Connection& connection) {
    std::size_t count = 0;
    for (const char* table : {"c", "g", "r"})
        count += introspect::foreign_key_violations(connection, table).size();
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(own_keys_test)

BOOST_AUTO_TEST_CASE(the_rows_of_every_state_lie_in_one_database_with_their_parents) {
    const Subject of = subject();
    const StatePtr alone = std::make_shared<const State>(state());
    Sandbox one(of, {&alone, 1});
    BOOST_TEST(one.loaded().refused == 0u);
    const auto states = pack(of);
    Sandbox all(of, states);
    BOOST_TEST(all.loaded().refused == 0u);
    BOOST_TEST(all.loaded().rows == slots * one.loaded().rows);
    BOOST_TEST(orphans(one.connection()) == 4u);
    BOOST_TEST(orphans(all.connection()) == slots * orphans(one.connection()));
}

BOOST_AUTO_TEST_CASE(an_index_that_the_migration_makes_unique_does_not_refuse_them_together) {
    const Subject of = subject();
    const auto states = pack(of);
    const Verdict verdict = hold_trial(of, states, {});
    BOOST_TEST(!verdict.refused);
    BOOST_TEST(!verdict.breach.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_key_stays_and_so_does_the_first_slot) {
    const auto states = pack(subject());
    BOOST_TEST((*states.front() == state()));
    for (const StatePtr& each : states) {
        BOOST_TEST((each->tables[2].rows[0][2] == Value(7)));
        BOOST_TEST((each->tables[5].rows[1][1] == Value(Text("x"))));
        BOOST_TEST((each->tables[0].rows[2][1] == Value(Null())));
    }
}

BOOST_AUTO_TEST_SUITE_END()
