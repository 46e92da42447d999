#pragma once

#include <rapidcheck.h>

#include <vector>

// Draws for generators made with rc::gen::exec. They do not grow with RapidCheck's size: left to
// itself it begins with cases in which hardly anything happens.

namespace evolve::draw {

inline int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }
inline bool one_in(int chances) { return below(chances) == 0; }

template <class T>
const T& one_of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

}  // namespace evolve::draw
