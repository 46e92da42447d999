#include "evolve/codec/file_error.hpp"

#include <string>
#include <string_view>

namespace evolve {
namespace {

constexpr std::size_t longest_shown = 200;

/// A file may hold values of any length; a message may not.
std::string cut(std::string_view text) {
    if (text.size() <= longest_shown) return std::string(text);
    std::size_t end = longest_shown;
    const auto continues = [&] { return (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80; };
    while (end > 0 && continues()) --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string place(const FileError& error) {
    std::string result(error.file.view());
    if (error.line > 0)
        result +=
            ": line " + std::to_string(error.line) + ", column " + std::to_string(error.column);
    if (!error.key.empty()) result += ": " + cut(error.key);
    return result + ": ";
}

std::string wrong(const FileError& error) {
    const std::string found = cut(error.found);
    const std::string differs = "expected " + cut(error.expected) + ", found " + found;
    switch (error.fault) {
        case FileFault::no_directory: return "there is no graph directory of this name";
        case FileFault::no_graph_file: return "this is no graph directory: it has no graph.json";
        case FileFault::no_versions: return "there is no version here";
        case FileFault::unreadable: return "cannot be read: " + found;
        case FileFault::unwritable: return "cannot be written: " + found;
        case FileFault::already_there: return "is there already";
        case FileFault::too_large: return "is larger than " + cut(error.expected);
        case FileFault::not_json: return "is no JSON: " + found;
        case FileFault::too_deep: return "is nested deeper than any file of a graph";
        case FileFault::duplicate_key: return "this key stands twice";
        case FileFault::unknown_key: return "unknown key";
        case FileFault::missing_key: return "the key \"" + found + "\" is missing";
        case FileFault::wrong_type:
        case FileFault::wrong_value:
        case FileFault::unknown_format:
        case FileFault::name_differs: return differs;
        case FileFault::unknown_step: return "unknown step " + found;
        case FileFault::nul_character: return "the text holds a NUL character";
        case FileFault::not_utf8: return "a name or text is not UTF-8, which JSON cannot hold";
        case FileFault::bad_sql: return found;
        case FileFault::bad_file_name: return "expected a file name NNNN-slug.json";
        case FileFault::no_database: return "names no \"database\"";
        case FileFault::unset_variable: return "the environment variable " + found + " is not set";
    }
    return "";
}

constexpr std::string_view start_one =
    "Start one with `evolve init --from DB`, or name another with --graph DIR.";

std::string next(const FileError& error) {
    if (!error.nearest.empty()) return "Did you mean \"" + std::string(error.nearest) + "\"?";
    switch (error.fault) {
        case FileFault::no_directory:
        case FileFault::no_graph_file: return std::string(start_one);
        case FileFault::no_versions:
            return "Take versions/ back from version control, or start anew with "
                   "`evolve init --from DB`.";
        case FileFault::unreadable:
        case FileFault::unwritable: return "Check the path and its permissions.";
        case FileFault::already_there: return "Choose another name, or remove what is there.";
        case FileFault::unknown_key: return "Known here: " + std::string(error.expected) + ".";
        case FileFault::unknown_step:
            return "This evolve knows " + std::string(error.expected) + ".";
        case FileFault::unknown_format: return "Use the evolve that wrote the graph.";
        case FileFault::no_database:
            return "Name a database on the command line, or here with \"database\".";
        case FileFault::unset_variable: return "Set it, or name a database on the command line.";
        case FileFault::not_utf8: return "Rename it in the database first.";
        case FileFault::bad_file_name:
        case FileFault::name_differs: return "Rename the file, or correct \"version\".";
        default: return "Correct it.";
    }
}

}  // namespace

std::string_view code_of(FileFault fault) {
    switch (fault) {
        case FileFault::no_directory: return "no-graph-directory";
        case FileFault::no_graph_file: return "no-graph-file";
        case FileFault::no_versions: return "no-versions";
        case FileFault::unreadable: return "unreadable-file";
        case FileFault::unwritable: return "unwritable-file";
        case FileFault::already_there: return "file-exists";
        case FileFault::too_large: return "file-too-large";
        case FileFault::not_json: return "not-json";
        case FileFault::too_deep: return "nested-too-deep";
        case FileFault::duplicate_key: return "duplicate-key";
        case FileFault::unknown_key: return "unknown-key";
        case FileFault::missing_key: return "missing-key";
        case FileFault::wrong_type: return "wrong-type";
        case FileFault::wrong_value: return "wrong-value";
        case FileFault::unknown_format: return "unknown-format";
        case FileFault::unknown_step: return "unknown-step";
        case FileFault::nul_character: return "nul-character";
        case FileFault::not_utf8: return "not-utf8";
        case FileFault::bad_sql: return "bad-sql";
        case FileFault::bad_file_name: return "bad-file-name";
        case FileFault::name_differs: return "name-differs";
        case FileFault::no_database: return "no-database";
        case FileFault::unset_variable: return "unset-variable";
    }
    return "";
}

Explanation explain(const FileError& cause) {
    return {ExitCode::usage, code_of(cause.fault), place(cause) + wrong(cause), next(cause)};
}

}  // namespace evolve
