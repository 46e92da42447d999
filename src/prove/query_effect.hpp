#pragma once

// Internal: what one statement of an application does to one database.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/run/digest.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// What it did, as far as it can be compared.
struct QueryEffect {
    std::string rows;                             ///< that it gave, or how it failed
    std::int64_t changes = 0;                     ///< rows that it wrote
    std::map<std::string, RowsDigest> columns{};  ///< after it wrote: of each column
};

/// The values of a statement's parameters.
using QueryValues = std::vector<Value>;

/// Draws a value for each parameter from what the state holds.
QueryValues draw_values(const sqlite::Statement& statement, const State& state, Chooser& chooser);

/// Runs the statement and takes back what it did. Throws sqlite::Failure where it does not compile.
QueryEffect effect_of(sqlite::Connection& connection, const Schema& schema, std::string_view sql,
                      const QueryValues& values, bool moment);

/// How the later effect differs, in words; nothing where it does not.
std::optional<std::string> difference(const QueryEffect& first, const QueryEffect& later);

/// Whether the statement asks for chance or a clock.
bool depends_on_moment(std::string_view sql);

}  // namespace evolve
