#include <boost/test/unit_test.hpp>

#include <set>

#include "evolve/prove/detection.hpp"
#include "evolve/prove/prover.hpp"
#include "mutants/catalogue.hpp"
#include "support/cases.hpp"

namespace evolve {

BOOST_AUTO_TEST_SUITE(mutants_test)

BOOST_AUTO_TEST_CASE(every_mutant_is_caught_within_512_states_for_each_seed) {
    for (const Mutant& mutant : mutants()) {
        const Subject subject = wrong(mutant);
        for (std::uint64_t seed : {1u, 7'046'029u, 900'000'001u})
            BOOST_TEST(first_breach(subject, seed, default_cases).has_value(),
                       mutant.name << " survives seed " << seed);
    }
}

BOOST_AUTO_TEST_CASE(every_twin_passes) {
    for (const Mutant& mutant : mutants()) {
        const auto proof = prove(right(mutant), {.cases = random_cases(default_cases)});
        BOOST_REQUIRE_MESSAGE(proof.has_value(), mutant.name << ": the proof was not finished");
        BOOST_TEST(proof->holds(), mutant.name);
        if (proof->counterexample)
            BOOST_ERROR(mutant.name << ": " << proof->counterexample->law << ": "
                                    << proof->counterexample->what);
    }
}

BOOST_AUTO_TEST_CASE(the_catalogue_meets_every_law_and_names_each_mistake_once) {
    BOOST_TEST(mutants().size() >= 24u);
    std::set<std::string> names;
    std::set<Law> laws;
    for (const Mutant& mutant : mutants()) {
        BOOST_TEST(names.insert(mutant.name).second, mutant.name);
        if (const auto caught = first_breach(wrong(mutant), 1, default_cases))
            laws.insert(caught->law);
    }
    BOOST_TEST(laws.size() == all_laws.size());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
