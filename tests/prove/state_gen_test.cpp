#include "evolve/prove/state_gen.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "evolve/prove/hazards.hpp"
#include "evolve/prove/sandbox.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

const char* const strict_sql =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, n INTEGER NOT NULL);"
    "CREATE TABLE c (p_id INTEGER NOT NULL REFERENCES p (id), up INTEGER REFERENCES c (rowid),"
    " kind TEXT CHECK (kind IN ('red', 'green')), level INTEGER CHECK (level BETWEEN 3 AND 5));";

State made(const Schema& from, std::uint64_t index, Size size = Size::medium, Slot slot = {}) {
    return make_state(from, {}, size, slot, {7, 11, index});
}

/// How many of their rows the tables take.
Loaded rows_of_200_states(const Subject& subject) {
    Loaded all;
    for (std::uint64_t index = 0; index < 200; ++index) {
        const StatePtr state = std::make_shared<const State>(made(subject.before, index));
        const Loaded loaded = Sandbox(subject, {&state, 1}).loaded();
        all.rows += loaded.rows;
        all.refused += loaded.refused;
    }
    BOOST_TEST_MESSAGE(all.refused << " of " << all.rows + all.refused << " rows refused");
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(state_gen_test)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_state) {
    const Schema from = schema(strict_sql);
    for (std::uint64_t index = 0; index < 50; ++index)
        BOOST_TEST((made(from, index) == made(from, index)));
}

BOOST_AUTO_TEST_CASE(seed_path_and_index_each_give_another_state) {
    const Schema from = schema(strict_sql);
    const State one = make_state(from, {}, Size::fifty, {}, {1, 1, 1});
    BOOST_TEST((one != make_state(from, {}, Size::fifty, {}, {2, 1, 1})));
    BOOST_TEST((one != make_state(from, {}, Size::fifty, {}, {1, 2, 1})));
    BOOST_TEST((one != make_state(from, {}, Size::fifty, {}, {1, 1, 2})));
}

BOOST_AUTO_TEST_CASE(columns_that_may_not_be_null_are_not) {
    const Schema from = schema(strict_sql);
    for (std::uint64_t index = 0; index < 100; ++index) {
        const State state = made(from, index);
        for (const RowsOf& rows : state.tables)
            for (const auto& row : rows.rows)
                for (std::size_t i = 0; i < row.size(); ++i) {
                    const auto position =
                        from.tables[*from.table(rows.table)].position_of(rows.columns[i]);
                    if (!position) continue;
                    const Column& column = from.tables[*from.table(rows.table)].columns[*position];
                    if (column.has<NotNull>()) BOOST_TEST(!std::holds_alternative<Null>(row[i]));
                }
    }
}

BOOST_AUTO_TEST_CASE(most_rows_satisfy_checks_and_uniqueness) {
    const Subject subject = subject_of(strict_sql, {AddColumn{"p", column("x")}});
    const Loaded all = rows_of_200_states(subject);
    BOOST_TEST(all.rows > 2 * all.refused);
}

// CHECKs of real schemas: comparisons, IN, BETWEEN, length, JSON, LIKE and GLOB.
const char* const checked_sql =
    "CREATE TABLE t (id INTEGER PRIMARY KEY,"
    " age INTEGER NOT NULL CHECK (age >= 18 AND age < 150),"
    " share REAL NOT NULL CHECK (share > 0.25 AND share < 0.5),"
    " below INTEGER NOT NULL CHECK (below <= -40),"
    " code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 300),"
    " id36 TEXT NOT NULL CHECK (length(id36) = 36),"
    " kind TEXT NOT NULL CHECK (kind IN ('red', 'green') OR kind = 'blue'),"
    " mail TEXT NOT NULL CHECK (mail LIKE '%_@__%.__%'),"
    " zip TEXT NOT NULL CHECK (zip GLOB '[0-9][0-9][0-9][^a-z]*'),"
    " data TEXT NOT NULL CHECK (json_valid(data) AND json_type(data) = 'object'),"
    " flag INTEGER NOT NULL CHECK (typeof(flag) = 'integer' AND flag IN (0, 1)));";

BOOST_AUTO_TEST_CASE(checks_on_one_column_are_solved) {
    const Subject subject = subject_of(checked_sql, {AddColumn{"t", column("x")}});
    const Loaded all = rows_of_200_states(subject);
    // Each of ten columns draws one of 32 values without looking at its CHECKs.
    BOOST_TEST(all.rows > 2 * all.refused);
}

BOOST_AUTO_TEST_CASE(values_on_both_sides_of_a_boundary_that_the_schema_names_occur) {
    const Schema from = schema(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, size INTEGER, level INTEGER DEFAULT 4711);"
        "CREATE INDEX large ON t (id) WHERE size > 123456;");
    std::set<std::int64_t> seen;
    for (std::uint64_t index = 0; index < 400; ++index) {
        const State state = made(from, index);
        for (const auto& row : state.tables.front().rows)
            for (const Value& value : row)
                if (const auto* integer = std::get_if<std::int64_t>(&value)) seen.insert(*integer);
    }
    for (const std::int64_t each : {123455, 123456, 123457, 4711}) BOOST_TEST(seen.contains(each));
}

BOOST_AUTO_TEST_CASE(a_key_made_of_an_expression_is_seldom_doubled) {
    const Subject subject = subject_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT); CREATE UNIQUE INDEX u ON t "
        "(lower(mail));",
        {AddColumn{"t", column("x")}});
    const Loaded all = rows_of_200_states(subject);
    BOOST_TEST(all.rows > 10 * all.refused);
}

BOOST_AUTO_TEST_CASE(values_of_the_wrong_class_for_their_column_occur) {
    const Schema from = schema("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, s TEXT)");
    std::set<std::pair<std::size_t, std::size_t>> seen;  // column, class
    for (std::uint64_t index = 0; index < 200; ++index) {
        const State state = made(from, index);
        for (const auto& row : state.tables.front().rows)
            for (std::size_t i = 1; i < row.size(); ++i) seen.insert({i, row[i].index()});
    }
    BOOST_TEST(seen.size() == 10u);  // five classes in each
}

BOOST_AUTO_TEST_CASE(the_size_is_that_of_one_table) {
    const Schema from = schema(strict_sql);
    const auto largest = [&](Size size) {
        const State state = made(from, 3, size);
        return std::max(state.tables[0].rows.size(), state.tables[1].rows.size());
    };
    BOOST_TEST(largest(Size::fifty) == 50u);
    BOOST_TEST(largest(Size::hundred) == 101u);
    BOOST_TEST(largest(Size::thousand) == 1000u);
}

BOOST_AUTO_TEST_CASE(the_slots_of_a_pack_share_no_key_and_no_unique_value) {
    const Schema from = schema(strict_sql);
    std::set<std::int64_t> keys;
    std::set<std::string> codes;
    for (std::size_t slot = 0; slot < 30; ++slot) {
        const State state = made(from, slot, Size::medium, {slot, 30});
        for (const auto& row : state.tables.front().rows) {
            BOOST_TEST(keys.insert(std::get<std::int64_t>(row[0])).second);
            const auto* code = std::get_if<Text>(&row[1]);
            if (code != nullptr) BOOST_TEST(codes.insert(std::string(code->view())).second);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
