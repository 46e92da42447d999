#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/plan/proof.hpp"
#include "evolve/prove/address.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"

namespace evolve {

/// Finds the smallest state behind a unit that broke a law: the one member of its pack that breaks
/// it alone (else the pack as one state), made smaller with that law alone.
Counterexample counterexample_of(const Subject& subject, const Schedule& schedule, const Unit& unit,
                                 std::uint64_t seed, LawSet laws);

/// The same for one state that broke one of the laws and has a name.
Counterexample counterexample_of(const Subject& subject, const Instance& instance, LawSet laws,
                                 const std::string& name);

/// All rows of the states of a pack in one state.
StatePtr merged(const std::vector<StatePtr>& states);

/// The state at an address; nothing where it leads nowhere.
std::optional<StatePtr> state_at(const Schedule& schedule, const Address& address,
                                 std::uint64_t seed);

/// A breach in the words of a proof.
Counterexample described(const Subject& subject, const Breach& breach, const State& state,
                         std::string_view address, std::size_t runs);

}  // namespace evolve
