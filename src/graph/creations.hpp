#pragma once

// Internal: many tables and indexes made one after the other.

#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "evolve/base/identifier_hash.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// Makes tables and indexes in a schema as applied(step, schema) does, each in a time that does not
/// depend on how many objects there are: each step is applied to the part of the schema that it
/// looks at, the objects of its own name and, for an index, its table. Nothing else may change the
/// schema meanwhile.
class Creations {
public:
    explicit Creations(Schema& schema);

    /// Why the step does not apply, or nothing. After a refusal the schema is of no use.
    std::optional<Refusal> add(const CreateTable& step);
    std::optional<Refusal> add(const CreateIndex& step);

private:
    /// The part for a step that makes an object of that name.
    [[nodiscard]] Schema part_for(const Identifier& name) const;

    Schema& schema_;
    std::unordered_map<Identifier, std::size_t, IdentifierHash> tables_;
    std::unordered_set<Identifier, IdentifierHash> others_;  ///< that share their names with tables
};

}  // namespace evolve
