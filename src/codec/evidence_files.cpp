#include "evolve/codec/evidence_files.hpp"

#include <filesystem>

#include "codec/disk.hpp"
#include "codec/evidence_codec.hpp"
#include "evolve/codec/digest.hpp"
#include "evolve/package/version.hpp"

namespace evolve {

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

Result<Done, FileError> write_evidence(const std::string& directory, const Evidence& evidence) {
    const std::string path = evidence_path(directory, evidence.inputs.from, evidence.inputs.to);
    const auto text = codec::evidence_text(evidence, path);
    if (!text) return unexpected(text.error());
    if (auto made = codec::make_directory(std::filesystem::path(path).parent_path()); !made)
        return made;
    return codec::write_file(path, *text);
}

}  // namespace evolve
