#pragma once

// Internal: what is kept of a virtual table is the virtual table itself, under another name.

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/plan/complement.hpp"

namespace evolve {

/// Gives the virtual table the name of a complement.
Keep keep_virtual(const VirtualTable& table, std::int64_t number, const Leg& leg);

/// Gives it its name back, instead of creating it.
std::vector<std::string> bring_back(const VirtualTable& table, const KeptTable& kept);
/// … and what is to be said and cleared away then.
Restore restore_virtual(const VirtualTable& table, const KeptTable& kept);

/// The name of a virtual table whose rows go into its successor, meanwhile.
Identifier aside_name(std::int64_t number);
std::vector<std::string> move_aside(const Identifier& table, const Identifier& aside);
/// Fills the successor, which was just created.
std::vector<std::string> take_over(const VirtualTable& table, const Identifier& aside);

/// Fails where the index is not in step with its source.
std::string drop_kept(const KeptTable& kept);
/// What brings the kept rows back into the table, which has some already; those of the same keys
/// go. The rows must be such as can be copied.
std::vector<std::string> merge(const VirtualTable& table, const KeptTable& kept);
std::string agreement_of(const VirtualTable& table);
/// Fills the index from its source.
std::string renewal_of(const VirtualTable& table);
/// Notes that the complement agreed with its source.
std::string note_in_step(std::int64_t number);

}  // namespace evolve
