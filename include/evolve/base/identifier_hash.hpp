#pragma once

#include <cstddef>
#include <cstdint>

#include "evolve/base/identifier.hpp"

namespace evolve {

/// Equal identifiers have equal hashes: FNV-1a over the letters that decide comparison. For tables
/// in memory alone; nothing depends on its values.
struct IdentifierHash {
    std::size_t operator()(const Identifier& name) const noexcept {
        std::uint64_t hash = 0xcbf29ce484222325;
        for (char byte : name.view())
            hash = (hash ^ static_cast<unsigned char>(fold_case(byte))) * 0x100000001b3;
        return static_cast<std::size_t>(hash);
    }
};

}  // namespace evolve
