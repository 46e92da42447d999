#pragma once

#include "evolve/prove/subject.hpp"

// What the mutants are tried on: a small schema that has one of everything (AUTOINCREMENT, a
// foreign key, every affinity, a table without a key of its own, an index), and migrations of it.

namespace evolve {

/// Three columns: tasks.priority, tasks.state with a default, notes.extra.
Subject three_columns();

/// A table with a foreign key, and an index on what was there.
Subject table_and_index();

/// tasks.payload and tasks.size go, with a complement.
Subject kept_columns();

/// Table notes goes, with a complement.
Subject kept_table();

/// A unique index on what was there.
Subject unique_index();

/// An index goes.
Subject no_index();

/// A column goes, and nothing is kept.
Subject lost_column();

}  // namespace evolve
