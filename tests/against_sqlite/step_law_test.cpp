#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "against_sqlite/read_back.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/step.hpp"
#include "support/generators.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

std::string run(Connection& connection, const Step& step, const Schema& before) {
    for (const std::string& statement : statements(step, before))
        if (std::string refusal = refusal_of(connection, statement); !refusal.empty())
            return refusal;
    return {};
}

/// One row each, where the table takes one of nothing but defaults.
void fill(Connection& connection, const Schema& schema) {
    for (const Table& table : schema.tables)
        refusal_of(connection, "INSERT INTO " + ddl::in_main(table.name) + " DEFAULT VALUES");
}

/// SQLite writes "s" as 's' when it alters a table, so that equal definitions are not always the
/// same; but no column may change its place.
bool same(const Schema& found, const Schema& predicted) {
    if (canonical(found) != canonical(predicted)) return false;
    for (const Table& table : predicted.tables) {
        const Table& other = found.tables[found.table(table.name).value()];
        if (!std::ranges::equal(table.columns, other.columns, {}, &Column::name, &Column::name))
            return false;
    }
    return true;
}

/// Whether what rows hold may contradict the step, whatever it is that it asks of them.
bool alters(const Step& step) {
    return std::holds_alternative<AlterColumn>(step.kind()) ||
           std::holds_alternative<AlterTable>(step.kind());
}

bool is_of_rows(const std::string& refusal) {
    for (const char* words : {"constraint failed", "cannot store", "datatype mismatch"})
        if (refusal.find(words) != refusal.npos) return true;
    return false;
}

}  // namespace

// The last law of step_kind.hpp: what statements() do is what applied() says.
BOOST_AUTO_TEST_SUITE(step_statements)

RC_BOOST_PROP(run_on_an_empty_database_they_make_the_schema_that_was_predicted, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    Connection connection = Connection::memory();
    sqlite::create(connection, before);
    const std::string refusal = run(connection, step, before);
    if (!refusal.empty()) RC_FAIL(refusal);
    RC_ASSERT(same(read_back(connection), *applied(step, before)));
}

// Pitfalls C01, C02, C04: no rule may depend on whether the table happens to be empty. The rows may
// contradict a CHECK; then the step is refused for the state's sake, and that is no schema's fault.
RC_BOOST_PROP(run_on_rows_they_make_the_same_or_meet_a_check, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    Connection connection = Connection::memory();
    connection.set_pragma("foreign_keys", 1);
    sqlite::create(connection, before);
    connection.set_pragma("foreign_keys", 0);
    fill(connection, before);
    // As where a plan runs: what drops a table runs without foreign keys.
    const bool drops =
        std::holds_alternative<DropTable>(step.kind()) || work_of(step, before) == Work::rewrite;
    connection.set_pragma("foreign_keys", drops ? 0 : 1);
    const std::string refusal = run(connection, step, before);
    RC_PRE(refusal.find("CHECK constraint failed") == std::string::npos);
    RC_PRE(!(alters(step) && is_of_rows(refusal)));
    if (!refusal.empty()) RC_FAIL(refusal);
    RC_ASSERT(same(read_back(connection), *applied(step, before)));
}

RC_BOOST_PROP(a_chain_of_steps_and_back_ends_in_the_schema_it_began_with, ()) {
    const Schema before = *any_schema();
    const auto steps = *any_steps(before);
    Connection connection = Connection::memory();
    sqlite::create(connection, before);
    Schema now = before;
    std::vector<std::pair<Step, Schema>> undo;
    for (const Step& step : steps) {
        undo.emplace_back(step, now);
        RC_ASSERT(run(connection, step, now) == "");
        now = *applied(step, now);
        RC_ASSERT(same(read_back(connection), now));
    }
    for (auto each = undo.rbegin(); each != undo.rend(); ++each)
        for (const Step& back : inverse(each->first, each->second)) {
            RC_ASSERT(run(connection, back, now) == "");
            now = *applied(back, now);
            RC_ASSERT(same(read_back(connection), now));
        }
}

BOOST_AUTO_TEST_SUITE_END()
