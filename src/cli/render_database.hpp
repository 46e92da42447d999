#pragma once

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
void render_verification(const DatabaseReport& report, const Manner& manner,
                         const Console& console);

/// "0008-gpu-info → 0009-cluster-resources"
std::string arrow(const VersionOrNull& from, const VersionOrNull& to);

}  // namespace evolve::cli
