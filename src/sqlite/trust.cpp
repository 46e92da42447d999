#include "evolve/sqlite/trust.hpp"

#include <sqlite3.h>

#include <string_view>

#include "evolve/sqlite/configure.hpp"

namespace evolve::sqlite {

void trust_functions(Connection& connection, Where where) {
    configure(connection.session().handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, where);
}

bool is_distrust(const Failure& failure) {
    return std::string_view(failure.what()).find("unsafe use of") != std::string_view::npos;
}

}  // namespace evolve::sqlite
