#pragma once

#include <cstdint>
#include <vector>

#include "snapshot/source_table.hpp"

namespace evolve {

/// Which rows of a table are to be in a snapshot.
struct RowSample {
    std::vector<RowKey> odd{};     ///< in any case
    std::vector<RowKey> others{};  ///< until there are enough, in the order of the table
    std::int64_t rows = 0;         ///< that the table has
};

/// Reads a table once. Odd are, of each column, the first value of each class, the least and the
/// largest integer and real, the longest text and blob, and a text that is no UTF-8; and of each
/// foreign key a row that refers to none. Of the others each row has the same chance. Throws
/// sqlite::Failure.
RowSample sample_of(sqlite::Connection& connection, const SourceTable& table, std::size_t rows,
                    std::uint64_t seed);

}  // namespace evolve
