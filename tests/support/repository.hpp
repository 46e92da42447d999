#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace evolve {

/// The root of the source tree.
inline std::filesystem::path repository() {
    const char* directory = std::getenv("EVOLVE_SOURCE_DIR");
    if (directory == nullptr) throw std::runtime_error("EVOLVE_SOURCE_DIR is not set");
    return directory;
}

/// The graph of the worked example.
inline std::string example_graph() { return repository() / "docs/examples/autotuner/schema"; }

/// The old database whose file name begins so: "08", "migrated-full".
inline std::filesystem::path snapshot(std::string_view prefix) {
    const auto directory = repository() / "tests/snapshots/autotuner";
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (entry.path().extension() == ".db" &&
            entry.path().filename().string().starts_with(prefix))
            return entry.path();
    throw std::runtime_error("no snapshot " + std::string(prefix));
}

}  // namespace evolve
