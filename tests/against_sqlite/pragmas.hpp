#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/sqlite/connection.hpp"

// What SQLite's pragmas answer of a schema, and what the model says that they must: every field.

namespace evolve {

/// One row of an answer, its fields one after the other.
using Row = std::vector<std::string>;
using Answer = std::vector<Row>;

std::string shown(const Answer& answer);

/// The answers of one pragma on all objects of the schema, as SQLite gives them and as expected.
struct Answers {
    std::string pragma;
    Answer found;
    Answer expected;
};

Answers table_list(sqlite::Connection& connection, const Schema& schema);
Answers table_xinfo(sqlite::Connection& connection, const Table& table);
Answers foreign_key_list(sqlite::Connection& connection, const Table& table);

/// PRAGMA index_list, and index_xinfo of each of its indexes; in the order of their texts, for the
/// order in which SQLite lists them says nothing.
Answers indexes_of(sqlite::Connection& connection, const Schema& schema, const Table& table);

}  // namespace evolve
