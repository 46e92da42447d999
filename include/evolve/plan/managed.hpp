#pragma once

#include <unordered_set>
#include <vector>

#include "evolve/base/identifier_hash.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/graph/settings.hpp"
#include "evolve/model/history.hpp"

namespace evolve {

/// Which objects of a database are the graph's: those whose name occurs in any of its versions or
/// migrations, and everything inside a managed table. Never looked at: what SQLite and evolve made
/// for themselves, and names that match "ignore". All else is unmanaged.
class Managed {
public:
    Managed(const Graph& graph, const Settings& settings);

    [[nodiscard]] bool operator()(const SchemaObject& object) const;

private:
    std::unordered_set<Identifier, IdentifierHash> names_;
    std::vector<Text> ignored_;
};

}  // namespace evolve
