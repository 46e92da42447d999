#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include "evolve/ddl/parser.hpp"

// Definitions as they are shortest to write in a test. A text that does not parse is a mistake of
// the test, and ends it with the parser's message.

namespace evolve {

template <class T>
T parsed(Result<T, ddl::SyntaxError> result, std::string_view sql) {
    if (!result)
        throw std::invalid_argument(std::string(sql) + "\n" + ddl::describe(result.error()));
    return std::move(*result);
}

inline Table table(std::string_view sql) {
    return std::get<Table>(parsed(ddl::parse_definition(sql), sql));
}
inline Index index(std::string_view sql) {
    return std::get<Index>(parsed(ddl::parse_definition(sql), sql));
}
inline Column column(std::string_view sql) {
    return parsed(ddl::parse_column_definition(sql), sql);
}
inline Schema schema(std::string_view sql) { return parsed(ddl::parse_script(sql), sql); }

}  // namespace evolve
