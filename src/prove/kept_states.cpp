#include "evolve/prove/kept_states.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "codec/disk.hpp"
#include "evolve/model/sha256.hpp"
#include "prove/state_json.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

constexpr const char* folder = "counterexamples";

/// What the names of all states of a migration begin with.
std::string beginning(const VersionOrNull& from, const VersionName& to) {
    return std::string(text_of(from)) + "--" + std::string(to.text()) + "--";
}

}  // namespace

Result<std::string, FileError> keep_state(const std::string& directory, const Proof& proof,
                                          const Instance& instance) {
    const std::string text = state_json({proof, instance});
    const std::string name = beginning(proof.from, proof.to) + sha256(text).substr(0, 8) + ".json";
    const fs::path path = fs::path(folder) / name;
    if (auto made = codec::make_directory(fs::path(directory) / folder); !made)
        return unexpected(made.error());
    if (auto written = codec::write_file(fs::path(directory) / path, text); !written)
        return unexpected(written.error());
    return path.string();
}

Result<KnownState, FileError> read_kept_state(const std::string& directory, const std::string& path,
                                              const Subject& subject) {
    const std::string whole = fs::path(directory) / path;
    const auto text = codec::read_file(whole);
    if (!text) return unexpected(text.error());
    auto instance = parse_state(*text, whole, subject);
    if (!instance) return unexpected(instance.error());
    return KnownState{path, std::move(*instance)};
}

Result<std::vector<KnownState>, FileError> kept_states(const std::string& directory,
                                                       const Subject& subject) {
    const std::string start = beginning(subject.migration.from, subject.migration.to);
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator at(fs::path(directory) / folder, error), end; !error && at != end;
         at.increment(error))
        if (const std::string name = at->path().filename(); name.starts_with(start))
            paths.push_back(fs::path(folder) / name);
    std::ranges::sort(paths);
    std::vector<KnownState> states;
    for (const std::string& path : paths) {
        auto state = read_kept_state(directory, path, subject);
        if (!state) return unexpected(state.error());
        states.push_back(std::move(*state));
    }
    return states;
}

}  // namespace evolve
