// Any bytes as steps, one a line as a graph file has them; an empty line begins another version.
// What the model says of each step is held against SQLite: step by step, and as the plans of a
// graph.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "evolve/codec/step_json.hpp"
#include "evolve/step/row_steps.hpp"
#include "sequence.hpp"
#include "travel.hpp"

using namespace evolve;

namespace {

constexpr std::size_t most_steps = 12;

/// The steps of the lines that are some and that the sequence takes. A step that changes rows or is
/// SQL says nothing of the schema.
fuzz::Versions versions_of(std::string_view text, fuzz::Sequence& sequence) {
    fuzz::Versions versions(1);
    std::size_t taken = 0;
    while (!text.empty() && taken < most_steps) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.empty() && !versions.back().empty()) versions.emplace_back();
        const auto step = parse_step(line, "line");
        if (!step || only_history_tells(*step) || !sequence.take(*step)) continue;
        versions.back().push_back(*step);
        ++taken;
    }
    if (versions.back().empty()) versions.pop_back();
    return versions;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Sequence sequence;
    const auto versions = versions_of({reinterpret_cast<const char*>(data), size}, sequence);
    sequence.go_back();
    fuzz::check_plans(versions);
    return 0;
}
