#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace evolve::ddl {

/// One statement of a script.
struct StatementText {
    std::string_view sql;    ///< without its semicolon, and without comments around it
    std::uint32_t line = 1;  ///< in which it begins
};

/// Takes a script apart at its semicolons, of which a trigger's body and a module's arguments have
/// some of their own, and at the ends of lines for the sqlite3 shell (".read x"). Any bytes are a
/// script; the views look into it. In time linear in its length.
std::vector<StatementText> statements_of(std::string_view script);

}  // namespace evolve::ddl
