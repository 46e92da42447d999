#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/result.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/step/sql.hpp"

namespace evolve {

/// Runs the statements of a `sql` step one after the other, with nothing allowed to them that it
/// may not do (sqlite::Restriction). `before_each` is called before each, and says whether it has
/// done itself what the statement does.
///
/// Gives the tables that it wrote to, dropped or emptied, by the names that they have at the end,
/// those among them that were made for a moment too. Throws sqlite::Failure.
std::vector<Identifier> run_sql(sqlite::Connection& connection, const Sql& step,
                                const std::function<bool(std::string_view sql)>& before_each);

/// What to do about SQL that does something else than its `yields` say.
inline constexpr const char* add_it_again =
    "Add the sql step again with `evolve add`, which finds out what it yields.";

/// What would not run, and why.
struct SqlFails {
    std::string statement;
    std::string reason;
    bool way_back = false;  ///< whether it is one of "down"
};

/// The step with what it yields: tried up and down on an empty database of that schema. Throws
/// sqlite::Failure where `interrupted` is set meanwhile.
Result<Sql, SqlFails> tried_out(Sql step, const Schema& before,
                                const std::atomic<bool>* interrupted = nullptr);

}  // namespace evolve
