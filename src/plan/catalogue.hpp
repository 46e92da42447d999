#pragma once

// Internal: the statements that write the catalogue of complements.

#include <string>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/model/table.hpp"

namespace evolve::complement {

/// The AUTOINCREMENT counter of the table, as an expression; "NULL" where it has none.
std::string counter_of(const Table& table);

/// Inserts the entry, with a counter to be kept.
std::string catalogue_row(const KeptTable& entry, const std::string& counter);

/// Sets the counter to what the entry of that number keeps.
std::vector<std::string> restore_counter(const Identifier& table, std::int64_t number);

/// Drops the complement of that number and its entry.
std::vector<std::string> drop_complement(std::int64_t number);

}  // namespace evolve::complement
