#include "evolve/plan/locate.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/plan/walk.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve {
namespace {

std::optional<Text> last_of_history(const Present& present) {
    if (present.history.empty()) return std::nullopt;
    return present.history.back().to;
}

/// The version of the graph that is called so, or null.
const Version* find(const Graph& graph, const std::optional<Text>& name) {
    const auto parsed = name ? VersionName::parse(*name) : std::nullopt;
    return parsed ? graph.find(*parsed) : nullptr;
}

/// To compare it with the schemas of versions, the newest first, costs a tenth of a fingerprint.
Fingerprint fingerprint_among(const Graph& graph, const Schema& schema) {
    for (const Version& version : reversed(graph.versions()))
        if (version.schema == schema) return version.fingerprint();
    return fingerprint(schema);
}

/// Which of the versions of this schema, by history.
Position among(std::vector<VersionName> versions, const Present& present) {
    const auto recorded = last_of_history(present);
    for (const VersionName& version : versions)
        if (recorded && recorded->view() == version.text()) return AtVersion{version, {}};
    if (versions.size() > 1) return AtOneOf{std::move(versions)};
    return AtVersion{versions.front(), recorded.value_or(Text())};
}

std::optional<PartWay> part_way_on(const Path& path, const Graph& graph, const Schema& schema) {
    PartWay found{path};
    Schema at = schema;
    for (const Migration& migration : path) {
        auto walked = walk(migration, graph.schema_at(migration.from), at);
        if (!walked) return std::nullopt;
        found.done += walked->skipped();
        found.left += walked->done.size() - walked->skipped();
        at = std::move(walked->end);
    }
    if (found.done == 0) return std::nullopt;
    if (fingerprint(at) != graph.find(path.back().to)->fingerprint()) return std::nullopt;
    return found;
}

std::optional<PartWay> part_way(const Graph& graph, const Schema& schema,
                                const std::optional<VersionName>& target) {
    for (const Migration& migration : graph.migrations())
        if (auto found = part_way_on({migration}, graph, schema)) return found;
    if (!target) return std::nullopt;
    for (const Version& start : reversed(graph.versions())) {
        const auto path = cheapest_path(graph, start.name(), *target);
        if (!path || path->empty()) continue;
        if (auto found = part_way_on(*path, graph, schema)) return found;
    }
    return std::nullopt;
}

/// Whether no other version has the schema from which the path begins, or history says that it is
/// that one: what steps that change rows did, a schema does not show.
bool begins_clearly(const PartWay& found, const Graph& graph, const Present& present) {
    const VersionOrNull& from = found.from();
    const auto migrations = graph.migrations();
    const bool rows = std::ranges::any_of(
        migrations, [](const Migration& migration) { return only_history_tells(migration.steps); });
    if (!from || !rows) return true;
    const auto recorded = last_of_history(present);
    if (recorded && recorded->view() == from->text()) return true;
    return std::ranges::count(graph.versions(), graph.find(*from)->fingerprint(),
                              [](const Version& version) { return version.fingerprint(); }) == 1;
}

Drifted drifted(const Graph& graph, const Schema& schema) {
    std::optional<Drifted> nearest;
    for (const Version& version : graph.versions()) {
        Difference found = difference(version.schema, schema);
        if (!nearest || found.size() < nearest->difference.size())
            nearest = Drifted{version.name(), std::move(found)};
    }
    EVOLVE_INVARIANT(nearest.has_value());
    return std::move(*nearest);
}

}  // namespace

Position locate(const Graph& graph, const Present& present,
                const std::optional<VersionName>& target) {
    const auto recorded = last_of_history(present);
    const Version* known = find(graph, recorded);
    const bool newer = recorded && !recorded->empty() && known == nullptr;
    if (present.schema.empty()) {
        // Only history tells a database that was emptied from one that was never the graph's.
        if (known != nullptr && known->schema.empty()) return AtVersion{known->name(), {}};
        return newer ? Position(Newer{*recorded}) : Position(NothingManaged{});
    }

    std::vector<VersionName> equal;
    const Fingerprint now = fingerprint_among(graph, present.schema);
    for (const Version& version : graph.versions())
        if (version.fingerprint() == now) equal.push_back(version.name());
    if (!equal.empty()) return among(std::move(equal), present);
    if (newer) return Newer{*recorded};
    if (auto found = part_way(graph, present.schema, target);
        found && begins_clearly(*found, graph, present))
        return std::move(*found);
    return drifted(graph, present.schema);
}

}  // namespace evolve
