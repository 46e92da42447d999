#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/causes.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// One way to a version: its steps from another version, or from null.
struct Arrival {
    VersionOrNull from;
    std::vector<Step> steps;

    friend bool operator==(const Arrival&, const Arrival&) = default;
};

/// A version as it is written down.
struct VersionRecord {
    VersionName name;
    Text summary;
    std::vector<Arrival> from;
    std::optional<Fingerprint> fingerprint;  ///< nothing: not known yet, to be filled in

    friend bool operator==(const VersionRecord&, const VersionRecord&) = default;
};

/// A version in its graph.
struct Version {
    VersionRecord record;
    Schema schema;

    [[nodiscard]] const VersionName& name() const { return record.name; }
    [[nodiscard]] const Fingerprint& fingerprint() const { return *record.fingerprint; }

    friend bool operator==(const Version&, const Version&) = default;
};

using GraphError = OneOf<StepRefused, FingerprintMismatch, GraphInvalid>;

/// All versions of one database's schema and the ways between them. A value of this type composes:
/// every step applies, all ways to a version lead to its fingerprint, and there is no cycle.
class Graph {
public:
    static Result<Graph, GraphError> make(std::vector<VersionRecord> records);

    /// Each version after those that it is reached from; else in the order of names.
    [[nodiscard]] const std::vector<Version>& versions() const { return versions_; }

    /// Null where the graph has no version of that name.
    [[nodiscard]] const Version* find(const VersionName& name) const;

    /// The schema of a version of this graph, or the empty one.
    [[nodiscard]] const Schema& schema_at(const VersionOrNull& version) const;

    /// The version with this name, or with this unique beginning of a name; the empty one is none.
    [[nodiscard]] Result<VersionName, UnknownVersion> resolve(std::string_view text) const;

    /// The versions from which nothing leads on.
    [[nodiscard]] std::vector<VersionName> heads() const;
    [[nodiscard]] Result<VersionName, SeveralHeads> only_head() const;

    /// Every edge, in the order of the versions that they lead to.
    [[nodiscard]] std::vector<Migration> migrations() const;

    friend bool operator==(const Graph&, const Graph&) = default;

private:
    std::vector<Version> versions_;
    Schema empty_;
};

}  // namespace evolve
