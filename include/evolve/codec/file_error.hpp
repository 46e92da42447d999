#pragma once

#include <cstdint>
#include <string_view>

#include "evolve/base/text.hpp"
#include "evolve/graph/causes.hpp"

namespace evolve {

/// How a file of a graph, or a step on the command line, can be wrong. Each has a line in
/// docs/errors.md.
enum class FileFault : std::uint8_t {
    no_directory,    ///< there is no graph directory of that name
    no_graph_file,   ///< the directory holds no graph.json
    no_versions,     ///< the graph has no version file
    unreadable,      ///< found: what the system says
    unwritable,      ///< found: what the system says
    already_there,   ///< a file that would be new is there
    too_large,       ///< expected: the most that is read
    not_json,        ///< found: what the parser says, at line and column
    too_deep,        ///< more levels of nesting than any file has
    duplicate_key,   ///< a key stands twice in one object
    unknown_key,     ///< expected: the known keys
    missing_key,     ///< found: the key
    wrong_type,      ///< another kind of JSON value
    wrong_value,     ///< a JSON value of the right kind that has no meaning
    unknown_format,  ///< a format number of another evolve
    unknown_step,    ///< expected: the known steps
    nul_character,   ///< a string holds U+0000, at which SQL text ends
    not_utf8,        ///< a name or a text to be written, which JSON cannot hold
    bad_sql,         ///< found: where and why the definition cannot be read
    bad_file_name,   ///< a file of versions/ is not named NNNN-slug.json
    name_differs,    ///< "version" is not the file's name
    no_database,     ///< graph.json names no database
    unset_variable,  ///< found: a variable of the environment that is not set, or empty
};

/// The stable code of a fault: "unknown-key".
std::string_view code_of(FileFault fault);

/// A fault, and where it is.
struct FileError {
    FileFault fault{};
    Text file{};               ///< the path, or the option of the command line
    Text key{};                ///< "from[0].steps[2].add_column.table"; empty: the whole file
    Text expected{};           ///< for a person
    Text found{};              ///< for a person
    Text nearest{};            ///< the known word that was probably meant; empty: none is near
    std::uint32_t line = 0;    ///< from 1; 0: unknown
    std::uint32_t column = 0;  ///< in bytes, from 1; 0: unknown

    friend bool operator==(const FileError&, const FileError&) = default;
};

Explanation explain(const FileError& cause);

}  // namespace evolve
