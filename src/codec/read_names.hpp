#pragma once

#include <optional>

#include "codec/json_cursor.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/fingerprint.hpp"

namespace evolve::codec {

/// null or a version; nothing, and a failure of the reading, for what is neither.
VersionOrNull read_version_or_null(const JsonCursor& at);

/// Nothing, and a failure of the reading, for what is no fingerprint.
std::optional<Fingerprint> read_fingerprint(const JsonCursor& at);

}  // namespace evolve::codec
