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

// Tables that are written anew. Where not said otherwise the step is additive: no statement can
// tell the new table from the old one, so every law is claimed.

/// A parent with all that DROP TABLE takes along or sets off: children of ON DELETE CASCADE and SET
/// NULL, a view, a trigger, indexes, AUTOINCREMENT, UNIQUE, CHECK, conflict clauses, a generated
/// column.
Subject rebuilt_parent();

/// One of the children.
Subject rebuilt_child();

/// A table without a key of its own gets another type word.
Subject rebuilt_plain();

/// Its columns change places, and rows keep their numbers.
Subject reordered();

/// A STRICT table, WITHOUT ROWID and with collations.
Subject rebuilt_strict();

/// A column comes between others.
Subject column_in_the_middle();

/// TEXT becomes INTEGER.
Subject converted();

/// NULL becomes a text.
Subject not_null();

/// NOT NULL comes, with a conflict clause, where rows may hold NULL.
Subject not_null_or_ignore();

/// UNIQUE comes where rows may be equal.
Subject made_unique();

/// A CHECK comes that rows may contradict.
Subject checked();

/// A key that may hold NULL becomes that of a table WITHOUT ROWID.
Subject keyed();

/// Two columns change their names.
Subject swapped();

/// Rows are changed: n, state and a of open ones; those with large n deleted; some inserted.
Subject rows_updated();
Subject rows_deleted();
Subject lines_deleted();
Subject rows_inserted();
Subject query_inserted();
/// The values of a column that a full-text index has become others.
Subject indexed_source();

/// A full-text index comes, of a table that is there.
Subject new_index();

/// A full-text table goes.
Subject dropped_letters();

/// … and comes again at once, of another definition.
Subject replaced_letters();

/// A column gets another name that a view reads in double quotes.
Subject renamed_beneath_a_view();

/// A view with an INSTEAD OF trigger and a view over it is another.
Subject replaced_view();

}  // namespace evolve
