#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "evolve/base/text.hpp"
#include "evolve/graph/path.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/difference.hpp"

namespace evolve {

// Where a database stands (DESIGN section 6.1).

struct AtVersion {
    VersionName version;
    Text history_says;  ///< another version that history names, although the schema is this one's

    friend bool operator==(const AtVersion&, const AtVersion&) = default;
};

/// Several versions have this schema, and history does not choose between them.
struct AtOneOf {
    std::vector<VersionName> versions;

    friend bool operator==(const AtOneOf&, const AtOneOf&) = default;
};

/// Some steps of the path are there and some are not; the others lead to its end.
struct PartWay {
    Path path;
    std::size_t done = 0;  ///< steps that are there
    std::size_t left = 0;

    [[nodiscard]] const VersionOrNull& from() const { return path.front().from; }
    [[nodiscard]] const VersionName& to() const { return path.back().to; }

    friend bool operator==(const PartWay&, const PartWay&) = default;
};

/// History knows a version that the graph does not know.
struct Newer {
    Text version;

    friend bool operator==(const Newer&, const Newer&) = default;
};

struct Drifted {
    VersionName nearest;  ///< the version with the fewest differences
    Difference difference;

    friend bool operator==(const Drifted&, const Drifted&) = default;
};

/// No object of the graph is in the database.
struct NothingManaged {
    friend bool operator==(const NothingManaged&, const NothingManaged&) = default;
};

using Position = std::variant<AtVersion, AtOneOf, PartWay, Newer, Drifted, NothingManaged>;

}  // namespace evolve
