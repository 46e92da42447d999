#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "evolve/run/digest.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// All that a database holds: the text of its schema, the rows of every table with their rowids,
/// also of those of SQLite and of virtual tables, and what belongs to the application.
struct DatabaseDigest {
    RowsDigest schema;
    std::map<std::string, RowsDigest> tables;
    std::int64_t user_version = 0;
    std::int64_t application_id = 0;

    friend bool operator==(const DatabaseDigest&, const DatabaseDigest&) = default;
};

/// Reads every row, in the order of the keys. Neither collations nor functions of the application
/// are needed: indexes are not used, and what is computed is not read. Digests compare between
/// files of one encoding. Throws sqlite::Failure.
DatabaseDigest digest_database(sqlite::Connection& connection);

/// The first thing in which two digests differ: "table tasks"; nothing where they are equal.
std::optional<std::string> first_difference(const DatabaseDigest& a, const DatabaseDigest& b);

}  // namespace evolve
