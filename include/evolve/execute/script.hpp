#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/model/history.hpp"

namespace evolve {

/// What the schema statements of a script make.
struct ScriptSchema {
    std::vector<SchemaObject> objects;
    std::size_t skipped = 0;  ///< statements that are about rows or settings
};

/// A statement of a script that SQLite does not take.
struct ScriptRefused {
    std::uint32_t line = 0;
    std::string message;  ///< SQLite's
};

Explanation explain(const ScriptRefused& cause);

/// Runs the CREATE, ALTER and DROP statements of a script, as `.schema`, `.dump` or an ORM prints
/// them, on a scratch database in memory, and skips all others. A virtual table that `.dump` writes
/// into sqlite_schema is created.
Result<ScriptSchema, ScriptRefused> run_script(std::string_view script,
                                               const std::atomic<bool>* interrupted = nullptr);

}  // namespace evolve
