#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/model/schema.hpp"

namespace evolve::ddl {

/// Which names stand in double quotes.
enum class Quoting : std::uint8_t {
    always,        ///< all: for SQL that runs, safe with the keywords of SQLites to come
    where_needed,  ///< only those that SQLite would not read bare: for files that people read
};

// The model as SQL in one canonical style: keywords in capitals, one blank between tokens, no
// comments; expressions keep their tokens as they are. parse(write(x)) == x, but that in SQL that
// runs a string in double quotes gets single ones, where the table that it speaks of is at hand
// (model/plain_strings.hpp). Files keep them: a migration's digest is that of its text.

std::string write(const Table& table, Quoting quoting = Quoting::always);
std::string write(const Index& index, Quoting quoting = Quoting::always);
std::string write(const View& view, Quoting quoting = Quoting::always);
std::string write(const Trigger& trigger, Quoting quoting = Quoting::always);
std::string write(const VirtualTable& table, Quoting quoting = Quoting::always);
std::string write(const Expression& expression);
std::string write(const TableConstraint& constraint, Quoting quoting = Quoting::always);

// The same with the table at hand, for SQL that runs.

std::string write(const Index& index, const Table& table);
std::string write(const Column& column, const Table& table);

/// One statement an object, in an order in which SQLite can run them.
std::vector<std::string> write(const Schema& schema, Quoting quoting = Quoting::always);

/// A column as it stands in CREATE TABLE or after ADD COLUMN.
std::string write(const Column& column, Quoting quoting = Quoting::always);

/// The same without the name: "VARCHAR(255) NOT NULL". Empty for a typeless column without rules.
std::string write_type_and_rules(const Column& column, Quoting quoting = Quoting::always);

}  // namespace evolve::ddl
