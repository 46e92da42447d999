#include "evolve/prove/subject.hpp"

#include <charconv>
#include <utility>

#include "evolve/codec/digest.hpp"
#include "evolve/step/creation.hpp"

namespace evolve {
namespace {

/// A version that is made by creating all objects of the schema.
VersionRecord created(const VersionName& name, const Schema& schema) {
    return {name, {}, {{std::nullopt, creation_of(schema)}}, std::nullopt};
}

Graph graph_of(const Migration& migration, const Schema& before) {
    std::vector<VersionRecord> records;
    if (migration.from) records.push_back(created(*migration.from, before));
    records.push_back({migration.to, {}, {{migration.from, migration.steps}}, std::nullopt});
    auto graph = Graph::make(std::move(records));
    EVOLVE_INVARIANT(graph.has_value());
    return std::move(*graph);
}

/// One way for each other migration that ends there, the cheapest.
std::vector<Path> other_paths(const Migration& migration, const Graph& graph) {
    std::vector<Path> paths;
    for (const Migration& last : graph.migrations()) {
        if (last.to != migration.to || last.from == migration.from || !last.from) continue;
        auto path = cheapest_path(graph, migration.from, *last.from);
        if (!path) continue;
        path->push_back(last);
        paths.push_back(std::move(*path));
    }
    return paths;
}

std::uint64_t first_64_bits(const std::string& hexadecimal) {
    std::uint64_t bits = 0;
    std::from_chars(hexadecimal.data(), hexadecimal.data() + 16, bits, 16);
    return bits;
}

}  // namespace

Subject make_subject(const Migration& migration, const Schema& before) {
    auto after = applied(migration, before);
    EVOLVE_INVARIANT(after.has_value());
    Graph graph = graph_of(migration, before);
    Managed managed(graph, Settings());
    const StepClass step_class = class_of(migration, before);
    return {migration,
            before,
            std::move(*after),
            step_class,
            std::move(graph),
            std::move(managed),
            first_64_bits(digest(migration))};
}

Subject make_subject(const Migration& migration, const Graph& graph, const Settings& settings) {
    Subject subject = make_subject(migration, graph.schema_at(migration.from));
    auto paths = other_paths(migration, graph);
    if (!paths.empty())
        subject.other_ways = std::make_shared<const OtherWays>(
            OtherWays{graph, Managed(graph, settings), std::move(paths)});
    return subject;
}

}  // namespace evolve
