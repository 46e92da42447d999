#pragma once

#include <string_view>

namespace evolve {

/// Whether the bytes are text that every encoding of SQLite can hold.
bool is_utf8(std::string_view bytes);

}  // namespace evolve
