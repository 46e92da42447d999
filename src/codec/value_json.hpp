#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "codec/json_cursor.hpp"
#include "evolve/model/value.hpp"

namespace evolve::codec {

/// A value so that it reads back the same in class and bits: NULL is null, an integer a number
/// without a point, a real one with it or {"$real": "Infinity"}, a text a string or {"$text":
/// "ff00"} where it is not UTF-8 or holds a NUL, a blob {"$blob": "00ff"}.
nlohmann::ordered_json json_of(const Value& value);

Value read_value(const JsonCursor& at);

}  // namespace evolve::codec
