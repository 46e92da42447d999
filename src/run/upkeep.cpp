#include "run/upkeep.hpp"

#include "evolve/sqlite/failure.hpp"

namespace evolve {
namespace {

/// Asked of an index whose source is not there, or of another shape, SQLite says that no such
/// column is there, and so on: it is in step with nothing.
bool holds(sqlite::Connection& connection, const std::string& agreement) {
    try {
        connection.execute(agreement);
        return true;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::corrupt &&
            failure.kind() != sqlite::FailureKind::error)
            throw;
        return false;
    }
}

}  // namespace

Upkeep::Upkeep(sqlite::Connection& connection, const std::vector<IndexUpkeep>& indexes) {
    for (const IndexUpkeep& index : indexes)
        if (index.before.empty() || holds(connection, index.before)) in_step_.push_back(&index);
}

std::vector<const IndexUpkeep*> Upkeep::out_of_step(sqlite::Connection& connection) const {
    std::vector<const IndexUpkeep*> found;
    for (const IndexUpkeep* index : in_step_)
        if (index->after.empty() || !holds(connection, index->after)) found.push_back(index);
    return found;
}

}  // namespace evolve
