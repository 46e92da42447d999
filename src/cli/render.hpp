#pragma once

#include "cli/console.hpp"
#include "evolve/plan/report.hpp"

namespace evolve::cli {

/// Says a report in words. `graph` is how a person names the graph: "schema/".
void render(const Report& report, const std::string& graph, const Console& console);

}  // namespace evolve::cli
