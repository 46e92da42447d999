#include "evolve/prove/shrinker.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/prove/hazards.hpp"
#include "evolve/prove/state_gen.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

using Test = std::function<bool(const StatePtr&)>;

StatePtr large_state(std::uint64_t index = 1) {
    const Schema from = schema(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y);"
        "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id), z REAL);");
    Shape shape;
    shape.encoding = Encoding::utf16le;
    shape.shuffled_columns = true;
    return std::make_shared<const State>(make_state(from, shape, Size::fifty, {}, {3, 4, index}));
}

std::size_t rows_of(const StatePtr& state) {
    std::size_t rows = 0;
    for (const RowsOf& table : state->tables) rows += table.rows.size();
    return rows;
}

/// Some cell holds a text with a NUL byte.
bool has_nul(const StatePtr& state) {
    for (const RowsOf& table : state->tables)
        for (const auto& row : table.rows)
            for (const Value& value : row)
                if (const auto* text = std::get_if<Text>(&value))
                    if (text->view().find('\0') != std::string_view::npos) return true;
    return false;
}

StatePtr state_with_nul() {
    for (std::uint64_t index = 0;; ++index)
        if (auto state = large_state(index); has_nul(state)) return state;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shrinker_test)

BOOST_AUTO_TEST_CASE(a_fault_of_one_value_ends_at_one_row) {
    const Shrunk shrunk = shrink(state_with_nul(), has_nul, 2000);
    BOOST_TEST(has_nul(shrunk.state));
    BOOST_TEST(rows_of(shrunk.state) == 1u);
    std::size_t values = 0;
    for (const RowsOf& table : shrunk.state->tables)
        for (const auto& row : table.rows)
            for (std::size_t i = 1; i < row.size(); ++i)
                values += std::holds_alternative<Null>(row[i]) ? 0 : 1;
    BOOST_TEST(values == 1u);
}

BOOST_AUTO_TEST_CASE(a_plain_database_is_preferred) {
    const Shrunk shrunk = shrink(state_with_nul(), has_nul, 2000);
    BOOST_TEST((shrunk.state->shape == Shape{{}, false, Encoding::utf8, false}));
}

BOOST_AUTO_TEST_CASE(what_makes_it_fail_stays) {
    const Test in_utf16 = [](const StatePtr& state) {
        return state->shape.encoding == Encoding::utf16le;
    };
    const Shrunk shrunk = shrink(large_state(), in_utf16, 2000);
    BOOST_TEST(in_utf16(shrunk.state));
    BOOST_TEST(rows_of(shrunk.state) == 0u);
}

BOOST_AUTO_TEST_CASE(no_more_runs_are_made_than_allowed) {
    for (std::size_t most : {0, 1, 7, 100}) {
        std::size_t runs = 0;
        const Test counting = [&](const StatePtr& state) {
            ++runs;
            return rows_of(state) > 10;
        };
        const Shrunk shrunk = shrink(large_state(), counting, most);
        BOOST_TEST(runs <= most);
        BOOST_TEST(shrunk.runs == runs);
        BOOST_TEST(rows_of(shrunk.state) > 10u);
    }
}

BOOST_AUTO_TEST_CASE(a_state_of_which_nothing_smaller_fails_stays_as_it_is) {
    const StatePtr state = large_state();
    const Shrunk shrunk = shrink(
        state, [](const StatePtr&) { return false; }, 5000);
    BOOST_TEST((*shrunk.state == *state));
    BOOST_TEST(shrunk.way.empty());
}

BOOST_AUTO_TEST_CASE(the_way_leads_to_the_same_state_again) {
    const StatePtr state = state_with_nul();
    const Shrunk shrunk = shrink(state, has_nul, 2000);
    const auto followed = follow(state, shrunk.way);
    BOOST_REQUIRE(followed.has_value());
    BOOST_TEST((**followed == *shrunk.state));
}

BOOST_AUTO_TEST_CASE(a_way_that_leaves_the_tree_leads_nowhere) {
    BOOST_TEST(!follow(large_state(), {1'000'000}).has_value());
    BOOST_TEST(follow(large_state(), {}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
