#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evolve/prove/contents.hpp"
#include "evolve/prove/law.hpp"
#include "evolve/prove/old_statements.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

struct Workshop;

struct TrialOptions {
    LawSet laws = LawSet::all();
    Detail detail = Detail::digests;
    std::uint64_t turn = 0;  ///< which point atomicity fails at, and other choices, by rotation
    Workshop* workshop = nullptr;  ///< that trials of the subject share; null: the trial's own
};

/// What became of one database that went through the laws.
struct Verdict {
    std::optional<Breach> breach{};     ///< the first law that it broke
    LawSet checked = LawSet::none();    ///< laws that were held against it
    LawSet concerned = LawSet::none();  ///< those of them that it had something for
    bool refused = false;               ///< its rows contradict a step; it was left as it was
    std::string refusal{};              ///< then: which step, and how
    Loaded loaded{};
};

/// Loads the states (one, or the members of a pack) into one database and holds the laws against
/// it, on the real SQLite and through the executor that apply uses.
Verdict hold_trial(const Subject& subject, std::span<const StatePtr> states,
                   const TrialOptions& options);

/// The laws that the migration's class claims and that can concern a state of it. The others are
/// "not applicable".
LawSet applicable_laws(const Subject& subject);

}  // namespace evolve
