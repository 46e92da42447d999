#pragma once

#include "evolve/model/table.hpp"

namespace evolve {

/// Whether copying a row from one definition into the other may change the value of the column.
bool changes_values(const Table& before, const Table& after, const Identifier& column);

/// Whether every statement has the same effect under both definitions of the same columns, so that
/// old code notices nothing: they differ in type words of one affinity, names of constraints and
/// the like alone.
bool behaves_alike(const Table& before, const Table& after);

}  // namespace evolve
