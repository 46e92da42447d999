#pragma once

#include <string>
#include <string_view>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/value_literal.hpp"
#include "evolve/ddl/writer.hpp"

// The laws of quoting: what any bytes are as a name, and as a value.

namespace evolve::fuzz {

/// A name that is written reads as the same bytes, and as nothing beside them.
inline void check_name(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) return;  // SQL text ends there
    const Identifier name(bytes);
    for (const std::string& written : {ddl::quoted(name), ddl::quoted_where_needed(name)}) {
        const auto column = ddl::parse_column_definition(written);
        EVOLVE_INVARIANT(column.has_value());
        Column expected;
        expected.name = name;
        EVOLVE_INVARIANT(column->name.view() == bytes && *column == expected);
    }
}

/// A value that is written is one expression, which reads back equal, and ends no statement.
inline void check_value(const Value& value) {
    const std::string written = ddl::literal(value);
    EVOLVE_INVARIANT(written.find('\0') == std::string::npos);
    const auto expression = ddl::parse_expression(written);
    EVOLVE_INVARIANT(expression.has_value());
    const auto again = ddl::parse_expression(ddl::write(*expression));
    EVOLVE_INVARIANT(again && *again == *expression);
}

inline void check_values(std::string_view bytes) {
    check_value(Text(bytes));
    check_value(Blob{Text(bytes)});
}

}  // namespace evolve::fuzz
