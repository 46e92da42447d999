#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

/// A view, or the triggers of one table for one event, that SQLite cannot compile.
struct Broken {
    std::string kind;  ///< "view", "INSERT trigger of"
    Identifier name;   ///< of the view, or of what the triggers stand on
    std::string reason;

    /// "view v", "INSERT trigger of t"
    [[nodiscard]] std::string object() const { return kind + " " + std::string(name.view()); }

    /// Whether it calls a function that SQLite does not bring: the program's own may know it.
    [[nodiscard]] bool calls_unknown_function() const {
        return reason.starts_with("no such function");
    }

    friend bool operator==(const Broken&, const Broken&) = default;
};

// All throw sqlite::Failure where the database cannot be read at all.

/// Compiles every view and trigger and runs none: SQLite itself notices few of those that a change
/// of the schema broke (SQLITE-FACTS 0.12).
std::vector<Broken> broken_objects(sqlite::Connection& connection,
                                   const std::vector<SchemaObject>& objects);

/// Whether a command by which a module checks its table ends well. It does not either where the
/// source of an index is not there, or of another shape: SQLite says that no such column is there.
bool agrees(sqlite::Connection& connection, const std::string& command);

/// What full-text indexes and R*Trees say of themselves, and of the sources of their rows, which no
/// pragma of SQLite 3.40 asks them: one line each. Sorted. The connection must be one that writes.
std::vector<std::string> module_damage(sqlite::Connection& connection,
                                       const std::vector<SchemaObject>& objects);

/// What PRAGMA foreign_key_check reports of a table as a child, one line a row; a key that cannot
/// be checked at all ("foreign key mismatch") is a line too. Sorted.
std::vector<std::string> foreign_key_violations(sqlite::Connection& connection,
                                                const Identifier& table);
std::vector<std::string> foreign_key_violations(sqlite::Connection& connection);

/// The tables that have a foreign key to the table, managed or not.
std::vector<Identifier> tables_referring_to(sqlite::Connection& connection,
                                            const Identifier& table);

/// What PRAGMA quick_check reports of a table; empty for a healthy one.
std::vector<std::string> quick_check(sqlite::Connection& connection, const Identifier& table);

/// What PRAGMA quick_check says of the pages of the whole file; empty where they are sound. Rows
/// that contradict the schema are passed over.
std::vector<std::string> page_damage(sqlite::Connection& connection);

/// What PRAGMA integrity_check reports of the whole file; empty for a healthy one.
std::vector<std::string> integrity_check(sqlite::Connection& connection);

}  // namespace evolve::introspect
