#pragma once

#include <iterator>

namespace evolve {

/// The elements of a container, which must outlive this, from the last to the first. Not
/// std::views::reverse, which clang 14 does not compile with libstdc++ 12; the fuzz targets need
/// it.
template <class Container>
struct Reversed {
    Container& elements;

    [[nodiscard]] constexpr auto begin() const { return std::rbegin(elements); }
    [[nodiscard]] constexpr auto end() const { return std::rend(elements); }
};

template <class Container>
constexpr Reversed<Container> reversed(Container& elements) {
    return {elements};
}

}  // namespace evolve
