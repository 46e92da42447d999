#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/plan/shard.hpp"

namespace evolve {

/// The laws as they are held now; a law that asks for more needs a new number.
inline constexpr int laws_version = 5;

/// Of the generators and of the schedule of states; a change of what any index gives needs a new
/// number.
inline constexpr int generators_version = 9;

/// All that a proof depends on. Evidence is good for exactly the migration, in both directions, and
/// the evolve and SQLite that it was made with.
struct EvidenceInputs {
    VersionOrNull from;
    VersionName to;
    std::string migration;  ///< its digest
    Fingerprint schema;     ///< before it
    int laws = laws_version;
    int generators = generators_version;
    std::string evolve;  ///< version
    std::string sqlite;  ///< version

    friend bool operator==(const EvidenceInputs&, const EvidenceInputs&) = default;
};

/// SHA-256 over all inputs: what history names evidence by.
std::string digest(const EvidenceInputs& inputs);

/// The first input that differs, in a sentence: "the migration was edited since"; nothing if none
/// does.
std::optional<std::string> first_difference(const EvidenceInputs& needed,
                                            const EvidenceInputs& recorded);

/// The record that a migration kept its laws.
struct Evidence {
    EvidenceInputs inputs;
    std::uint64_t seed = 0;
    std::size_t states = 0;
    std::size_t refused = 0;
    std::size_t rows = 0;
    std::vector<LawTally> laws;
    Coverage coverage;
    std::optional<Shard> shard{};  ///< it is of this part of the states alone

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What a proof that holds leaves behind.
Evidence evidence_of(const Proof& proof, EvidenceInputs inputs);

/// What the shards of one proof show together: with enough states in each, the same as one proof of
/// all. Why they do not belong together, as a sentence, where they are not all shards of one.
Result<Evidence, std::string> merged(const std::vector<Evidence>& shards);

/// Why evidence does not show that a migration with these inputs kept each law in what is asked of
/// it for so many states; nothing where it does.
std::optional<std::string> insufficiency(const Evidence& evidence, const EvidenceInputs& needed,
                                         std::size_t cases);

}  // namespace evolve
