#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// What is to be another than in the source.
struct OtherFile {
    std::int64_t page_size = 0;  ///< 0: the same
    std::string encoding{};      ///< empty: the same
};

// Both throw sqlite::Failure.

/// Makes an empty database like the source: the settings of its file, and the objects in their own
/// words.
void copy_schema(sqlite::Connection& source, sqlite::Connection& target,
                 const std::vector<SchemaObject>& objects, const OtherFile& other = {});

/// The counters of AUTOINCREMENT become those of the source.
void copy_counters(sqlite::Connection& source, sqlite::Connection& target);

}  // namespace evolve
