#pragma once

#include <string_view>

#include "evolve/base/invariant.hpp"
#include "evolve/codec/file_error.hpp"

// The law of what reads and writes the files of a graph.

namespace evolve::fuzz {

/// The text is refused with an explanation, or what is read is written, reads back equal, and is
/// written the same again. Only what no JSON text can hold may not be written.
template <class Read, class Write>
void check_round_trip(std::string_view text, Read read, Write write) {
    const auto value = read(text);
    if (!value) {
        EVOLVE_INVARIANT(!explain(value.error()).wrong.empty());
        return;
    }
    const auto written = write(*value);
    EVOLVE_INVARIANT(written.has_value());
    const auto again = read(*written);
    EVOLVE_INVARIANT(again && *again == *value);
    EVOLVE_INVARIANT(*write(*again) == *written);
}

}  // namespace evolve::fuzz
