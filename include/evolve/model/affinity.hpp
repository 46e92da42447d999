#pragma once

#include <cstdint>
#include <string_view>

#include "evolve/base/identifier.hpp"
#include "evolve/model/declared_type.hpp"

namespace evolve {

/// What a declared type makes SQLite do to a value on its way in.
enum class Affinity : std::uint8_t { integer, text, blob, real, numeric };

namespace detail {

constexpr bool mentions(std::string_view type, std::string_view word) {
    for (std::size_t start = 0; start + word.size() <= type.size(); ++start)
        if (equal_ignoring_case(type.substr(start, word.size()), word)) return true;
    return false;
}

}  // namespace detail

/// The five rules of https://sqlite.org/datatype3.html section 3.1, in their order.
constexpr Affinity affinity_of(std::string_view declared_type) {
    using detail::mentions;
    if (mentions(declared_type, "INT")) return Affinity::integer;
    if (mentions(declared_type, "CHAR") || mentions(declared_type, "CLOB") ||
        mentions(declared_type, "TEXT"))
        return Affinity::text;
    if (declared_type.empty() || mentions(declared_type, "BLOB")) return Affinity::blob;
    if (mentions(declared_type, "REAL") || mentions(declared_type, "FLOA") ||
        mentions(declared_type, "DOUB"))
        return Affinity::real;
    return Affinity::numeric;
}

/// The affinity of a column whose type is written so, quotes and all.
constexpr Affinity affinity_of_written(std::string_view type) {
    if (type.empty()) return Affinity::blob;
    const Text declared = declared_type(type);
    return declared.empty() ? Affinity::numeric : affinity_of(declared);
}

}  // namespace evolve
