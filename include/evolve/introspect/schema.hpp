#pragma once

#include <functional>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/ddl/syntax_error.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/schema.hpp"

namespace evolve::introspect {

/// An object of the database that this evolve cannot read.
struct Unreadable {
    Text type;  ///< table, index, view or trigger
    Identifier name;
    ddl::SyntaxError error;

    friend bool operator==(const Unreadable&, const Unreadable&) = default;
};

Explanation explain(const Unreadable& cause);

/// The schema that the objects define, as far as `wanted` says yes to them. Indexes that SQLite
/// made for a constraint belong to the constraint.
Result<Schema, Unreadable> schema_of(const std::vector<SchemaObject>& objects,
                                     const std::function<bool(const SchemaObject&)>& wanted);

}  // namespace evolve::introspect
