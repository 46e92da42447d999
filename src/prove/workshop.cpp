#include "prove/workshop.hpp"

#include <algorithm>

#include "evolve/prove/sandbox.hpp"
#include "evolve/sqlite/backup.hpp"

namespace evolve {

sqlite::Connection EmptyDatabases::copy(const Subject& subject, const Shape& shape) {
    // A database without a page has no encoding yet that a copy could have.
    if (subject.before == Schema()) return empty_database(subject, shape);
    auto original = std::ranges::find_if(originals_, [&](const Original& each) {
        return each.encoding == shape.encoding && each.shuffled_columns == shape.shuffled_columns;
    });
    if (original == originals_.end())
        original = originals_.insert(originals_.end(), {shape.encoding, shape.shuffled_columns,
                                                        empty_database(subject, shape)});
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    sqlite::Backup(original->connection, connection).finish();
    return connection;
}

}  // namespace evolve
