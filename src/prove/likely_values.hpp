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

/// The expressions of the indexes, views, triggers and generated columns that read the table. They
/// belong to the schema and to the table, and must not outlive them.
std::vector<const Expression*> expressions_over(const Schema& schema, const Table& table);

/// What they name beside the column, and its default.
std::vector<Value> values_beside(const std::vector<const Expression*>& expressions,
                                 const Column& column);

}  // namespace evolve
