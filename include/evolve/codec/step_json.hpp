#pragma once

#include <span>
#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// The keys that name a kind of step in graph files, in the order of the kinds.
std::span<const std::string_view> step_tags();

/// The step that a JSON text describes, as in a graph file: {"drop_index": {"index": "by_name"}}.
/// `source` is what messages call the text: a file or an option.
Result<Step, FileError> parse_step(std::string_view json, std::string_view source);

/// The step as one line of a graph file. parse_step(write_step(x)) == x where all names are UTF-8;
/// bytes that are not are replaced.
std::string write_step(const Step& step);

}  // namespace evolve
