#pragma once

#include <string>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/graph/settings.hpp"

namespace evolve {

/// A graph directory (docs/format.md): graph.json, and a file a version in versions/.
struct LoadedGraph {
    Graph graph;
    Settings settings;
    std::string directory;

    friend bool operator==(const LoadedGraph&, const LoadedGraph&) = default;
};

using LoadError = OneOf<FileError, StepRefused, FingerprintMismatch, GraphInvalid>;

/// Reads a graph directory. Strict: what it does not know is an error. In versions/ it reads the
/// files that end in .json and do not begin with a dot; other files are none of its business.
Result<LoadedGraph, LoadError> load_graph(const std::string& directory);

/// Where the file of a version stands.
std::string version_path(const std::string& directory, const VersionName& version);

/// Adds the file of a version, whose fingerprint must be known. All or nothing, also in a power
/// cut; a file of that name that is there stays as it is, and is an error.
Result<Done, FileError> write_version(const std::string& directory, const VersionRecord& version);

/// Starts a graph with its first version; makes the directories. An error where there is one.
Result<Done, FileError> create_graph(const std::string& directory, const Settings& settings,
                                     const VersionRecord& first);

}  // namespace evolve
