#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "evolve/sqlite/statement.hpp"
#include "snapshot/source_table.hpp"

namespace evolve {

/// A row as it was read.
struct SourceRow {
    std::size_t table = 0;  ///< its place among the tables
    std::string identity;   ///< that of its key
    std::vector<Value> values;
};

/// A row with all rows that it refers to, and those that they refer to. They come together or not
/// at all.
using Family = std::vector<SourceRow>;

/// More rows are no sample: a list, each of whose rows refers to the one before it.
inline constexpr std::size_t most_of_a_family = 1000;

/// Reads rows by their keys.
class Gatherer {
public:
    Gatherer(sqlite::Connection& connection, const std::vector<SourceTable>& tables);

    /// The family of a row; nothing where it is too large, or where the file is damaged so that the
    /// row is not found by its own key.
    std::optional<Family> family(std::size_t table, const RowKey& key);

private:
    struct Parent {
        std::size_t table;
        std::vector<std::size_t> columns;       ///< of the child
        std::optional<sqlite::Statement> keys;  ///< nothing: SQLite cannot look it up
    };

    std::optional<SourceRow> read(std::size_t table, const RowKey& key);
    [[nodiscard]] std::vector<std::pair<std::size_t, RowKey>> parents(const SourceRow& row);

    const std::vector<SourceTable>& tables_;
    std::vector<sqlite::Statement> rows_{};
    std::vector<std::vector<Parent>> parents_{};
};

}  // namespace evolve
