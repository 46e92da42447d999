#pragma once

#include <string>
#include <utility>

#include "cli/commands/checker.hpp"
#include "cli/commands/common.hpp"
#include "evolve/execute/migrate.hpp"
#include "evolve/model/history.hpp"

namespace evolve::cli {

/// Makes the plans of `apply` or `rollback` for one database.
struct PlanMaker {
    const Loaded& loaded;
    VersionName target;
    Direction direction = Direction::up;
    std::optional<VersionName> at{};
    StepClass allowed = StepClass::additive;

    [[nodiscard]] Position position(const Present& present) const;
    [[nodiscard]] Result<Plan, PlanError> plan(const Present& present,
                                               const Position& position) const;
    /// Asks for consent too.
    [[nodiscard]] Result<ProvedPlan, PlannerError> proved(const Present& present,
                                                          const Position& position,
                                                          Checker& checker) const;
};

/// What would be done to a database, which is only read.
std::pair<DatabaseReport, ExitCode> planned(const std::string& path, const Arguments& arguments,
                                            const Surroundings& surroundings, const Loaded& loaded,
                                            const VersionName& target, Direction direction);

/// Does it.
std::pair<DatabaseReport, ExitCode> carried_out(const std::string& path, const Arguments& arguments,
                                                const Surroundings& surroundings,
                                                const PlanMaker& maker, Checker& checker);

}  // namespace evolve::cli
