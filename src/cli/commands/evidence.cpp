#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/proving.hpp"
#include "cli/options.hpp"
#include "evolve/codec/evidence_files.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve::cli {
namespace {

using Shards = std::vector<EvidenceFile>;

/// The shards of each migration, by the name that their evidence will have.
std::map<std::string, Shards> by_migration(Shards shards, const Loaded& loaded) {
    std::map<std::string, Shards> groups;
    for (EvidenceFile& each : shards) {
        const EvidenceInputs& inputs = each.evidence.inputs;
        groups[evidence_path(loaded.shown, inputs.from, inputs.to)].push_back(std::move(each));
    }
    return groups;
}

/// What evidence of that migration has to be made of.
EvidenceInputs needed(const EvidenceInputs& recorded, const Loaded& loaded) {
    for (const Migration& migration : loaded.graph().migrations())
        if (migration.from == recorded.from && migration.to == recorded.to)
            return inputs_of(migration, loaded);
    refuse_usage("the graph has no migration " + arrow(recorded.from, recorded.to),
                 "Remove its shards from evidence/.");
}

/// Puts the shards of one migration together. Only then do they go.
void merge(const Shards& shards, const Loaded& loaded) {
    std::vector<Evidence> parts;
    for (const EvidenceFile& each : shards) parts.push_back(each.evidence);
    const EvidenceInputs& inputs = parts.front().inputs;
    const std::string name = arrow(inputs.from, inputs.to);
    const auto all = merged(parts);
    if (!all)
        refuse_usage("the shards of " + name + " are not those of one proof: " + all.error(),
                     "Run `evolve prove --shard I/N` with the same N, seed, graph and evolve for "
                     "each I, and bring all its files into evidence/.");
    if (auto lacking = insufficiency(*all, needed(inputs, loaded), loaded.settings().cases))
        refuse_usage("the shards of " + name + " are no evidence: " + *lacking,
                     "Run `evolve prove --shard I/N` again.");
    if (auto written = write_evidence(loaded.files.directory, *all); !written)
        refuse(written.error());
    std::error_code ignored;
    for (const EvidenceFile& each : shards) std::filesystem::remove(each.path, ignored);
}

Report evidence(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands != std::vector<std::string>{"merge"})
        refuse_usage("expected `evolve evidence merge`",
                     "It puts the shards in evidence/ together.");
    const Loaded loaded = load(arguments, surroundings);
    auto shards = read_shards(loaded.files.directory);
    if (!shards) refuse(shards.error());
    if (shards->empty())
        refuse_usage("there are no shards in " + loaded.shown + "evidence/",
                     "`evolve prove --shard I/N` writes them.");
    Report report{.command = "evidence"};
    for (const auto& [path, parts] : by_migration(std::move(*shards), loaded)) {
        merge(parts, loaded);
        report.files.push_back(path);
    }
    return report;
}

void add_evidence_options(po::options_description&, Arguments&) {}

}  // namespace

const Command evidence_command{
    "evidence",
    "merge",
    "put the evidence of several machines together",
    "Takes the shards that `evolve prove --shard I/N` left in evidence/ on several machines, when "
    "all\n"
    "N of each migration are there, and puts the evidence that they make in their place.",
    1,
    add_evidence_options,
    evidence};

}  // namespace evolve::cli
