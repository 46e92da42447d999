#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// XXH3-128 over the rows that a query gives, and their number.
struct RowsDigest {
    std::array<std::uint64_t, 2> hash{};
    std::int64_t rows = 0;

    friend bool operator==(const RowsDigest&, const RowsDigest&) = default;
};

/// Digests the storage class, the length and every byte of each value, row after row: 1 and 1.0, ''
/// and NULL, 'a' and x'61' differ (pitfalls A26, B05). Text counts in the encoding of the file, so
/// only digests of one database compare. Reads in constant memory. Throws
/// sqlite::Failure.
RowsDigest digest_rows(sqlite::Connection& connection, std::string_view query);

/// The digests that queries for some of its columns would have, one for each list of them, numbered
/// from 0: the rows are read once.
std::vector<RowsDigest> digest_parts(sqlite::Connection& connection, std::string_view query,
                                     const std::vector<std::vector<int>>& parts);

}  // namespace evolve
