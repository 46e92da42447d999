#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "evolve/codec/graph_files.hpp"

namespace evolve {

/// A directory for a graph, `schema`, inside one of its own that goes at the end of the test. It is
/// there from the start and empty.
class GraphDirectory {
public:
    GraphDirectory() {
        std::string pattern = "/tmp/evolve-test-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
        root_ = pattern;
        std::filesystem::create_directories(root_ / "schema");
    }
    GraphDirectory(const GraphDirectory&) = delete;
    GraphDirectory& operator=(const GraphDirectory&) = delete;
    ~GraphDirectory() { std::filesystem::remove_all(root_); }

    [[nodiscard]] std::string path(std::string_view name = "") const {
        return name.empty() ? root_ / "schema" : root_ / "schema" / name;
    }

    void write(std::string_view name, std::string_view text) const {
        const std::filesystem::path file = path(name);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// The names of all files of a directory of the graph.
    [[nodiscard]] std::vector<std::string> files(std::string_view directory) const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path(directory)))
            names.push_back(entry.path().filename());
        return names;
    }

    /// A text with this directory written as "schema".
    [[nodiscard]] std::string shortened(std::string text) const {
        const std::string prefix = root_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

private:
    std::filesystem::path root_;
};

/// What a person reads where a graph does not load; empty where it does.
inline std::string complaint(const GraphDirectory& graph) {
    const auto loaded = load_graph(graph.path());
    if (loaded) return {};
    const Explanation why =
        std::visit([](const auto& cause) { return explain(cause); }, loaded.error().cause());
    return graph.shortened(why.wrong + ". " + why.next);
}

}  // namespace evolve
