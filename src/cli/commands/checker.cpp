#include "cli/commands/checker.hpp"

#include "cli/commands/proving.hpp"
#include "evolve/codec/evidence_files.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve::cli {
namespace {

constexpr std::string_view not_asked = "not checked: --prove never";

}  // namespace

Result<ProvedPlan, NotProved> Checker::check(Plan plan) {
    checked_.clear();
    notes_.clear();
    broken_.reset();
    if (arguments_.prove == "never") return trusted(std::move(plan));
    std::vector<Evidence> evidence;
    std::vector<EvidenceInputs> needed;
    for (const PlannedMigration& planned : plan.migrations) {
        needed.push_back(inputs_of(planned.migration, loaded_));
        auto found = find(planned.migration, needed.back());
        if (!found) return unexpected(found.error());
        const Evidence& each = found->evidence;
        checked_.push_back({planned.from(), planned.to(), found->how, laws_kept(each.laws),
                            each.states, each.seed, found->took});
        evidence.push_back(each);
    }
    return ProvedPlan::from(std::move(plan), evidence, needed, loaded_.settings().cases);
}

void Checker::tell(DatabaseReport& report) const {
    report.checked = checked_;
    report.proof = broken_;
    report.notes.insert(report.notes.end(), notes_.begin(), notes_.end());
}

ProvedPlan Checker::trusted(Plan plan) {
    for (const PlannedMigration& planned : plan.migrations)
        checked_.push_back({planned.from(), planned.to(), Checked::How::trusted});
    return ProvedPlan::trust(std::move(plan), Text(not_asked));
}

Result<Checker::Found, NotProved> Checker::find(const Migration& migration,
                                                const EvidenceInputs& needed) {
    const auto known = found_.find({migration.from, migration.to});
    if (known != found_.end()) return known->second;
    if (arguments_.prove != "always") {
        auto there = recorded(migration, needed);
        if (!there) return unexpected(there.error());
        if (*there) return **there;
    }
    auto made = proved(migration, needed);
    if (made) found_.emplace(std::pair(migration.from, migration.to), *made);
    return made;
}

/// Nothing where it has to be made now.
Result<std::optional<Checker::Found>, NotProved> Checker::recorded(const Migration& migration,
                                                                   const EvidenceInputs& needed) {
    const std::string& directory = loaded_.files.directory;
    auto evidence = read_evidence(directory, migration.from, migration.to);
    if (!evidence) refuse(evidence.error());
    const bool required = arguments_.prove == "require";
    if (!*evidence) {
        if (!required) return std::optional<Found>();
        return unexpected(NotProved{NotProved::Why::no_evidence, migration.from, migration.to});
    }
    const auto lacking = insufficiency(**evidence, needed, loaded_.settings().cases);
    if (!lacking) return std::optional(Found{**evidence, Checked::How::recorded});
    if (required)
        return unexpected(NotProved{NotProved::Why::evidence_differs, migration.from, migration.to,
                                    Text(*lacking)});
    notes_.push_back("the evidence of " + arrow(migration.from, migration.to) +
                     " is not good for it: " + *lacking);
    return std::optional<Found>();
}

Result<Checker::Found, NotProved> Checker::proved(const Migration& migration,
                                                  const EvidenceInputs& needed) {
    const ProveOptions options{.cases = loaded_.settings().cases, .jobs = processors()};
    auto report = prove_one(migration, options, loaded_, arguments_, surroundings_);
    if (!report) return unexpected(report.error());
    if (auto cause = failing(report->proof)) {
        broken_ = std::move(*report);
        return unexpected(std::move(*cause));
    }
    return Found{evidence_of(report->proof, needed), Checked::How::proved, report->took};
}

}  // namespace evolve::cli
