#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "evolve/snapshot/fuzz.hpp"
#include "snapshot/fuzz_case.hpp"

namespace evolve {

/// How one run ended, with its number.
struct FuzzEnd {
    std::size_t number = 0;
    FuzzOutcome outcome{};
};

/// Takes a run on, in a process that may be lost with it.
using FuzzRunner = std::function<FuzzOutcome(std::size_t number)>;

/// Makes the runs from 0 on, in processes. One that crashes, or takes longer than some seconds,
/// ends the process and is an outcome like others; another process goes on behind it. `take` is
/// called here, in any order. False where it was interrupted.
bool make_runs(const FuzzOptions& options, const FuzzRunner& runner,
               const std::function<void(const FuzzEnd&)>& take);

/// One run in a process of its own.
FuzzOutcome outcome_in_child(const std::function<FuzzOutcome()>& runner);

}  // namespace evolve
