#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// What tells a row apart from the others of its table.
using RowKey = std::vector<Value>;

/// A foreign key to another table that is sampled.
struct Reference {
    std::size_t parent = 0;            ///< its place among the tables
    std::vector<std::size_t> columns;  ///< of the child
    std::vector<Identifier> to;        ///< of the parent
};

/// A table, or a virtual table that holds rows, from which rows are taken.
struct SourceTable {
    Identifier name;
    std::vector<std::string> key;      ///< in SQL
    std::vector<std::string> columns;  ///< in SQL: all that can be inserted, a hidden rowid too
    std::vector<bool> alone;           ///< of each column: no key, index or reference has it
    std::vector<Reference> references{};
    bool has_references = false;  ///< to whatever
    bool by_rowid = true;
    std::string returning{};  ///< what an INSERT ends with, so that it notices what has no value
};

/// The tables of the schema whose rows can be read.
std::vector<SourceTable> source_tables(const Schema& schema);

/// Key columns, then the columns.
std::string select_of(const SourceTable& table);
/// … of the row that has the key.
std::string select_by_key(const SourceTable& table);
std::string insert_of(const SourceTable& table);

/// A text that no other key has.
std::string identity(const RowKey& key);

}  // namespace evolve
