#pragma once

#include <string>
#include <string_view>

#include "evolve/base/identifier.hpp"
#include "evolve/base/quote.hpp"

namespace evolve::ddl {

/// The one quoting function: all SQL that evolve writes goes through it.
using evolve::quoted;

/// A name as it stands in SQL, whatever its letters: "name".
inline std::string quoted(const Identifier& name) { return quoted(name.view(), '"'); }

/// A name as it stands in SQL that people read: bare where it is an ASCII word and no keyword of
/// SQLite, else as above.
std::string quoted_where_needed(const Identifier& name);

/// A table of the database itself, never of TEMP: main."name".
inline std::string in_main(const Identifier& name) { return "main." + quoted(name); }

/// A string literal: 'text'. The text must hold no NUL, at which SQL text ends.
inline std::string string_literal(std::string_view text) { return quoted(text, '\''); }

}  // namespace evolve::ddl
