#pragma once

#include <bit>
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

/// Equal in class and in every bit, as == is not: 0.0 == -0.0.
constexpr bool identical(const Value& a, const Value& b) {
    const auto* x = std::get_if<double>(&a);
    const auto* y = std::get_if<double>(&b);
    if (x != nullptr && y != nullptr)
        return std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
    return a == b;
}

}  // namespace evolve
