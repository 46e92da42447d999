#pragma once

#include <functional>
#include <string>

#include "cli/console.hpp"
#include "cli/shell.hpp"
#include "evolve/plan/report.hpp"

namespace evolve::cli {

/// What a sentence about a database needs besides the report itself.
struct Manner {
    std::string command;
    std::string called;  ///< the database
    std::string graph;
};

/// Says what there is to say of one database.
void render(const DatabaseReport& report, const Manner& manner, const Console& console);

// The parts of it, a file each.
void render_problem(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_status(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_plan(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_receipt(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_purge(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_restoration(const DatabaseReport& report, const Manner& manner, const Console& console);
void render_snapshot(const DatabaseReport& report, const Console& console);
void render_verification(const DatabaseReport& report, const Manner& manner,
                         const Console& console);

/// What a fingerprint ignores, as notes on `subject`: a database, or nothing. All of it with
/// --verbose.
void render_ignored(const std::vector<IgnoredDifference>& differences, const std::string& subject,
                    const Console& console);

/// On what grounds a migration was run, in a line.
void render_checked(const Checked& checked, const Console& console);

/// Says things of a database, or of a graph, in lines.
using Say = std::function<void(const std::string&)>;

/// The state that broke a law, as a small table, and the value that differs.
void render_counterexample(const Counterexample& counterexample, const Say& say);

/// What an exhaustive proof went through.
void render_bound(const Proof& proof, const Console& console);

/// Which statements of an application work on which versions.
void render_queries(const QueriesReport& report, const Console& console);

/// Which mistakes a proof would find.
void render_selftest(const Selftest& selftest, const Console& console);

/// What fuzzing gave.
void render_fuzzing(const Fuzzing& fuzzing, const Console& console);

/// What proving one migration gave.
void render_proof(const ProofReport& report, const Console& console);

}  // namespace evolve::cli
