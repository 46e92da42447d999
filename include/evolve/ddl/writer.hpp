#pragma once

#include <cstdint>
#include <string>

#include "evolve/model/schema.hpp"

namespace evolve::ddl {

/// Which names stand in double quotes.
enum class Quoting : std::uint8_t {
    always,        ///< all: for SQL that runs, safe with the keywords of SQLites to come
    where_needed,  ///< only those that SQLite would not read bare: for files that people read
};

// The model as SQL in one canonical style: keywords in capitals, one blank between tokens, no
// comments; expressions keep their tokens as they are. parse(write(x)) == x, however it is quoted.

std::string write(const Table& table, Quoting quoting = Quoting::always);
std::string write(const Index& index, Quoting quoting = Quoting::always);
std::string write(const Expression& expression);
std::string write(const TableConstraint& constraint, Quoting quoting = Quoting::always);

/// A column as it stands in CREATE TABLE or after ADD COLUMN.
std::string write(const Column& column, Quoting quoting = Quoting::always);

/// The same without the name: "VARCHAR(255) NOT NULL". Empty for a typeless column without rules.
std::string write_type_and_rules(const Column& column, Quoting quoting = Quoting::always);

}  // namespace evolve::ddl
