#pragma once

// Internal to the canonical form: the texts of names, tokens and clauses.

#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/constraint.hpp"
#include "evolve/model/scope.hpp"

namespace evolve::canon {

std::string folded(std::string_view text);

/// A name in double quotes, its case folded.
std::string name(std::string_view text);
inline std::string name(const Identifier& identifier) { return name(identifier.view()); }

/// "("a", "b")"
std::string names(const std::vector<Identifier>& identifiers);

/// The token where its meaning needs no scope: all but words and what stands in double quotes.
std::string literal(const ExpressionToken& token);

/// The tokens with one blank between two.
std::string joined(const std::vector<ExpressionToken>& tokens, const TableScope& scope);

// Clauses, each with the blank before it, or empty.

std::string clause(OnConflict action);
std::string clause(const ForeignKeyTarget& target);
std::string bracketed(const std::vector<KeyPart>& parts, const TableScope& scope);

}  // namespace evolve::canon
