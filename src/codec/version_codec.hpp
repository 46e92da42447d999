#pragma once

#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/graph/graph.hpp"

namespace evolve::codec {

/// The version that the text of a file in versions/ describes. `file` is for messages; `name` is
/// the file's, which "version" has to repeat.
Result<VersionRecord, FileError> read_version(std::string_view text, std::string_view file,
                                              const VersionName& name);

/// The text of the file: one line a step, so that a change of a step is a change of a line. Refused
/// where a name or text is not UTF-8. The fingerprint must be known.
Result<std::string, FileError> version_text(const VersionRecord& version, std::string_view file);

}  // namespace evolve::codec
