#include "run/broken_by_itself.hpp"

#include <string>

#include "evolve/ddl/writer.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve {

std::vector<introspect::Broken> broken_by_itself(const Schema& schema) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    try {
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        return introspect::broken_objects(connection, introspect::read_objects(connection));
    } catch (const sqlite::Failure&) {
        return {};
    }
}

}  // namespace evolve
