#pragma once

#include <string>

#include "evolve/model/schema.hpp"

namespace evolve {

/// The number of the canonical form that this evolve writes. A change of a single byte of any
/// canonical text needs a new number; old forms are kept (DESIGN section 4).
inline constexpr int canonical_form = 1;

/// The same table with every rule in its one place: a rule on one column alone at that column, a
/// CHECK at the table; of several DEFAULT, COLLATE or NOT NULL at one column the last, which is the
/// one that counts. Two tables that differ only in where rules stand normalise to equal ones.
Table normalised(const Table& table);

// The canonical text of a part leaves out all that a fingerprint ignores (DESIGN section 4); equal
// texts mean equal parts. `table` is the normalised table that the part belongs to.

std::string canonical(const Column& column, const Table& table);
std::string canonical(const TableConstraint& constraint, const Table& table);
std::string canonical(const Table& table);

// What a name in these means depends on the schema that they stand in.

std::string canonical(const Index& index, const Schema& schema);
std::string canonical(const View& view, const Schema& schema);
std::string canonical(const Trigger& trigger, const Schema& schema);
std::string canonical(const VirtualTable& table, const Schema& schema);

/// The text whose SHA-256 is the fingerprint.
std::string canonical(const Schema& schema);

}  // namespace evolve
