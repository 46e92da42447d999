// Any bytes as a database file that goes to another version of a small graph, and back: it is
// migrated and holds what it held, or is refused and stays as it is.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "small_graph.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/scratch_directory.hpp"

using namespace evolve;

namespace {

/// The lowest byte of PRAGMA user_version, which evolve leaves to the application
/// (https://sqlite.org/fileformat2.html#user_version_number).
constexpr std::size_t choice_at = 63;

/// The file chooses itself where it goes: a neighbour of the first version, or down to that.
FileTarget target_of(std::string_view bytes, const Graph& graph) {
    const auto choice =
        bytes.size() > choice_at ? static_cast<unsigned char>(bytes[choice_at]) : 0u;
    const auto& versions = graph.versions();
    const std::size_t number = choice % versions.size();
    return {.to = versions[number].name(), .up = number > 0};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ScratchDirectory scratch;
    static const FuzzBases no_bases;
    static const Executor execute = run;
    const LoadedGraph& loaded = fuzz::small_graph();
    static const Managed managed(loaded.graph, loaded.settings);
    const FuzzGround ground{no_bases, loaded.graph, managed, execute};

    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const FuzzOutcome outcome =
        try_bytes(ground, target_of(bytes, loaded.graph), {bytes}, scratch.path("migrated.db"));
    if (!outcome.broken) return 0;
    std::fprintf(stderr, "evolve: bug: %s\n", outcome.cause.c_str());
    std::abort();
}
