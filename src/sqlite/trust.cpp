#include "evolve/sqlite/trust.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "evolve/sqlite/configure.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve::sqlite {

namespace {

int compare_bytes(void*, int size, const void* bytes, int other_size, const void* other_bytes) {
    const std::string_view one(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    const std::string_view other(static_cast<const char*>(other_bytes),
                                 static_cast<std::size_t>(other_size));
    return one.compare(other);
}

/// SQLite asks for its own ones too, in databases of UTF-16, and makes them out of those for UTF-8
/// where it gets none: another one under their name would put rows into wrong places of indexes.
bool is_own(const char* name) {
    return std::ranges::any_of(std::array{"BINARY", "NOCASE", "RTRIM"},
                               [&](const char* own) { return sqlite3_stricmp(name, own) == 0; });
}

/// What fails is noticed by the statement that needs the collation.
void stand_in(void*, sqlite3* handle, int, const char* name) {
    if (is_own(name)) return;
    sqlite3_create_collation_v2(handle, name, SQLITE_UTF8, nullptr, compare_bytes, nullptr);
}

}  // namespace

void stand_in_for_collations(Connection& connection, Where where) {
    sqlite3* const handle = connection.session().handle();
    if (sqlite3_collation_needed(handle, nullptr, stand_in) != SQLITE_OK)
        throw connection.session().failure("", where);
}

void trust_functions(Connection& connection, Where where) {
    configure(connection.session().handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, where);
}

void read_schema(Connection& connection, Where where) {
    constexpr auto look = "SELECT 1 FROM main.sqlite_schema";
    try {
        query_value(connection, look, where);
    } catch (const Failure& failure) {
        if (!is_distrust(failure)) throw;
        trust_functions(connection, where);
        query_value(connection, look, where);
    }
}

bool is_distrust(const Failure& failure) {
    return std::string_view(failure.what()).find("unsafe use of") != std::string_view::npos;
}

}  // namespace evolve::sqlite
