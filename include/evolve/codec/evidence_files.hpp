#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/plan/evidence.hpp"

namespace evolve {

/// What evidence for the migration has to be made of, with this evolve and that SQLite.
EvidenceInputs inputs_of(const Migration& migration, const Schema& before,
                         const std::string& sqlite_version);

/// Where the evidence of a migration stands: "evidence/FROM--TO.json" in the directory of the
/// graph.
std::string evidence_path(const std::string& directory, const VersionOrNull& from,
                          const VersionName& to);

/// The recorded evidence of a migration, whatever it is good for; nothing where none is recorded.
Result<std::optional<Evidence>, FileError> read_evidence(const std::string& directory,
                                                         const VersionOrNull& from,
                                                         const VersionName& to);

/// Where the evidence of a part of its states stands: "evidence/FROM--TO.shard-1-of-4.json".
std::string shard_path(const std::string& directory, const Evidence& evidence);

/// A piece of evidence with the path of its file.
struct EvidenceFile {
    std::string path;
    Evidence evidence;
};

/// All shards that stand in the graph's evidence/, in the order of their names.
Result<std::vector<EvidenceFile>, FileError> read_shards(const std::string& directory);

/// Records evidence, a shard under its own name, in the place of what was recorded before. The same
/// evidence gives the same bytes.
Result<Done, FileError> write_evidence(const std::string& directory, const Evidence& evidence);

}  // namespace evolve
