#include "evolve/codec/evidence_files.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "codec/disk.hpp"
#include "codec/evidence_codec.hpp"
#include "evolve/codec/digest.hpp"
#include "evolve/package/version.hpp"

namespace evolve {
namespace {

constexpr const char* shard_mark = ".shard-";  // a name of a version has no such dot

}  // namespace

EvidenceInputs inputs_of(const Migration& migration, const Schema& before,
                         const std::string& sqlite_version) {
    EvidenceInputs inputs;
    inputs.from = migration.from;
    inputs.to = migration.to;
    inputs.migration = digest(migration);
    inputs.schema = fingerprint(before);
    inputs.evolve = version;
    inputs.sqlite = sqlite_version;
    return inputs;
}

std::string evidence_path(const std::string& directory, const VersionOrNull& from,
                          const VersionName& to) {
    const std::string name = std::string(text_of(from)) + "--" + std::string(to.text()) + ".json";
    return std::filesystem::path(directory) / "evidence" / name;
}

Result<std::optional<Evidence>, FileError> read_evidence(const std::string& directory,
                                                         const VersionOrNull& from,
                                                         const VersionName& to) {
    const std::string path = evidence_path(directory, from, to);
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) return std::optional<Evidence>();
    const auto text = codec::read_file(path);
    if (!text) return unexpected(text.error());
    auto evidence = codec::parse_evidence(*text, path);
    if (!evidence) return unexpected(evidence.error());
    return std::optional(std::move(*evidence));
}

std::string shard_path(const std::string& directory, const Evidence& evidence) {
    std::string path = evidence_path(directory, evidence.inputs.from, evidence.inputs.to);
    path.resize(path.size() - std::string_view(".json").size());
    return path + shard_mark + std::to_string(evidence.shard->number) + "-of-" +
           std::to_string(evidence.shard->of) + ".json";
}

Result<std::vector<EvidenceFile>, FileError> read_shards(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (std::filesystem::directory_iterator
             at(std::filesystem::path(directory) / "evidence", error),
         end;
         !error && at != end; at.increment(error))
        if (at->path().filename().string().find(shard_mark) != std::string::npos)
            paths.push_back(at->path().string());
    std::ranges::sort(paths);
    std::vector<EvidenceFile> shards;
    for (const std::string& path : paths) {
        const auto text = codec::read_file(path);
        if (!text) return unexpected(text.error());
        auto evidence = codec::parse_evidence(*text, path);
        if (!evidence) return unexpected(evidence.error());
        shards.push_back({path, std::move(*evidence)});
    }
    return shards;
}

Result<Done, FileError> write_evidence(const std::string& directory, const Evidence& evidence) {
    const std::string path =
        evidence.shard ? shard_path(directory, evidence)
                       : evidence_path(directory, evidence.inputs.from, evidence.inputs.to);
    const auto text = codec::evidence_text(evidence, path);
    if (!text) return unexpected(text.error());
    if (auto made = codec::make_directory(std::filesystem::path(path).parent_path()); !made)
        return made;
    return codec::write_file(path, *text);
}

}  // namespace evolve
