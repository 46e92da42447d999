#include "evolve/prove/exhaustive.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "evolve/ddl/parser.hpp"
#include "evolve/prove/value_text.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

constexpr std::uint64_t seed = 7;

/// Everything that a state holds, in words.
std::string words(const State& state) {
    std::string all;
    for (const RowsOf& rows : state.tables) {
        all += std::string(rows.table.view()) + ":";
        for (const auto& row : rows.rows) {
            for (const Value& value : row) all += text_of(value) + ",";
            all += ";";
        }
    }
    return all;
}

std::set<std::string> all_states(const Scope& scope) {
    std::set<std::string> all;
    for (std::uint64_t i = 0; i < scope.states(); ++i) all.insert(words(*scope.state(i)));
    return all;
}

const BoundColumn& column_of(const Scope& scope, std::string_view name) {
    const auto found = std::ranges::find(scope.bound().columns, name, &BoundColumn::column);
    BOOST_REQUIRE((found != scope.bound().columns.end()));
    return *found;
}

Subject dropping_one_of_two() {
    return subject_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER); "
        "CREATE TABLE other (c);",
        {DropColumn{"t", "a"}});
}

Exhausted exhausted(const Subject& subject, ScopeSize size) {
    auto found = prove_exhaustively(subject, Scope(subject, size, seed), {.jobs = 0});
    BOOST_REQUIRE(found.has_value());
    return std::move(*found);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exhaustive_test)

BOOST_AUTO_TEST_CASE(all_contents_of_the_footprint_are_there) {
    const Subject subject = dropping_one_of_two();
    const Scope scope(subject, {.rows = 2}, seed);
    const std::size_t a = column_of(scope, "a").of;
    const std::size_t b = column_of(scope, "b").of;
    const std::size_t id = column_of(scope, "id").of;
    BOOST_TEST(a > 40u);
    BOOST_TEST(column_of(scope, "a").values == a);
    const auto contents = [](std::size_t values) { return 1 + values + values * values; };
    BOOST_TEST(scope.states() == contents(a) + contents(b) + contents(id));
    BOOST_TEST(!column_of(scope, "a").alone);
    BOOST_TEST(column_of(scope, "b").alone);
    std::set<std::string> of_a;
    for (std::uint64_t i = 0; i < contents(a); ++i) of_a.insert(words(*scope.state(i)));
    BOOST_TEST(of_a.size() == contents(a));
}

BOOST_AUTO_TEST_CASE(columns_that_steps_read_vary_together) {
    AddColumn step{"t", column("c TEXT")};
    step.fill = *ddl::parse_expression("a || b");
    const Subject subject = subject_of("CREATE TABLE t (a TEXT, b INTEGER, d)", {step});
    const Scope scope(subject, {.rows = 1, .most_states = 100'000}, seed);
    const auto values = [&](const char* name) { return column_of(scope, name).values; };
    BOOST_TEST(!column_of(scope, "a").alone);
    BOOST_TEST(!column_of(scope, "b").alone);
    BOOST_TEST(column_of(scope, "d").alone);
    BOOST_TEST(scope.states() == 1 + values("a") * values("b") + 1 + values("d"));
    BOOST_TEST(all_states(scope).size() >= values("a") * values("b"));
}

BOOST_AUTO_TEST_CASE(the_pool_is_cut_until_the_states_fit_and_that_is_said) {
    const Subject subject = dropping_one_of_two();
    const Scope whole(subject, {.rows = 2}, seed);
    BOOST_TEST(!whole.bound().is_cut());
    const Scope cut(subject, {.rows = 2, .most_states = 200}, seed);
    BOOST_TEST(cut.bound().is_cut());
    BOOST_TEST(cut.states() <= 200u);
    BOOST_TEST(column_of(cut, "a").values == 7u);  // 3 * (1 + 7 + 49) = 171, and 8 are too many
    BOOST_TEST(column_of(cut, "a").of == column_of(whole, "a").of);
}

BOOST_AUTO_TEST_CASE(too_many_combinations_are_gone_through_column_by_column) {
    const Subject subject =
        subject_of("CREATE TABLE t (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)",
                   {DropTable{"t"}, CreateTable{table("CREATE TABLE u (x)")}});
    const Scope scope(subject, {.rows = 2}, seed);
    BOOST_TEST(scope.states() <= 20'000u);
    for (const BoundColumn& column : scope.bound().columns) BOOST_TEST(column.alone);
}

BOOST_AUTO_TEST_CASE(only_what_a_table_takes_is_in_its_pool) {
    const Subject subject = subject_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL CHECK (a IN (3, 5))) STRICT",
        {AlterColumn{"t", column("a INT NOT NULL CHECK (a IN (3, 5, 7))")}});
    const Scope scope(subject, {.rows = 2}, seed);
    BOOST_TEST(column_of(scope, "a").of == 2u);
    BOOST_TEST(scope.bound().is_filled());
    const Exhausted found = exhausted(subject, {.rows = 2, .most_states = 150});
    BOOST_TEST(found.proof.holds());
    BOOST_TEST(found.proof.rows > 0u);
}

BOOST_AUTO_TEST_CASE(a_table_for_which_no_row_is_found_is_said) {
    const Subject subject =
        subject_of("CREATE TABLE t (a CHECK (a = 'no generator thinks of that' || a))",
                   {AddColumn{"t", column("b")}});
    const Scope scope(subject, {.rows = 2}, seed);
    BOOST_REQUIRE(scope.bound().tables.size() == 1u);
    BOOST_TEST((scope.bound().is_filled() || scope.bound().tables.front().rows < 2u));
}

BOOST_AUTO_TEST_CASE(correct_steps_keep_their_laws_in_all_states) {
    AlterColumn filled{"t", column("a TEXT NOT NULL")};
    filled.fill = *ddl::parse_expression("'-'");
    for (const Step& step :
         {Step(DropColumn{"t", "a"}), Step(filled), Step(RenameColumn{"t", "a", "z"}),
          Step(AddColumn{"t", column("c")}), Step(AlterColumn{"t", column("a INTEGER")})}) {
        const Subject subject =
            subject_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b)", {step});
        const Exhausted found = exhausted(subject, {.rows = 2, .most_states = 150});
        BOOST_TEST(found.proof.holds(),
                   (found.proof.counterexample ? found.proof.counterexample->what : "untested"));
        BOOST_TEST(found.proof.states == found.proof.bound->states);
        BOOST_TEST(!found.counterexample.has_value());
    }
}

// One value in one place, which random states meet only by chance.
BOOST_AUTO_TEST_CASE(a_fault_of_one_value_is_found_and_made_small) {
    Subject subject = dropping_one_of_two();
    subject.execute = run_and_then("UPDATE t SET b = b + 1 WHERE b = 9007199254740993");
    const Exhausted found = exhausted(subject, {.rows = 1});
    BOOST_TEST(!found.proof.holds());
    BOOST_REQUIRE(found.proof.counterexample.has_value());
    BOOST_TEST(found.proof.counterexample->law == "preservation");
    BOOST_TEST(rows_of(*found.proof.counterexample) == 1u);
    BOOST_REQUIRE(found.counterexample.has_value());
    const auto again = replay(subject, *found.counterexample, "kept.json", {});
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST(again->counterexample.has_value());
}

BOOST_AUTO_TEST_CASE(two_rows_that_only_together_break_a_law_need_a_bound_of_two) {
    Subject subject = dropping_one_of_two();
    subject.execute = run_and_then("DELETE FROM t WHERE b = -129 AND (SELECT count(*) FROM t) > 1");
    BOOST_TEST(exhausted(subject, {.rows = 1}).proof.holds());
    BOOST_TEST(!exhausted(subject, {.rows = 2, .most_states = 400}).proof.holds());
}

BOOST_AUTO_TEST_CASE(the_answer_is_the_same_with_any_number_of_jobs) {
    Subject subject = dropping_one_of_two();
    subject.execute = run_and_then("UPDATE t SET b = 0 WHERE b = 32768");
    const Scope scope(subject, {.rows = 1}, seed);
    const auto one = prove_exhaustively(subject, scope, {.jobs = 0});
    const auto three = prove_exhaustively(subject, scope, {.jobs = 3});
    BOOST_REQUIRE((one && three));
    BOOST_TEST((one->proof.states == three->proof.states));
    BOOST_TEST((one->proof.laws == three->proof.laws));
    BOOST_REQUIRE((one->counterexample && three->counterexample));
    BOOST_TEST(words(*one->counterexample->state) == words(*three->counterexample->state));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
