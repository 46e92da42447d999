#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/codec/graph_files.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/subject.hpp"
#include "support/repository.hpp"
#include "support/sql.hpp"

// Migrations for the tests of the prover.

namespace evolve {

/// A migration of the schema that this SQL makes.
inline Subject subject_of(std::string_view sql, std::vector<Step> steps) {
    return make_subject(
        {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), std::move(steps)},
        schema(sql));
}

/// The law that the migration breaks in so many states, and how; empty where it keeps all.
inline std::string breach_of(const Subject& subject, std::size_t cases) {
    const auto proof = prove(subject, {.cases = cases, .jobs = 0});
    if (!proof) return "stopped: " + proof.error().detail;
    return proof->counterexample ? proof->counterexample->law + ": " + proof->counterexample->what
                                 : "";
}

inline const LoadedGraph& example() {
    static const LoadedGraph loaded = load_graph(example_graph()).value();
    return loaded;
}

/// All migrations of the worked example, the first from nothing.
inline std::vector<Subject> example_subjects() {
    std::vector<Subject> subjects;
    for (const Migration& migration : example().graph.migrations())
        subjects.push_back(make_subject(migration, example().graph.schema_at(migration.from)));
    return subjects;
}

/// The last migration of the example: four new columns.
inline Subject last_of_example() { return example_subjects().back(); }

/// `run`, and then this SQL where the plan goes up.
inline Executor run_and_then(std::string sql) {
    return [sql = std::move(sql)](sqlite::Connection& connection, const Plan& plan,
                                  const Managed& managed, const RunOptions& options) {
        auto receipt = run(connection, plan, managed, options);
        if (receipt && !plan.migrations.empty() &&
            plan.migrations.front().direction == Direction::up)
            connection.execute(sql);
        return receipt;
    };
}

/// A subject whose executor cuts text at NUL in table t.
inline Subject cutting() {
    Subject subject = subject_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);"
        "CREATE TABLE u (t_id INTEGER REFERENCES t (id), c REAL);",
        {AddColumn{"t", column("n INTEGER")}});
    subject.execute = run_and_then(
        "UPDATE t SET a = printf('%s', a) WHERE typeof(a) = 'text' AND "
        "length(CAST(a AS BLOB)) <> length(a)");
    return subject;
}

}  // namespace evolve
