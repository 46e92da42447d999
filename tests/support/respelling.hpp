#pragma once

#include <rapidcheck.h>

#include <string>

namespace evolve {

/// A statement that the writer wrote, spelled otherwise in ways that SQLite does not heed: comments
/// and blanks between any two tokens, the letters of keywords in other case.
rc::Gen<std::string> respelled_sql(std::string sql);

}  // namespace evolve
