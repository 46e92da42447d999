#include "evolve/graph/graph.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/base/nearest.hpp"

namespace evolve {
namespace {

std::optional<GraphInvalid> repeated_version(const std::vector<VersionRecord>& sorted) {
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (equal_ignoring_case(sorted[i - 1].name.text(), sorted[i].name.text()))
            return GraphInvalid{GraphFault::version_repeated, sorted[i].name, {}};
    return std::nullopt;
}

std::optional<GraphInvalid> bad_arrivals(const VersionRecord& record,
                                         const std::vector<VersionRecord>& all) {
    if (record.from.empty()) return GraphInvalid{GraphFault::no_root, record.name, {}};
    std::vector<VersionOrNull> seen;
    for (const Arrival& arrival : record.from) {
        const Text from(text_of(arrival.from));
        if (std::ranges::find(seen, arrival.from) != seen.end())
            return GraphInvalid{GraphFault::from_repeated, record.name, from};
        seen.push_back(arrival.from);
        if (arrival.from &&
            std::ranges::find(all, *arrival.from, &VersionRecord::name) == all.end())
            return GraphInvalid{GraphFault::unknown_from, record.name, from};
    }
    return std::nullopt;
}

/// A version that is reached from itself, where each of these is reached from one of them: going
/// back from any of them must come to one for the second time.
VersionName on_cycle(const std::vector<VersionRecord>& left) {
    const auto find = [&](const VersionOrNull& name) {
        return std::ranges::find_if(left, [&](const auto& each) { return each.name == name; });
    };
    std::vector<VersionName> seen;
    auto at = left.begin();
    while (std::ranges::find(seen, at->name) == seen.end()) {
        seen.push_back(at->name);
        at = find(std::ranges::find_if(at->from, [&](const Arrival& each) {
                      return find(each.from) != left.end();
                  })->from);
    }
    return at->name;
}

/// The version, once all that it is reached from is known.
Result<Version, GraphError> composed(VersionRecord record, const Graph& known) {
    std::optional<Schema> schema;
    for (Arrival& arrival : record.from) {
        Migration migration{arrival.from, record.name, std::move(arrival.steps)};
        auto reached = applied(migration, known.schema_at(arrival.from));
        arrival.steps = std::move(migration.steps);
        if (!reached) return unexpected(GraphError(reached.error()));
        const Fingerprint found = fingerprint(*reached);
        if (!record.fingerprint) record.fingerprint = found;
        if (found != *record.fingerprint)
            return unexpected(GraphError(
                FingerprintMismatch{arrival.from, record.name, *record.fingerprint, found}));
        if (!schema) schema = std::move(*reached);
    }
    return Version{std::move(record), std::move(*schema)};
}

}  // namespace

Result<Graph, GraphError> Graph::make(std::vector<VersionRecord> records) {
    if (records.empty())
        return unexpected(GraphError(GraphInvalid{GraphFault::no_version, {}, {}}));
    std::ranges::sort(records, {}, &VersionRecord::name);
    if (auto fault = repeated_version(records)) return unexpected(GraphError(*fault));
    for (const VersionRecord& record : records)
        if (auto fault = bad_arrivals(record, records)) return unexpected(GraphError(*fault));

    Graph graph;
    while (!records.empty()) {
        const auto ready = std::ranges::find_if(records, [&](const VersionRecord& record) {
            return std::ranges::all_of(record.from, [&](const Arrival& arrival) {
                return !arrival.from || graph.find(*arrival.from) != nullptr;
            });
        });
        if (ready == records.end())
            return unexpected(GraphError(GraphInvalid{GraphFault::cycle, on_cycle(records), {}}));
        auto version = composed(std::move(*ready), graph);
        if (!version) return unexpected(version.error());
        graph.versions_.push_back(std::move(*version));
        records.erase(ready);
    }
    return graph;
}

const Version* Graph::find(const VersionName& name) const {
    const auto found = std::ranges::find(versions_, name, &Version::name);
    return found == versions_.end() ? nullptr : &*found;
}

const Schema& Graph::schema_at(const VersionOrNull& version) const {
    if (!version) return empty_;
    const Version* found = find(*version);
    EVOLVE_INVARIANT(found != nullptr);
    return found->schema;
}

Result<VersionName, UnknownVersion> Graph::resolve(std::string_view text) const {
    UnknownVersion unknown{Text(text), {}};
    std::optional<VersionName> only;
    for (const Version& version : versions_) {
        if (version.name().text() == text) return version.name();
        if (text.empty() || !version.name().text().starts_with(text)) continue;
        only = version.name();
        unknown.candidates.emplace_back(version.name().text());
    }
    if (unknown.candidates.size() == 1) return *only;
    unknown.ambiguous = !unknown.candidates.empty();
    if (!unknown.ambiguous) {
        std::vector<std::string_view> names;
        for (const Version& version : versions_) names.push_back(version.name().text());
        if (const auto near = nearest(text, names)) unknown.candidates.emplace_back(*near);
    }
    return unexpected(std::move(unknown));
}

std::vector<VersionName> Graph::heads() const {
    std::vector<VersionName> heads;
    for (const Version& version : versions_) heads.push_back(version.name());
    for (const Version& version : versions_)
        for (const Arrival& arrival : version.record.from)
            if (arrival.from) std::erase(heads, *arrival.from);
    return heads;
}

Result<VersionName, SeveralHeads> Graph::only_head() const {
    auto all = heads();
    if (all.size() != 1) return unexpected(SeveralHeads{std::move(all)});
    return std::move(all.front());
}

std::vector<Migration> Graph::migrations() const {
    std::vector<Migration> edges;
    for (const Version& version : versions_)
        for (const Arrival& arrival : version.record.from)
            edges.push_back({arrival.from, version.name(), arrival.steps});
    return edges;
}

}  // namespace evolve
