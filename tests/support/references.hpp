#pragma once

#include "evolve/model/schema.hpp"

// Random foreign keys that fit a key of their parent. To be called inside rc::gen::exec.

namespace evolve {

void drop_references(Column& column);
void drop_references(Table& table);

/// Lets the child refer to a key of some table of the schema, itself among them, in any of the ways
/// to say so. Without a key that has as few columns as the child nothing happens.
void refer_to_some_key(const Schema& schema, Table& child);

/// The same for a new column of some table.
void refer_to_some_key(const Schema& schema, Column& child);

}  // namespace evolve
