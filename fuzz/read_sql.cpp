// Any bytes as a column, an expression, a query, a script, a script taken apart, and two scripts:
// they are read or refused with a place, and what is read can be written. And as a name and a
// value.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/statements.hpp"
#include "place.hpp"
#include "quoted.hpp"
#include "written.hpp"

using namespace evolve;

namespace {

void check_column(std::string_view text) {
    const auto column = ddl::parse_column_definition(text);
    if (!column) return fuzz::check_place(column.error(), text);
    const auto read = ddl::parse_column_definition(ddl::write(*column));
    EVOLVE_INVARIANT(read && *read == *column);
}

template <class Parse>
void check_expression(std::string_view text, Parse parse) {
    const auto expression = parse(text);
    if (!expression) return fuzz::check_place(expression.error(), text);
    const std::string written = ddl::write(*expression);
    const auto read = parse(written);
    EVOLVE_INVARIANT(read && *read == *expression);
    EVOLVE_INVARIANT(ddl::write(*read) == written);
}

/// Two scripts with a NUL between them.
void check_two(std::string_view text) {
    const auto end = text.find('\0');
    if (end == std::string_view::npos) return;
    const auto one = ddl::parse_script(text.substr(0, end));
    const auto other = ddl::parse_script(text.substr(end + 1));
    if (one && other) fuzz::check_compared(*one, *other);
}

/// The schema of the statements one by one, if each can be read.
std::optional<Schema> schema_of_parts(std::string_view text) {
    std::optional<Schema> schema(std::in_place);
    std::size_t line = 1;
    std::size_t begin = 0;  // of the statement before
    std::size_t end = 0;
    for (const ddl::StatementText& statement : ddl::statements_of(text)) {
        const auto start = static_cast<std::size_t>(statement.sql.data() - text.data());
        EVOLVE_INVARIANT(start >= end && start + statement.sql.size() <= text.size());
        line += fuzz::line_at(text.substr(begin), start - begin) - 1;
        EVOLVE_INVARIANT(statement.line == line);
        begin = start;
        end = start + statement.sql.size();
        auto definition = ddl::parse_definition(statement.sql);
        if (!definition) schema.reset();
        if (schema) ddl::add(*schema, std::move(*definition));
    }
    return schema;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    fuzz::check_name(text);
    fuzz::check_values(text);
    check_column(text);
    check_expression(text, ddl::parse_expression);
    check_expression(text, ddl::parse_query);
    check_two(text);
    const auto parts = schema_of_parts(text);
    const auto whole = ddl::parse_script(text);
    EVOLVE_INVARIANT(parts.has_value() == whole.has_value());
    if (!whole) {
        fuzz::check_place(whole.error(), text);
        return 0;
    }
    EVOLVE_INVARIANT(*parts == *whole);
    fuzz::check_written(*whole);
    return 0;
}
