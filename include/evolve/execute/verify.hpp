#pragma once

#include <optional>
#include <string_view>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/plan/verification.hpp"

namespace evolve {

/// Holds a database against a version: schema, pages, foreign keys, views and triggers, and that
/// every column that the version added can be read in every row. Reads all rows, writes nothing.
Result<Verification, StorageFailure> verify(Database& database, const Graph& graph,
                                            const Present& present, const VersionName& version);

/// A row that `--sample` names cannot be had.
struct NoSample {
    std::string asked;
    std::string reason;
    std::string next;
};

Explanation explain(const NoSample& cause);

/// The row of the table with that key (its INTEGER PRIMARY KEY, rowid, or the one column of another
/// primary key), or its first row where the text is only a table's name: "tasks:7", "tasks".
Result<Sample, OneOf<NoSample, StorageFailure>> sample(Database& database, const Present& present,
                                                       std::string_view asked);

}  // namespace evolve
