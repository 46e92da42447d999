#pragma once

#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/plan/evidence.hpp"

namespace evolve::codec {

/// Evidence as its file holds it (docs/format.md). `file` is for messages. An error where a name in
/// it is not UTF-8.
Result<std::string, FileError> evidence_text(const Evidence& evidence, std::string_view file);

/// Strict, as all reading of graph files. An error also where the digest is not that of the inputs.
Result<Evidence, FileError> parse_evidence(std::string_view text, std::string_view file);

}  // namespace evolve::codec
