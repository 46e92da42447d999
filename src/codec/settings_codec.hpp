#pragma once

#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/graph/settings.hpp"

namespace evolve::codec {

/// The settings that the text of a graph.json describes. `file` is for messages.
Result<Settings, FileError> read_settings(std::string_view text, std::string_view file);

/// The text of graph.json; what is as it is by default is left out. Refused where a text is not
/// UTF-8.
Result<std::string, FileError> settings_text(const Settings& settings, std::string_view file);

}  // namespace evolve::codec
