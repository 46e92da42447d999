#include "evolve/execute/room.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "evolve/base/byte_count.hpp"
#include "evolve/introspect/size.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

/// A rebuilt table is there twice, and what is set aside of it takes up to 1.1 of it (measured).
std::uintmax_t with_growth(std::uintmax_t bytes) { return bytes * 11 / 5; }

std::optional<dev_t> device_of(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return status.st_dev;
}

/// The highest directory on the same file system.
std::string mount_point(const std::string& directory) {
    const auto device = device_of(directory);
    fs::path path = directory;
    while (path.has_relative_path() && device && device_of(path.parent_path()) == device)
        path = path.parent_path();
    return path.string();
}

}  // namespace

std::optional<std::uintmax_t> free_bytes(const std::string& directory) {
    std::error_code code;
    const fs::space_info space = fs::space(directory, code);
    if (code) return std::nullopt;
    return space.available;
}

std::uintmax_t most_room(sqlite::Connection& connection) {
    return 2 * with_growth(introspect::bytes_of_database(connection));
}

std::uintmax_t room_for(sqlite::Connection& connection, const Plan& plan) {
    const std::uintmax_t all = introspect::bytes_of_database(connection);
    std::uintmax_t bytes = 0;
    for (const WrittenTable& table : plan.written) {
        const bool is_new = !table.before && !table.restored;
        if (!is_new)
            bytes += table.before
                         ? introspect::bytes_of_table(connection, *table.before).value_or(all)
                         : all;
    }
    return 2 * with_growth(std::min(bytes, all));
}

Explanation explain(const NoRoom& cause) {
    const std::string what =
        cause.needed > cause.free ? byte_count(cause.needed - cause.free) : "some space";
    return {ExitCode::unusable, "disk-full",
            "disk full: up to " + byte_count(cause.needed) + " are needed on " + cause.where +
                ", " + byte_count(cause.free) + " are free",
            "Free " + what + " on " + cause.where + " and run the command again."};
}

std::optional<NoRoom> lacking(const std::vector<RoomNeeded>& needed, const FreeBytes& free) {
    std::map<std::string, std::uintmax_t> by_file_system;
    for (const RoomNeeded& each : needed) by_file_system[mount_point(each.directory)] += each.bytes;
    for (const auto& [where, bytes] : by_file_system)
        if (const auto available = free(where); available && *available < bytes)
            return NoRoom{bytes, *available, where};
    return std::nullopt;
}

NoRoom ran_full(const RoomNeeded& needed, const FreeBytes& free) {
    const std::string where = mount_point(needed.directory);
    return {needed.bytes, free(where).value_or(needed.bytes), where};
}

}  // namespace evolve
