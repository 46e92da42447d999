#include <string>
#include <vector>

#include "evolve/run/sql_step.hpp"
#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "support/sql.hpp"

// SQL that does something else than it claims, in each of the laws.

namespace evolve {
namespace {

using Statements = std::vector<Text>;

Subject sql(Statements up, Statements down, StepClass claims) {
    const Schema before = schema(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER);"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES t, v TEXT);"
        "CREATE TABLE l (a TEXT, old TEXT);");
    const auto step = tried_out({std::move(up), std::move(down), claims, {}}, before);
    EVOLVE_INVARIANT(step.has_value());
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), {*step}}, before);
}

Subject column_and_table() {
    return sql({"ALTER TABLE t ADD COLUMN extra INT DEFAULT 3", "CREATE TABLE log (a, b, c)",
                "INSERT INTO log SELECT id, a, n FROM t"},
               {"ALTER TABLE t DROP COLUMN extra", "DROP TABLE log"}, StepClass::additive);
}

Subject nothing_but_rows() {
    return sql({"UPDATE c SET v = v", "DELETE FROM t WHERE 0"}, {}, StepClass::breaking);
}

Subject unique_words() {
    return sql({"CREATE UNIQUE INDEX once ON l (a)"}, {"DROP INDEX once"}, StepClass::breaking);
}

Subject dropped_column() {
    return sql({"ALTER TABLE l DROP COLUMN old"}, {"ALTER TABLE l ADD COLUMN old TEXT"},
               StepClass::breaking);
}

/// Says one thing and does another.
Executor doing(std::string said, std::string done) {
    return naive({.plan = [=](Plan& plan) {
        for (PlannedMigration& migration : plan.migrations)
            for (PlannedStep& step : migration.steps)
                for (std::string& statement : step.restricted)
                    if (statement == said) statement = done;
    }});
}

constexpr const char* copies = "INSERT INTO log SELECT id, a, n FROM t";

}  // namespace

std::vector<Mutant> mutants_of_sql_steps() {
    return {
        {"SQL is not written down, and runs again", nothing_but_rows, unrecorded(), Executor(run)},
        {"SQL changes values that it does not speak of", column_and_table,
         then_runs("UPDATE t SET a = trim(a)"), naive()},
        {"SQL fills its column with something else", column_and_table,
         then_runs("UPDATE t SET extra = 4 WHERE n IS NULL"), naive()},
        {"the way back of SQL takes rows along", column_and_table,
         then_runs_below("DELETE FROM t WHERE a = ''"), naive()},
        {"SQL makes one index more than it yields", column_and_table,
         then_runs("CREATE INDEX more ON t (a)"), naive()},
        {"SQL leaves children without parents", nothing_but_rows,
         doing("DELETE FROM t WHERE 0", "DELETE FROM t WHERE n < 0"), naive()},
        {"SQL commits half-way", column_and_table, naive({.commits_often = true}), naive()},
        {"SQL that refuses what old code inserts claims to be additive", unique_words, naive(),
         naive(), StepClass::additive},
        {"SQL takes columns by their place", column_and_table,
         doing(copies, "INSERT INTO log SELECT * FROM (SELECT * FROM t)"), naive()},
        {"SQL asks chance", column_and_table,
         doing(copies, "INSERT INTO log SELECT id, a, random() FROM t"), naive()},
        {"SQL copies rows of some kinds alone", column_and_table,
         doing(copies, "INSERT INTO log SELECT id, a, n FROM t WHERE typeof(a) <> 'blob'"),
         naive()},
        {"what SQL drops is not set aside", dropped_column, naive({.plan = keep_nothing}), naive()},
    };
}

}  // namespace evolve
