#pragma once

#include <rapidcheck.h>

#include <utility>
#include <vector>

// Single draws for generators that are built with rc::gen::exec.

namespace evolve {

template <class T>
T one_of(std::vector<T> values) {
    return *rc::gen::elementOf(std::move(values));
}

/// From `least` to below `end`, however small a case RapidCheck asks for: left to itself it begins
/// with cases in which hardly anything happens.
inline int between(int least, int end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, end));
}

inline int below(int end) { return between(0, end); }

/// True in one case of n; shrinks to false.
inline bool one_in(int n) { return between(0, n) == n - 1; }

}  // namespace evolve
