#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace evolve::codec {

// How graph files look, so that a change of one thing is a change of one line.

/// JSON on one line, with a blank after each colon and comma. Bytes that are not UTF-8 are
/// replaced.
std::string one_line(const nlohmann::ordered_json& value);

/// The items of a list or an object, each on a line of its own; nothing for none.
std::string lines(const std::vector<std::string>& items, std::string_view indentation);

/// Whether JSON can hold every text inside the value.
bool is_utf8(const nlohmann::ordered_json& value);

}  // namespace evolve::codec
