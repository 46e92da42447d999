#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/common.hpp"
#include "evolve/plan/proved_plan.hpp"

namespace evolve::cli {

/// Finds the evidence that a plan needs, as --prove says: recorded, or made now. Keeps what it
/// found for the next database of the same command.
class Checker {
public:
    Checker(const Loaded& loaded, const Arguments& arguments, const Surroundings& surroundings)
        : loaded_(loaded), arguments_(arguments), surroundings_(surroundings) {}

    Result<ProvedPlan, NotProved> check(Plan plan);

    /// Writes into a report what the last check found.
    void tell(DatabaseReport& report) const;

private:
    struct Found {
        Evidence evidence;
        Checked::How how = Checked::How::proved;
        std::chrono::milliseconds took{0};
    };

    Result<Found, NotProved> find(const Migration& migration, const EvidenceInputs& needed);
    Result<std::optional<Found>, NotProved> recorded(const Migration& migration,
                                                     const EvidenceInputs& needed);
    Result<Found, NotProved> proved(const Migration& migration, const EvidenceInputs& needed);
    ProvedPlan trusted(Plan plan);

    const Loaded& loaded_;
    const Arguments& arguments_;
    const Surroundings& surroundings_;
    std::map<std::pair<VersionOrNull, VersionName>, Found> found_{};

    // Of the last check.
    std::vector<Checked> checked_{};
    std::vector<std::string> notes_{};
    std::optional<ProofReport> broken_{};
};

}  // namespace evolve::cli
