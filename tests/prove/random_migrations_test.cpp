#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "evolve/ddl/writer.hpp"
#include "evolve/prove/prover.hpp"
#include "support/cases.hpp"
#include "support/migrations.hpp"
#include "support/printers.hpp"

// evolve's own steps are correct, so whatever the prover finds in them is a mistake: of a step, of
// `run`, of a law or of a generator. tests/soak/main.cpp does the same for hours.

namespace evolve {
namespace {

constexpr std::size_t states_of_each = 40;

void log(const MigrationCase& each, const Counterexample& found) {
    RC_LOG() << found.law << ": " << found.what << " in state " << found.address << "\n";
    for (const Table& table : each.before.tables) RC_LOG() << ddl::write(table) << "\n";
    for (const Index& index : each.before.indexes) RC_LOG() << ddl::write(index) << "\n";
    RC_LOG() << each.migration << "\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_migrations_test)

RC_BOOST_PROP(steps_that_apply_keep_all_laws_that_their_class_claims, ()) {
    const auto each = *any_migration_case();
    RC_PRE(each.has_value());
    const std::size_t states =
        std::max(states_of_each, random_cases(512) / 100);  // of 100 migrations
    const auto proof =
        prove(make_subject(each->migration, each->before), {.cases = states, .jobs = 0});
    RC_ASSERT(proof.has_value());
    if (proof->counterexample) log(*each, *proof->counterexample);
    RC_ASSERT(!proof->counterexample);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
