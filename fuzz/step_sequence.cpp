// Any bytes as steps, one a line as a graph file has them; an empty line begins another version.
// What the model says of each step is held against SQLite: step by step, and as the plans of a
// graph.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "evolve/codec/step_json.hpp"
#include "evolve/step/row_steps.hpp"
#include "steps_against_sqlite.hpp"

using namespace evolve;

namespace {

constexpr std::size_t most_steps = 16;

/// The versions that the lines make. Left out is what is no step of the schema alone, what no
/// migration may do, and what makes a schema of which SQLite says that it is none: what an
/// expression means is not for the model.
fuzz::Versions versions_of(std::string_view text) {
    const auto before = VersionName::parse("0001-before");
    const auto after = *VersionName::parse("0002-after");
    fuzz::Versions versions(1);
    Schema schema;
    std::size_t taken = 0;
    while (!text.empty() && taken < most_steps) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.empty() && !versions.back().empty()) versions.emplace_back();
        const auto step = parse_step(line, "line");
        if (!step || only_history_tells(*step)) continue;
        auto next = applied(Migration{before, after, {*step}}, schema);
        if (!next || !fuzz::is_made_by_sqlite(*next)) continue;
        schema = std::move(*next);
        versions.back().push_back(*step);
        ++taken;
    }
    if (versions.back().empty()) versions.pop_back();
    return versions;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto versions = versions_of({reinterpret_cast<const char*>(data), size});
    fuzz::check_steps(versions);
    fuzz::check_plans(versions);
    return 0;
}
