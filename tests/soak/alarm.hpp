#pragma once

#include <cstdio>

#include "evolve/codec/step_json.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/graph/migration.hpp"

namespace evolve {

/// Says which migration of which schema an alarm is about.
inline void print(const Schema& before, const Migration& migration) {
    for (const std::string& sql : ddl::write(before)) std::printf("  %s;\n", sql.c_str());
    for (const Step& step : migration.steps) std::printf("  %s\n", write_step(step).c_str());
    std::fflush(stdout);
}

}  // namespace evolve
