#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "evolve/snapshot/fuzz.hpp"
#include "snapshot/fuzz_apart.hpp"

namespace evolve {

/// The runs of a unit of work; nothing behind the last one.
using FuzzUnits = std::function<std::optional<FuzzRuns>(std::size_t unit)>;

/// Makes all units from 0 on, in processes. Runs that crash, or take longer than some seconds, end
/// the process and are an outcome like others; another process goes on behind them. Of a unit of
/// several runs each is then made alone; if none of them ends its process, all are one end.
/// `take` is called here, in any order. False where it was interrupted.
bool make_runs(const FuzzOptions& options, const FuzzUnits& units, const FuzzRunner& make,
               const std::function<void(const FuzzEnd&)>& take);

/// Runs in a process of their own.
FuzzOutcome outcome_in_child(const std::function<FuzzOutcome()>& make);

}  // namespace evolve
