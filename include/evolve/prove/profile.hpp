#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/sqlite/connection.hpp"

// What a real database is like, without any of its values: random states are drawn to be like it.

namespace evolve {

/// Weights of numbers by their size: the n-th of those with n binary digits, the 0th of zero.
using Sizes = std::array<std::uint64_t, 65>;

/// The place of a number among Sizes; that of a negative one is that of its amount.
std::size_t size_of(std::uint64_t number);

/// Weights of the values of one column, in thousandths of all that it has.
struct ColumnProfile {
    std::uint64_t nulls = 0;
    std::uint64_t reals = 0;
    std::uint64_t negatives = 0;  ///< of integers
    Sizes integers{};             ///< by amount
    Sizes texts{};                ///< by length in bytes
    Sizes blobs{};

    friend bool operator==(const ColumnProfile&, const ColumnProfile&) = default;
};

/// How many rows refer to one and the same row, where some do: in thousandths of those rows.
struct ReferenceProfile {
    std::vector<Identifier> columns;  ///< of the child
    Sizes children{};

    friend bool operator==(const ReferenceProfile&, const ReferenceProfile&) = default;
};

struct TableProfile {
    std::map<Identifier, ColumnProfile> columns{};
    std::vector<ReferenceProfile> references{};

    friend bool operator==(const TableProfile&, const TableProfile&) = default;
};

struct Profile {
    std::map<Identifier, TableProfile> tables{};

    /// Nothing is known of others.
    [[nodiscard]] const ColumnProfile* column(const Identifier& table,
                                              const Identifier& column) const;
    [[nodiscard]] const ReferenceProfile* reference(const Identifier& table,
                                                    const std::vector<Identifier>& columns) const;

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// The profile of those of the tables that are there and have rows. Reads each once. Throws
/// sqlite::Failure.
Profile learn(sqlite::Connection& connection, const std::vector<Identifier>& tables);

/// The profile that a graph directory keeps in profile.json (docs/format.md), if it keeps one.
/// Strict.
Result<std::optional<Profile>, FileError> read_profile(const std::string& directory);

/// Keeps it there, in the place of another. The path within the directory.
Result<std::string, FileError> write_profile(const std::string& directory, const Profile& profile);

}  // namespace evolve
