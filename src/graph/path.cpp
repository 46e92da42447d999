#include "evolve/graph/path.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <compare>
#include <cstdint>
#include <limits>

namespace evolve {
namespace {

struct Cost {
    std::uint64_t row_work = 0;
    std::uint64_t steps = 0;

    friend auto operator<=>(const Cost&, const Cost&) = default;
    friend Cost operator+(const Cost& a, const Cost& b) {
        return {a.row_work + b.row_work, a.steps + b.steps};
    }
};

constexpr Cost unreachable{std::numeric_limits<std::uint64_t>::max(), 0};

Cost cost_of(const Migration& migration, const Schema& before) {
    Cost cost;
    Schema schema = before;
    for (const Step& step : migration.steps) {
        switch (work_of(step, schema)) {
            case Work::metadata: break;
            case Work::scan: cost.row_work += 1; break;
            case Work::rewrite: cost.row_work += 4; break;
        }
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    cost.steps = migration.steps.size();
    return cost;
}

struct Edge {
    Cost cost;
    std::size_t migration = 0;  ///< its place in the list of all
};

using Network =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Edge>;

}  // namespace

Result<Path, NoPath> cheapest_path(const Graph& graph, const VersionOrNull& from,
                                   const VersionName& to) {
    if (from == to) return Path();
    // Vertex 0 is null, vertex i + 1 the i-th version.
    const auto vertex = [&](const VersionOrNull& version) -> std::size_t {
        if (!version) return 0;
        const auto found = std::ranges::find(graph.versions(), *version, &Version::name);
        EVOLVE_INVARIANT(found != graph.versions().end());
        return static_cast<std::size_t>(found - graph.versions().begin()) + 1;
    };
    const std::vector<Migration> migrations = graph.migrations();
    Network network(graph.versions().size() + 1);
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        const Migration& each = migrations[i];
        boost::add_edge(vertex(each.from), vertex(each.to),
                        Edge{cost_of(each, graph.schema_at(each.from)), i}, network);
    }

    std::vector<Cost> costs(boost::num_vertices(network));
    std::vector<std::size_t> previous(boost::num_vertices(network));
    boost::dijkstra_shortest_paths(network, vertex(from),
                                   boost::predecessor_map(previous.data())
                                       .distance_map(costs.data())
                                       .weight_map(boost::get(&Edge::cost, network))
                                       .distance_compare(std::less<>())
                                       .distance_combine([](const Cost& a, const Cost& b) {
                                           return a == unreachable ? a : a + b;
                                       })
                                       .distance_inf(unreachable)
                                       .distance_zero(Cost()));

    Path path;
    for (std::size_t at = vertex(to); at != vertex(from); at = previous[at]) {
        if (previous[at] == at) return unexpected(NoPath{from, to});
        const auto edge = boost::edge(previous[at], at, network).first;
        path.push_back(migrations[network[edge].migration]);
    }
    std::ranges::reverse(path);
    return path;
}

}  // namespace evolve
