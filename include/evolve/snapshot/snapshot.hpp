#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/plan/report.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

inline constexpr std::size_t default_snapshot_rows = 20;

struct SnapshotOptions {
    std::size_t rows = default_snapshot_rows;  ///< of each table, if it has so many
    bool keep_values = false;                  ///< values are not scrubbed
    std::uint64_t seed = 1;      ///< which rows are taken, and part of the key that scrubs them
    std::int64_t page_size = 0;  ///< another than that of the source; 0: the same
    std::string encoding = {};   ///< likewise; empty: the same
    std::function<void(std::string_view what)> on_work = {};
};

/// The bytes of such a file, and what became of the rows. Throws sqlite::Failure.
Result<std::string, Explanation> snapshot_bytes(sqlite::Connection& source,
                                                const SnapshotOptions& options, Snapshot& snapshot);

/// Makes a small database of a large one, in the new file `path`: its schema letter by letter, its
/// counters, encoding, page size and settings, and of each table some of its rows with those that
/// they refer to, scrubbed (scrub.hpp). Left out is what evolve and ANALYZE wrote. All is read in
/// one transaction and every table once; only reads. The same database, options and SQLite give
/// the same file.
///
/// The key that scrubs is made of the rows themselves: who has the snapshot alone cannot make it.
Result<Snapshot, Explanation> take_snapshot(sqlite::Connection& source, const std::string& path,
                                            const SnapshotOptions& options = {});

}  // namespace evolve
