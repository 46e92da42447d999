#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/base/keyword.hpp"
#include "evolve/base/text.hpp"

namespace evolve::ddl {

/// What a definition should have held at the place of a syntax error.
enum class Expected : std::uint8_t {
    keyword,
    punctuation,
    name,
    literal,
    expression,
    definition,    ///< CREATE TABLE, INDEX, VIEW, TRIGGER or VIRTUAL TABLE
    select,        ///< SELECT, VALUES or WITH
    trigger_body,  ///< statements, each ended by a semicolon, and END
    argument,      ///< an argument of a virtual table
    key_column,    ///< a column in a key: expressions stand in an index alone
    columns,       ///< "( columns )": what CREATE TABLE … AS SELECT makes cannot be known
    main_schema,   ///< no schema but main
    table_option,  ///< STRICT or WITHOUT ROWID
    constraint,    ///< a column or table constraint
    end,           ///< nothing more
    shorter_text,  ///< at most what SQLite takes: 1,000,000,000 bytes
};

/// Where and why a definition could not be read.
struct SyntaxError {
    Expected expected{};
    Keyword keyword{};         ///< with Expected::keyword
    char punctuation = '\0';   ///< with Expected::punctuation
    Text found{};              ///< as written; empty at the end of the text
    Text object{};             ///< the table or index, as far as it was read; else empty
    std::uint32_t offset = 0;  ///< in bytes, from 0
    std::uint32_t line = 1;    ///< from 1
    std::uint32_t column = 1;  ///< in bytes, from 1

    friend constexpr bool operator==(const SyntaxError&, const SyntaxError&) = default;
};

/// For a person: "tasks, line 3, column 7: expected a name, found ')'".
std::string describe(const SyntaxError& error);

}  // namespace evolve::ddl
