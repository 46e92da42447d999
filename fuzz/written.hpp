#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/plain_strings.hpp"

// The laws of writing, and of the canonical form.

namespace evolve::fuzz {

inline std::string script_of(const Schema& schema, ddl::Quoting quoting) {
    std::string script;
    for (const std::string& statement : ddl::write(schema, quoting)) script += statement + ";\n";
    return script;
}

template <class Part>
bool are_named_once(const std::vector<Part>& parts) {
    std::set<Identifier> names;
    return std::ranges::all_of(parts,
                               [&](const Part& part) { return names.insert(part.name).second; });
}

/// Whether no two things have one name where SQLite takes one alone.
inline bool has_clear_names(const Schema& schema) {
    return are_named_once(schema.tables) && are_named_once(schema.indexes) &&
           are_named_once(schema.views) && are_named_once(schema.triggers) &&
           are_named_once(schema.virtual_tables) &&
           std::ranges::all_of(schema.tables,
                               [](const Table& table) { return are_named_once(table.columns); });
}

/// Schemas have one canonical form and one fingerprint exactly where nothing differs, whichever of
/// them is the wished one.
inline void check_compared(const Schema& one, const Schema& other) {
    if (!has_clear_names(one) || !has_clear_names(other)) return;
    const bool equal = canonical(one) == canonical(other);
    EVOLVE_INVARIANT((fingerprint(one) == fingerprint(other)) == equal);
    EVOLVE_INVARIANT(difference(one, other).empty() == equal);
    EVOLVE_INVARIANT(difference(other, one).empty() == equal);
}

/// What is written so reads as `wished`, is written anew letter by letter, and means the same.
inline void check_written(const Schema& schema, ddl::Quoting quoting, const Schema& wished) {
    const std::string script = script_of(schema, quoting);
    const auto read = ddl::parse_script(script);
    EVOLVE_INVARIANT(read.has_value());
    EVOLVE_INVARIANT(*read == wished);
    EVOLVE_INVARIANT(script_of(*read, quoting) == script);
    EVOLVE_INVARIANT(canonical(*read) == canonical(schema));
}

inline void check_written(const Schema& schema) {
    check_compared(schema, with_plain_strings(schema));
    check_compared(schema, Schema());
    check_written(schema, ddl::Quoting::where_needed, schema);
    check_written(schema, ddl::Quoting::always, with_plain_strings(schema));
}

}  // namespace evolve::fuzz
