#pragma once

#include <string>
#include <vector>

#include "evolve/model/schema.hpp"

// Parts of definitions, each drawn when it is asked for: to be called inside rc::gen::exec.

namespace evolve {

const std::vector<std::string>& hazard_names();

/// A name that is none of those taken.
Identifier fresh_name(const std::vector<Identifier>& taken);

OnConflict any_on_conflict();
SortOrder any_order();
Identifier any_collation();
Identifier maybe_constraint_name();
std::string any_type();
Default any_default();

/// A condition on a column, that SQLite can compile; the name quoted in one of two ways.
Check any_check(const Identifier& name);

ForeignKeyTarget any_target(const std::vector<Identifier>& parents, std::size_t columns);

KeyPart part_of(const Identifier& name);
std::vector<Identifier> names_of(const Table& table);

/// One or two different columns.
std::vector<Identifier> some_of(const std::vector<Identifier>& names);
std::vector<KeyPart> parts_of(const std::vector<Identifier>& names);

/// The tokens of an expression.
Expression expression(const std::string& sql);

}  // namespace evolve
