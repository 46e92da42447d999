#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/text.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/step/refusal.hpp"

namespace evolve {

// How a graph can be wrong, and how a question to it can have no answer. Each cause has a stable
// code, says what is wrong and what to do next (docs/errors.md).

/// A step does not apply to the schema that the steps before it lead to.
struct StepRefused {
    VersionOrNull from;
    VersionName to;
    std::size_t step = 0;  ///< from 0
    Refusal refusal;

    friend bool operator==(const StepRefused&, const StepRefused&) = default;
};

/// The steps lead to another schema than the version's fingerprint says.
struct FingerprintMismatch {
    VersionOrNull from;
    VersionName version;
    Fingerprint written;
    Fingerprint found;

    friend bool operator==(const FingerprintMismatch&, const FingerprintMismatch&) = default;
};

enum class GraphFault : std::uint8_t {
    no_version,
    version_repeated,  ///< also where names differ in nothing but case
    unknown_from,      ///< detail: the version that is not there
    from_repeated,     ///< detail: the version that is named twice
    cycle,
    no_root,  ///< nothing leads from null to the version
};

struct GraphInvalid {
    GraphFault fault{};
    VersionName version;
    Text detail;

    friend bool operator==(const GraphInvalid&, const GraphInvalid&) = default;
};

/// The name of a version that is none, or the beginning of several.
struct UnknownVersion {
    Text asked;
    std::vector<Text> candidates;  ///< those that begin so; else the nearest

    bool ambiguous = false;
    friend bool operator==(const UnknownVersion&, const UnknownVersion&) = default;
};

struct NoPath {
    VersionOrNull from;
    VersionName to;

    friend bool operator==(const NoPath&, const NoPath&) = default;
};

/// No version was named where the graph has several newest ones.
struct SeveralHeads {
    std::vector<VersionName> heads;

    friend bool operator==(const SeveralHeads&, const SeveralHeads&) = default;
};

Explanation explain(const StepRefused& cause);
Explanation explain(const FingerprintMismatch& cause);
Explanation explain(const GraphInvalid& cause);
Explanation explain(const UnknownVersion& cause);
Explanation explain(const NoPath& cause);
Explanation explain(const SeveralHeads& cause);

}  // namespace evolve
