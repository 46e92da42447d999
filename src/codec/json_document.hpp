#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"

namespace evolve::codec {

/// The document that a JSON text holds. Stricter than nlohmann's parser, which keeps one of two
/// equal keys in silence, and takes nesting of any depth. `file` is for messages.
Result<nlohmann::json, FileError> parse_document(std::string_view text, std::string_view file);

}  // namespace evolve::codec
