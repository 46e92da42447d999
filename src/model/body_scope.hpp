#pragma once

// Internal to the canonical form: what the words of views and triggers may name.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/schema.hpp"

namespace evolve::canon {

/// The names that views and triggers of a schema find in it: of tables, views and columns. The
/// columns of virtual tables are known to their modules alone.
class BodyScope {
public:
    explicit BodyScope(const Schema& schema);

    [[nodiscard]] bool has(std::string_view text) const {
        return names_.contains(Identifier(text));
    }

private:
    std::set<Identifier> names_;
};

/// The tokens of a SELECT or of statements, one blank between two. What stands in double quotes is
/// a name where the schema has it, where the text itself makes it (AS "total"), or where nothing
/// else can stand, and otherwise a string.
std::string joined(const std::vector<ExpressionToken>& tokens, const BodyScope& scope);

}  // namespace evolve::canon
