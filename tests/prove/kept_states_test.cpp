#include "evolve/prove/kept_states.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/graph_directory.hpp"
#include "evolve/prove/schedule.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

Proof broken_by(const Subject& subject) {
    auto proof = prove(subject, {.seed = 1, .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    BOOST_REQUIRE(proof->counterexample.has_value());
    return std::move(*proof);
}

Instance instance_of(const Proof& proof, const Subject& subject) {
    return *find_instance(subject, proof.counterexample->address, {.seed = proof.seed});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_states_test)

// The states hold every hazard, and tables of 1,000 rows.
BOOST_AUTO_TEST_CASE(states_read_back_as_they_were_kept) {
    const GraphDirectory directory;
    const Subject subject = last_of_example();
    Proof proof = broken_by(cutting());
    proof.from = subject.migration.from;
    proof.to = subject.migration.to;
    const Schedule schedule(subject, 160);
    for (std::size_t number = 0; number < schedule.units(); ++number) {
        const StatePtr state = schedule.states(schedule.unit(number), 5).front();
        const auto path = keep_state(directory.path(), proof, {state, number});
        BOOST_REQUIRE(path.has_value());
        const auto kept = read_kept_state(directory.path(), *path, subject);
        BOOST_REQUIRE(kept.has_value());
        BOOST_TEST(kept->instance.turn == number);
        State expected = *state;
        std::erase_if(expected.tables, [](const RowsOf& rows) { return rows.rows.empty(); });
        BOOST_TEST((*kept->instance.state == expected));
    }
    BOOST_TEST(kept_states(directory.path(), subject).value().size() == schedule.units());
}

BOOST_AUTO_TEST_CASE(a_known_state_that_still_breaks_a_law_ends_the_proof_at_once) {
    const Proof first = broken_by(cutting());
    const Instance instance = instance_of(first, cutting());
    const ProveOptions options{.jobs = 0, .known = {{"counterexamples/a.json", instance}}};
    const auto again = prove(cutting(), options);
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST(again->states == 1u);
    BOOST_REQUIRE(again->counterexample.has_value());
    BOOST_TEST(again->counterexample->address == "counterexamples/a.json");
    BOOST_TEST(again->counterexample->what == first.counterexample->what);
    BOOST_TEST(!again->holds());
}

// What the address leads to depends on the migration's digest; the kept rows do not.
BOOST_AUTO_TEST_CASE(a_known_state_outlives_an_edit_of_the_migration) {
    const GraphDirectory directory;
    const Proof first = broken_by(cutting());
    BOOST_REQUIRE(keep_state(directory.path(), first, instance_of(first, cutting())).has_value());
    Subject edited = cutting();
    edited = make_subject({edited.migration.from,
                           edited.migration.to,
                           {AddColumn{"t", column("n TEXT")}, AddColumn{"t", column("m TEXT")}}},
                          edited.before);
    edited.execute = cutting().execute;
    const auto known = kept_states(directory.path(), edited);
    BOOST_REQUIRE(known.has_value());
    BOOST_TEST(known->size() == 1u);
    const auto proof = prove(edited, {.jobs = 0, .known = *known});
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(proof->states == 1u);
    BOOST_TEST(proof->counterexample.has_value());
}

BOOST_AUTO_TEST_CASE(known_states_of_a_corrected_migration_are_passed_over) {
    Subject corrected = cutting();
    corrected.execute = run;
    const Instance instance = instance_of(broken_by(cutting()), cutting());
    const auto proof = prove(corrected, {.cases = 64, .jobs = 0, .known = {{"a.json", instance}}});
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(proof->holds());
    BOOST_TEST(proof->states == 64u);
}

BOOST_AUTO_TEST_CASE(a_kept_file_that_is_cut_is_an_error) {
    const GraphDirectory directory;
    const Proof proof = broken_by(cutting());
    const auto path = keep_state(directory.path(), proof, instance_of(proof, cutting()));
    const std::string text = directory.read(*path);
    for (std::size_t length = 0; length + 2 < text.size(); length += 11) {
        directory.write(*path, text.substr(0, length));
        BOOST_TEST(!kept_states(directory.path(), cutting()).has_value(), length);
    }
}

BOOST_AUTO_TEST_CASE(steps_and_columns_that_are_no_more_are_left_out_of_a_kept_state) {
    const GraphDirectory directory;
    directory.write("counterexamples/0001-before--0002-after--x.json",
                    R"({"from": "0001-before", "to": "0002-after", "law": "integrity", "what": "",
                        "turn": 0, "shape": {"done": [0, 7], "shuffled_columns": true,
                        "encoding": "UTF-16le", "bystanders": true}, "tables": [
                        {"table": "t", "columns": ["id", "gone"], "rows": [[1, 2]]},
                        {"table": "gone", "columns": ["id"], "rows": [[1]], "counter": 3}]})");
    Subject subject = cutting();
    subject.execute = run;
    const auto known = kept_states(directory.path(), subject);
    BOOST_REQUIRE(known.has_value());
    BOOST_TEST(known->front().instance.state->shape.done.size() == 1u);
    const auto proof = replay(subject, known->front().instance, "x.json");
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(!proof->counterexample.has_value());
    BOOST_TEST(proof->rows == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
