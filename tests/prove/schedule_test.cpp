#include "evolve/prove/schedule.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <set>

#include "evolve/plan/proof.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/sqlite/query.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

/// What the states of a schedule have in common with real files.
struct Seen {
    std::set<std::size_t> sizes;
    std::set<Encoding> encodings;
    std::set<std::vector<std::size_t>> done;
    bool duplicates = false, gaps = false, negative = false, largest = false, orphans = false,
         counter_beyond = false, shuffled = false, no_bystanders = false, null_column = false;
    std::size_t widest = 0;  ///< bytes of a value

    void look(const RowsOf& rows) {
        sizes.insert(rows.rows.size());
        std::optional<std::int64_t> last;
        for (const auto& row : rows.rows) {
            const auto key = std::get<std::int64_t>(row.front());
            negative |= key < 0;
            largest |= key == std::numeric_limits<std::int64_t>::max();
            gaps |= last && key > *last && key - 1 > *last;
            last = key;
        }
        counter_beyond |= rows.counter && last && *rows.counter > *last;
        for (std::size_t i = 1; i < rows.rows.size(); ++i)
            duplicates |= rows.rows[i].back() == rows.rows[i - 1].back();
    }

    void look_at_values(const RowsOf& rows) {
        for (std::size_t column = 1; column < rows.columns.size(); ++column) {
            std::size_t nulls = 0;
            for (const auto& row : rows.rows) {
                nulls += std::holds_alternative<Null>(row[column]) ? 1 : 0;
                if (const auto* text = std::get_if<Text>(&row[column]))
                    widest = std::max(widest, text->view().size());
            }
            null_column |= nulls > 9 && nulls == rows.rows.size();
        }
    }

    void look(const State& state) {
        encodings.insert(state.shape.encoding);
        done.insert(state.shape.done);
        shuffled |= state.shape.shuffled_columns;
        no_bystanders |= !state.shape.bystanders;
        for (const RowsOf& rows : state.tables) {
            look(rows);
            look_at_values(rows);
        }
    }
};

bool has_orphans(const Subject& subject, const StatePtr& state) {
    Sandbox sandbox(subject, {&state, 1});
    return sandbox.connection().prepare("PRAGMA foreign_key_check").step();
}

Seen seen_in(const Subject& subject, std::size_t cases) {
    const Schedule schedule(subject, cases);
    Seen seen;
    for (std::size_t number = 0; number < schedule.units(); ++number)
        for (const StatePtr& state : schedule.states(schedule.unit(number), 5)) {
            seen.look(*state);
            seen.orphans = seen.orphans || has_orphans(subject, state);
        }
    return seen;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_test)

BOOST_AUTO_TEST_CASE(the_units_hold_each_state_once_for_any_number_of_cases) {
    const Subject subject = last_of_example();
    for (std::size_t cases : {0, 1, 2, 3, 4, 5, 31, 32, 33, 34, 35, 63, 64, 100, 511, 512, 5000}) {
        const Schedule schedule(subject, cases);
        std::size_t next = 0;
        for (std::size_t number = 0; number < schedule.units(); ++number) {
            const Unit unit = schedule.unit(number);
            BOOST_TEST(unit.number == number);
            BOOST_TEST(unit.states == schedule.size(number));
            BOOST_TEST(unit.first == next);
            next += unit.states;
        }
        BOOST_TEST(next == cases);
    }
}

/// The units of so many blocks that the law is held against, packs or single states.
std::size_t units_of(Law law, std::size_t blocks, bool packs) {
    std::size_t units = 0;
    for (std::size_t unit = 0; unit < blocks * units_of_a_block; ++unit)
        if ((unit % units_of_a_block == 0) == packs)
            units += laws_in_turn(LawSet::all(), unit).has(law) ? 1 : 0;
    return units;
}

BOOST_AUTO_TEST_CASE(each_law_is_held_against_a_third_of_the_packs_and_of_the_single_states) {
    for (std::size_t blocks = 1; blocks < 100; ++blocks)
        for (Law law : all_laws) {
            BOOST_TEST(3 * units_of(law, blocks, true) >= blocks, text_of(law) << blocks);
            BOOST_TEST(3 * units_of(law, blocks, false) >= 3 * blocks, text_of(law) << blocks);
        }
    for (Law law : {Law::idempotence, Law::preservation, Law::nullability})
        for (bool packs : {true, false})
            BOOST_TEST(units_of(law, 100, packs) == (packs ? 100u : 300u), text_of(law));
    BOOST_TEST(3 * units_of(Law::invertibility, 100, true) < 105u);  // else it would not take turns
}

BOOST_AUTO_TEST_CASE(no_law_waits_for_its_turn_in_the_first_block) {
    for (std::size_t unit = 0; unit < units_of_a_block; ++unit)
        BOOST_TEST((laws_in_turn(LawSet::all(), unit) == LawSet::all()));
}

// Evidence is asked for as many states as these.
BOOST_AUTO_TEST_CASE(what_is_asked_of_a_law_is_less_than_its_turns) {
    const Subject subject = last_of_example();
    for (std::size_t cases = 1; cases < 1500; cases += cases < 400 ? 1 : 7) {
        const Schedule schedule(subject, cases);
        for (Law law : all_laws) {
            std::size_t states = 0;
            for (std::size_t unit = 0; unit < schedule.units(); ++unit)
                if (laws_in_turn(LawSet::all(), unit).has(law)) states += schedule.size(unit);
            BOOST_TEST(states >= states_asked_of(text_of(law), cases), text_of(law) << cases);
        }
    }
}

// What else goes by turns goes by powers of two; a law that met some of it alone would be blind.
BOOST_AUTO_TEST_CASE(each_law_meets_whatever_else_goes_by_turns) {
    for (Law law : all_laws)
        for (bool packs : {true, false}) {
            std::set<std::size_t> by_rotation;
            std::set<std::size_t> by_block;
            for (std::size_t unit = units_of_a_block; unit < 49 * units_of_a_block; ++unit) {
                const bool held = laws_in_turn(LawSet::all(), unit).has(law);
                if (!held || (unit % units_of_a_block == 0) != packs) continue;
                by_rotation.insert(rotation(unit) % 16);
                by_block.insert(unit / units_of_a_block % 16);
            }
            BOOST_TEST(by_rotation.size() == 16u, text_of(law));
            BOOST_TEST(by_block.size() == 16u, text_of(law));
        }
}

BOOST_AUTO_TEST_CASE(a_state_depends_on_no_other) {
    const Subject subject = last_of_example();
    const Schedule schedule(subject, 512);
    const auto late = schedule.states(schedule.unit(40), 9);
    for (std::size_t number = 0; number < 5; ++number)
        BOOST_TEST(schedule.states(schedule.unit(number), 9).size() > 0u);
    const auto again = Schedule(subject, 512).states(schedule.unit(40), 9);
    BOOST_TEST((*late.front() == *again.front()));
}

BOOST_AUTO_TEST_CASE(the_members_of_a_pack_load_together_and_no_row_is_refused) {
    const Subject subject = last_of_example();
    const Schedule schedule(subject, 512);
    for (std::size_t number = 0; number < schedule.units(); ++number) {
        const auto states = schedule.states(schedule.unit(number), 3);
        const Loaded loaded = Sandbox(subject, states).loaded();
        BOOST_TEST(loaded.refused == 0u, "unit " << number);
    }
}

// Pitfall J01: parents, children, many NULLs, duplicates and the widest values are all there.
BOOST_AUTO_TEST_CASE(databases_have_pages_of_every_size) {
    const Subject subject = last_of_example();
    const Schedule schedule(subject, 1024);
    std::set<std::int64_t> sizes;
    for (std::size_t number = 0; number < schedule.units(); ++number) {
        Sandbox sandbox(subject, schedule.states(schedule.unit(number), 3));
        sizes.insert(sqlite::query_integer(sandbox.connection(), "PRAGMA page_size"));
    }
    BOOST_TEST((sizes == std::set<std::int64_t>{512, 4096, 65536}));
}

BOOST_AUTO_TEST_CASE(states_hold_what_real_files_hold) {
    const Seen seen = seen_in(last_of_example(), 1024);
    for (std::size_t size : {0, 1, 2, 3, 20, 50, 101, 1000})
        BOOST_TEST(seen.sizes.contains(size), size << " rows");
    BOOST_TEST(seen.encodings.size() == 3u);
    BOOST_TEST(seen.duplicates);
    BOOST_TEST(seen.gaps);
    BOOST_TEST(seen.negative);
    BOOST_TEST(seen.largest);
    BOOST_TEST(seen.orphans);
    BOOST_TEST(seen.null_column);
    BOOST_TEST(seen.widest >= 256u);
    BOOST_TEST(seen.shuffled);
    BOOST_TEST(seen.no_bystanders);
}

BOOST_AUTO_TEST_CASE(counters_are_beyond_the_largest_key) {
    const Subject subject = subject_of("CREATE TABLE t (a, id INTEGER PRIMARY KEY AUTOINCREMENT)",
                                       {AddColumn{"t", column("b")}});
    BOOST_TEST(seen_in(subject, 64).counter_beyond);
}

BOOST_AUTO_TEST_CASE(every_part_way_subset_of_four_steps_is_among_512_states) {
    std::set<std::set<std::size_t>> subsets;
    for (const auto& done : seen_in(last_of_example(), 512).done)
        subsets.insert(std::set(done.begin(), done.end()));
    BOOST_TEST(subsets.size() == 16u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
