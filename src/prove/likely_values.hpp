#pragma once

#include <vector>

#include "evolve/model/expression.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"

// Internal to the prover: values at which an expression is likely to turn. Guesses, which nobody
// relies on: evolve does not read the meaning of SQL.

namespace evolve {

/// The literals of the expression, and their neighbours.
void add_literals(const Expression& expression, std::vector<Value>& values);

/// Where the expression speaks of `length`: texts around the lengths that it names.
void add_lengths(const Expression& expression, std::vector<Value>& values);

/// What a condition may ask for: literals, what lies between two of them, texts of the lengths and
/// like the patterns that it names, JSON.
std::vector<Value> likely_values(const Expression& condition);

/// A text that a pattern of LIKE takes, one that a pattern of GLOB takes.
Text like(std::string_view pattern);
Text glob(std::string_view pattern);

/// What indexes, views, triggers, defaults and generated columns of the schema name beside the
/// column of the table.
std::vector<Value> values_beside(const Schema& schema, const Table& table,
                                 const Identifier& column);

}  // namespace evolve
