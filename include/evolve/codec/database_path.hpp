#pragma once

#include <string>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/graph/settings.hpp"

namespace evolve {

/// The path of the database that graph.json names: a leading ~ is $HOME; $VAR and ${VAR} are the
/// environment's, and errors where they are unset or empty; a relative path begins at the graph
/// directory. An error also where none is named.
Result<std::string, FileError> database_path(const Settings& settings,
                                             const std::string& graph_directory);

}  // namespace evolve
