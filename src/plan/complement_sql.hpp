#pragma once

// Internal: how the columns of a complement are called, and how its rows meet those of its table.

#include <string>
#include <string_view>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"

namespace evolve::complement {

inline std::string kept_column(std::size_t index) { return "v" + std::to_string(index + 1); }
inline std::string became_column(std::size_t index) { return "w" + std::to_string(index + 1); }
inline constexpr const char* rowid_column = "r";

inline std::string kept_name(std::int64_t number) {
    return ddl::in_main(Identifier(std::string_view(kept_table_name(number))));
}

/// "k", or "k1", "k2" of a key of a table WITHOUT ROWID, whose values can be of any class.
std::vector<std::string> key_columns(const Table& table);

/// "v1", "v2" of so many.
std::vector<std::string> kept_columns(std::size_t count);

/// ", a, b"
std::string listed(const std::vector<std::string>& parts);
std::string quoted_list(const std::vector<Identifier>& columns, std::string_view prefix = "");

/// "k1, k2"
std::string key_list(const Table& table);
/// The key of the table's own row: "main.t.a, main.t.b".
std::string own_key(const Table& table, const std::string& row);

/// A condition by which a row of the complement, whose columns have that prefix, is that of the row
/// of the table. Exact in class and bytes, whatever the affinity and collation of the key.
std::string is_row_of(const Table& table, const std::string& row, std::string_view prefix = "",
                      std::string_view suffix = "");

/// The key in an order that does not depend on the collations of its columns.
std::string binary_order(const Table& table, const std::string& row);

/// Whether rows have rowids of their own, and others afterwards.
bool loses_rowid(const Table& before, const Table& after);

/// "WHERE" the row of the table is, or is not, among those of the complement.
std::string among_kept(const Table& table, std::int64_t number, const char* negation = "");
/// "WHERE" a row of the complement is, or is not, one of the table's.
std::string among_rows(const Table& table, std::int64_t number, const char* negation = "");

// Where the rows of a table meet their complement, its columns have names that no column of a
// table has by chance, since expressions of the table's own stand beside them.

/// " LEFT JOIN" the complement, which has these columns besides the key.
std::string joined_complement(std::int64_t number, const std::vector<std::string>& columns,
                              const Table& table);
std::string joined_name(std::int64_t number, const std::string& column);

/// Whether a value is still what a migration had made of it.
std::string is_same(const std::string& now, const std::string& became);

/// The place of a column among the kept ones.
std::size_t place_of(const KeptTable& kept, const Identifier& column);

}  // namespace evolve::complement
