#include "evolve/codec/graph_files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "codec/disk.hpp"
#include "codec/settings_codec.hpp"
#include "codec/version_codec.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

std::string settings_path(const std::string& directory) {
    return fs::path(directory) / "graph.json";
}

std::string versions_path(const std::string& directory) { return fs::path(directory) / "versions"; }

bool is_version_file(const std::string& name) {
    return name.ends_with(".json") && !name.starts_with(".");
}

/// The names of the version files, in order.
Result<std::vector<std::string>, FileError> version_files(const std::string& directory) {
    const std::string path = versions_path(directory);
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        if (auto name = at->path().filename().string(); is_version_file(name))
            names.push_back(std::move(name));
    if (error && error != std::errc::no_such_file_or_directory)
        return unexpected(FileError{
            .fault = FileFault::unreadable, .file = Text(path), .found = Text(error.message())});
    if (names.empty())
        return unexpected(FileError{.fault = FileFault::no_versions, .file = Text(path)});
    std::ranges::sort(names);
    return names;
}

Result<VersionRecord, FileError> load_version(const std::string& path) {
    const auto name = VersionName::parse(fs::path(path).stem().string());
    if (!name) return unexpected(FileError{.fault = FileFault::bad_file_name, .file = Text(path)});
    const auto text = codec::read_file(path);
    if (!text) return unexpected(text.error());
    return codec::read_version(*text, path, *name);
}

Result<std::vector<VersionRecord>, FileError> load_versions(const std::string& directory) {
    const auto names = version_files(directory);
    if (!names) return unexpected(names.error());
    std::vector<VersionRecord> records;
    for (const std::string& name : *names) {
        auto record = load_version(fs::path(versions_path(directory)) / name);
        if (!record) return unexpected(record.error());
        records.push_back(std::move(*record));
    }
    return records;
}

Result<Settings, FileError> load_settings(const std::string& directory) {
    const std::string path = settings_path(directory);
    std::error_code error;
    if (!fs::is_directory(directory, error))
        return unexpected(FileError{.fault = FileFault::no_directory, .file = Text(directory)});
    if (!fs::exists(path, error) && !error)
        return unexpected(FileError{.fault = FileFault::no_graph_file, .file = Text(directory)});
    const auto text = codec::read_file(path);
    if (!text) return unexpected(text.error());
    return codec::read_settings(*text, path);
}

/// Whether the schema does not tell that it ran: rows alone were changed, or SQL that leaves the
/// fingerprint as it was.
bool leaves_no_trace(const Graph& graph, const Migration& migration) {
    if (changes_rows(migration.steps)) return true;
    if (!migration.from || !only_history_tells(migration.steps)) return false;
    return graph.find(*migration.from)->fingerprint() == graph.find(migration.to)->fingerprint();
}

std::optional<FileError> unrecorded(const Graph& graph, const Settings& settings,
                                    const std::string& path) {
    if (settings.history) return std::nullopt;
    for (const Migration& migration : graph.migrations())
        if (leaves_no_trace(graph, migration))
            return FileError{.fault = FileFault::wrong_value,
                             .file = Text(path),
                             .key = "history",
                             .expected = concat("true, since ", arrow(migration.from, migration.to),
                                                " changes rows, which history alone tells"),
                             .found = "false"};
    return std::nullopt;
}

}  // namespace

Result<LoadedGraph, LoadError> load_graph(const std::string& directory) {
    auto settings = load_settings(directory);
    if (!settings) return unexpected(LoadError(settings.error()));
    auto records = load_versions(directory);
    if (!records) return unexpected(LoadError(records.error()));
    auto graph = Graph::make(std::move(*records));
    if (!graph) return unexpected(LoadError(graph.error()));
    if (auto fault = unrecorded(*graph, *settings, settings_path(directory)))
        return unexpected(LoadError(std::move(*fault)));
    return LoadedGraph{std::move(*graph), std::move(*settings), directory};
}

std::string version_path(const std::string& directory, const VersionName& version) {
    return fs::path(versions_path(directory)) / (std::string(version.text()) + ".json");
}

Result<Done, FileError> write_version(const std::string& directory, const VersionRecord& version) {
    const std::string path = version_path(directory, version.name);
    const auto text = codec::version_text(version, path);
    if (!text) return unexpected(text.error());
    return codec::write_new_file(path, *text);
}

/// graph.json comes last: until it is there, there is no graph.
Result<Done, FileError> create_graph(const std::string& directory, const Settings& settings,
                                     const VersionRecord& first) {
    const std::string path = settings_path(directory);
    const auto text = codec::settings_text(settings, path);
    if (!text) return unexpected(text.error());
    std::error_code error;
    if (fs::exists(path, error))
        return unexpected(FileError{.fault = FileFault::already_there, .file = Text(path)});
    for (const std::string& each : {directory, versions_path(directory)})
        if (auto made = codec::make_directory(each); !made) return made;
    if (auto written = write_version(directory, first); !written) return written;
    return codec::write_new_file(path, *text);
}

}  // namespace evolve
