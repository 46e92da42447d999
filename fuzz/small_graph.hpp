#pragma once

#include "evolve/base/invariant.hpp"
#include "evolve/codec/graph_files.hpp"

namespace evolve::fuzz {

/// The graph in fuzz/small_graph: from its first version one migration each to the others, so that
/// a file goes through one kind of change, and most of them do not ALTER.
inline const LoadedGraph& small_graph() {
    static const auto graph = load_graph(EVOLVE_FUZZ_GRAPH);
    EVOLVE_INVARIANT(graph.has_value());
    return *graph;
}

}  // namespace evolve::fuzz
