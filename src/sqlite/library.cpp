#include "evolve/sqlite/library.hpp"

#include <sqlite3.h>

namespace evolve::sqlite {

std::string library_version() { return sqlite3_libversion(); }

}  // namespace evolve::sqlite
