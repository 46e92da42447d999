#pragma once

#include <cstdint>
#include <optional>

#include "evolve/model/value.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/profile.hpp"

namespace evolve {

/// A number of a size that is drawn by its weight; nothing where none has any.
std::optional<std::uint64_t> draw(const Sizes& sizes, Chooser& chooser);

/// A value of a class and size that the column of the profile has, each by its weight; nothing
/// where none has any. Texts and blobs end at 16 KiB.
std::optional<Value> value_like(const ColumnProfile& profile, Chooser& chooser);

}  // namespace evolve
