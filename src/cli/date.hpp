#pragma once

#include <string_view>

namespace evolve::cli {

/// Whether it is a day that there is, 2026-11-24, or a time of one in UTC, 2026-11-24T10:15:02Z: as
/// evolve writes them, so that they compare as texts.
bool is_date(std::string_view text);

}  // namespace evolve::cli
