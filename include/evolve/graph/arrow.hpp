#pragma once

#include <string>

#include "evolve/graph/version_name.hpp"

namespace evolve {

/// A migration for a person: "0008-gpu-info → 0009-cluster-resources".
inline std::string arrow(const VersionOrNull& from, const VersionOrNull& to) {
    return std::string(text_of(from)) + " → " + std::string(text_of(to));
}

}  // namespace evolve
