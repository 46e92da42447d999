#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "mutants/fuzzing.hpp"

namespace evolve {
namespace {

/// Some of every kind; `fuzzed_mutants` tries them all. The first shows in a value that a mutation
/// brings, the second in a row too many, the third where a value is that of a step; of the last two
/// `fuzz` once found their twins too.
constexpr const char* some[] = {
    "text is cut at NUL",
    "duplicates are merged",
    "the complement of an update goes to the next row",
    "a new index of rows that are there is left empty",
    "SQL copies rows of some kinds alone",
};

const Mutant& mutant_of(const std::string& name) {
    const auto found = std::ranges::find(mutants(), name, &Mutant::name);
    if (found == mutants().end()) throw std::runtime_error("no mutant is called " + name);
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzzed_mutants_test)

BOOST_AUTO_TEST_CASE(fuzz_finds_a_mistake_and_nothing_of_its_twin) {
    constexpr std::size_t runs_of_a_seed = 616;
    for (const char* name : some) BOOST_TEST_CONTEXT(name) {
            const Mutant& mutant = mutant_of(name);
            BOOST_REQUIRE(is_reached_by_files(mutant));
            const auto seen = fuzz_until_found(wrong(mutant), right(mutant), runs_of_a_seed, 1, 60);
            BOOST_TEST(seen.cause.has_value());
            BOOST_TEST(seen.runs <= 10 * runs_of_a_seed);
            const auto twin = fuzz_once(right(mutant), runs_of_a_seed, 1);
            BOOST_TEST(!twin.cause.has_value(), twin.cause.value_or("") << " " << twin.address);
        }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
