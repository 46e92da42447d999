#pragma once

#include <string>
#include <vector>

#include "evolve/introspect/health.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Views and triggers that do not compile, such as a view of a table that is gone. SQLite renames
/// nothing and drops no column beside one ("error in view v: no such table"), whatever it is about
/// (https://sqlite.org/lang_altertable.html). They go while such a step runs, and come again as
/// they were written.
class BrokenOthers {
public:
    BrokenOthers(const std::vector<SchemaObject>& objects,
                 const std::vector<introspect::Broken>& broken);
    /// Those that the database has now, if such a step needs to know. Throws sqlite::Failure.
    BrokenOthers(sqlite::Connection& connection, const Step& step);

    /// What is run before the step and after it: nothing where they do not hinder it.
    [[nodiscard]] std::vector<std::string> removal(const Step& step) const;
    [[nodiscard]] std::vector<std::string> restoration(const Step& step) const;

private:
    std::vector<SchemaObject> views_;              ///< as the database lists them
    std::vector<SchemaObject> triggers_of_views_;  ///< which go with them
    std::vector<SchemaObject> triggers_;           ///< of tables
};

}  // namespace evolve
