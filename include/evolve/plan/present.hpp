#pragma once

#include <cstdint>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// What a database holds, as far as a plan depends on it.
struct Present {
    Schema schema;                     ///< of the managed objects, columns in their real order
    std::vector<SchemaObject> others;  ///< every other object that has a definition
    std::vector<HistoryRow> history;   ///< oldest first
    std::vector<KeptTable> kept;       ///< oldest first
    /// Definitions of the managed indexes and triggers as they are written, which come back so when
    /// their table is written anew.
    std::vector<SchemaObject> texts{};
    /// Tables whose definition was written by another hand than SQLite's: ADD COLUMN would cut it
    /// in a wrong place.
    std::vector<Identifier> edited{};
    bool statistics = false;     ///< ANALYZE has left sqlite_stat1
    std::int64_t next_kept = 1;  ///< a number under which no evolve_kept_N or evolve_new_N exists

    friend bool operator==(const Present&, const Present&) = default;
};

}  // namespace evolve
