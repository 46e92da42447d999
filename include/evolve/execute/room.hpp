#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// How many bytes can still be written to the file system of a directory; nothing where it does not
/// say.
using FreeBytes = std::function<std::optional<std::uintmax_t>(const std::string& directory)>;

/// As the system says it (statvfs), without what is reserved for root.
std::optional<std::uintmax_t> free_bytes(const std::string& directory);

/// What is to be written to a directory, at most.
struct RoomNeeded {
    std::string directory;
    std::uintmax_t bytes = 0;
};

/// What carrying out the plan writes beside the database: 2.2 times the pages of the tables that it
/// writes and of their indexes (the new rows, and what is set aside of the old ones), and the same
/// again for the journal or WAL. Where this SQLite cannot tell the size of a table, that of the
/// database counts. Nothing where no row moves. Throws sqlite::Failure.
std::uintmax_t room_for(sqlite::Connection& connection, const Plan& plan);

/// At least what room_for answers for any plan, and no page is read for it.
std::uintmax_t most_room(sqlite::Connection& connection);

/// The disk has not the room.
struct NoRoom {
    std::uintmax_t needed = 0;  ///< estimated
    std::uintmax_t free = 0;
    std::string where;  ///< the mount point

    friend bool operator==(const NoRoom&, const NoRoom&) = default;
};

Explanation explain(const NoRoom& cause);

/// The first file system that has not the room for all that is to be written to it.
std::optional<NoRoom> lacking(const std::vector<RoomNeeded>& needed, const FreeBytes& free);

/// Where a disk ran full in the middle. The estimate may be below what is free: something else
/// wrote, or a quota holds.
NoRoom ran_full(const RoomNeeded& needed, const FreeBytes& free);

}  // namespace evolve
