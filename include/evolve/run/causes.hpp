#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/identifier.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/sqlite/storage_failure.hpp"

namespace evolve {

// Why a plan was not carried out. The transaction has been rolled back: the database is as it was.

/// The connection is inside a transaction of its caller (pitfall A04).
struct InsideTransaction {
    friend bool operator==(const InsideTransaction&, const InsideTransaction&) = default;
};

/// A temporary object of the connection names or hides a table that the plan changes (pitfall A24):
/// SQLite would drop it without a word, or mean it instead of the table.
struct TemporaryObject {
    std::string object;  ///< "trigger r"
    Identifier table;

    friend bool operator==(const TemporaryObject&, const TemporaryObject&) = default;
};

/// A virtual table that the plan makes, drops or has to keep in step is of a module that this
/// SQLite does not have.
struct MissingModule {
    Identifier table;
    Identifier module;

    friend bool operator==(const MissingModule&, const MissingModule&) = default;
};

/// Between planning and the lock another connection changed what the plan was made for.
struct ChangedMeanwhile {
    friend bool operator==(const ChangedMeanwhile&, const ChangedMeanwhile&) = default;
};

/// The steps ran, and what must have stayed the same did not.
struct Damaged {
    enum class Part : std::uint8_t {
        schema,      ///< is not what the steps lead to
        values,      ///< outside the footprint, or objects that the graph does not manage
        soundness,   ///< of pages and indexes
        parents,     ///< a row would have none
        complement,  ///< is not what it was made of
    };

    std::string what;
    Part part = Part::schema;
    std::string next{};  ///< what to do, where more is known than that it should not be

    friend bool operator==(const Damaged&, const Damaged&) = default;
};

/// A view, or the triggers of one table for one event, would not compile after the steps, and was
/// not there or did compile before them.
struct DoesNotCompile {
    std::string object;
    std::string reason;  ///< SQLite's

    friend bool operator==(const DoesNotCompile&, const DoesNotCompile&) = default;
};

/// Rows that are there contradict a rule that a step puts upon them.
struct RowsContradict {
    std::string step;  ///< in words
    Identifier table;
    std::string rule;
    std::string repair;
    std::int64_t count = 0;
    std::vector<std::string> rows{};  ///< some of them: "id 7: NULL"

    friend bool operator==(const RowsContradict&, const RowsContradict&) = default;
};

/// SQLite refused a statement.
struct Stopped {
    StorageFailure failure;
    std::string step;    ///< what would have been done, in words; empty outside of steps
    std::string next{};  ///< what to do, where more is known than the failure tells

    friend bool operator==(const Stopped&, const Stopped&) = default;
};

/// What was to be done before the first statement could not be (RunOptions::before_change).
struct NotReady {
    Explanation why;

    friend bool operator==(const NotReady& a, const NotReady& b) {
        return a.why.code == b.why.code && a.why.wrong == b.why.wrong && a.why.next == b.why.next;
    }
};

using RunError =
    OneOf<InsideTransaction, TemporaryObject, MissingModule, ChangedMeanwhile, NotReady, Damaged,
          DoesNotCompile, RowsContradict, Stopped, introspect::Unreadable>;

Explanation explain(const InsideTransaction& cause);
Explanation explain(const TemporaryObject& cause);
Explanation explain(const MissingModule& cause);
Explanation explain(const ChangedMeanwhile& cause);
Explanation explain(const NotReady& cause);
Explanation explain(const Damaged& cause);
Explanation explain(const DoesNotCompile& cause);
Explanation explain(const RowsContradict& cause);
Explanation explain(const Stopped& cause);

}  // namespace evolve
