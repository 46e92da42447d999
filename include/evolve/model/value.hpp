#pragma once

#include <cstdint>
#include <variant>

#include "evolve/base/text.hpp"

namespace evolve {

struct Null {
    friend constexpr bool operator==(Null, Null) = default;
};

struct Blob {
    Text bytes;
    friend constexpr bool operator==(const Blob&, const Blob&) = default;
};

/// A value as SQLite stores it: one of its five storage classes
/// (https://sqlite.org/datatype3.html). Text is UTF-8 whatever the encoding of the file.
using Value = std::variant<Null, std::int64_t, double, Text, Blob>;

}  // namespace evolve
