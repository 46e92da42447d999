#include "plan/row_pairs.hpp"

#include <algorithm>

#include "evolve/base/invariant.hpp"
#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"

namespace evolve {
namespace {

std::string pairs_name(const Rebuild& rebuild) {
    return ddl::in_main(
        Identifier(std::string_view("evolve_pairs_" + std::to_string(rebuild.number))));
}

const ColumnSource* source_of(const Rebuild& rebuild, const Identifier& column) {
    const auto source = std::ranges::find(rebuild.sources, column, &ColumnSource::column);
    return source == rebuild.sources.end() ? nullptr : &*source;
}

/// The columns of the new table by which its rows are those of the old one; nothing where none do.
std::optional<std::vector<Identifier>> common_key(const Rebuild& rebuild) {
    const auto plain = [&](const Identifier& column) {
        const ColumnSource* source = source_of(rebuild, column);
        return source != nullptr && source->origin && !source->converts &&
               *source->origin == column;
    };
    for (const Table* table : {&rebuild.after, &rebuild.before}) {
        const auto key = primary_key(*table);
        const bool is_key = table->without_rowid || rowid_alias(*table).has_value();
        if (is_key && std::ranges::all_of(key, plain)) return key;
    }
    return std::nullopt;
}

bool same_rowids(const Rebuild& rebuild) {
    return carries_rowid(rebuild.before, rebuild.after) && !rebuild.renumbered;
}

/// "a.x = b.y AND …", in class and bytes where the columns may be of any class.
std::string same_key(const std::string& a, const std::vector<std::string>& x, const std::string& b,
                     const std::vector<std::string>& y) {
    std::string condition;
    for (std::size_t i = 0; i < x.size(); ++i)
        condition +=
            (i == 0 ? "" : " AND ") + a + "." + x[i] + " = " + b + "." + y[i] + " COLLATE BINARY";
    return condition;
}

std::vector<std::string> quoted(const std::vector<Identifier>& columns) {
    std::vector<std::string> names;
    for (const Identifier& column : columns) names.push_back(ddl::quoted(column));
    return names;
}

std::vector<std::string> numbered(const std::string& prefix, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i + 1));
    return names;
}

/// A type that makes of a value what the column of the new table does.
std::string type_like(const Table& table, const Identifier& name) {
    switch (affinity_in(table, table.columns[*table.position_of(name)])) {
        case Affinity::text: return " TEXT";
        case Affinity::integer: return " INTEGER";
        case Affinity::real: return " REAL";
        case Affinity::numeric: return " NUMERIC";
        case Affinity::blob: break;
    }
    return "";
}

}  // namespace

bool needs_pairs(const Rebuild& rebuild) { return !same_rowids(rebuild) && !common_key(rebuild); }

std::optional<std::string> both_tables(const Rebuild& rebuild) {
    const auto old_key = row_key(rebuild.before);
    const auto new_key = row_key(rebuild.after);
    if (!old_key || !new_key) return std::nullopt;
    const std::string old_row = ddl::in_main(rebuild.before.name);
    const std::string new_row(copied_row);
    const std::string join_new =
        " JOIN " + ddl::in_main(scratch_name(rebuild.number)) + " AS " + new_row + " ON ";
    if (same_rowids(rebuild))
        return old_row + join_new + new_row + "." + ddl::quoted(new_key->front()) + " = " +
               old_row + "." + ddl::quoted(old_key->front());
    if (const auto key = common_key(rebuild))
        return old_row + join_new + same_key(new_row, quoted(*key), old_row, quoted(*key));
    const std::string pairs = pairs_name(rebuild);
    return old_row + " JOIN " + pairs + " ON " +
           same_key(pairs, numbered("o", old_key->size()), old_row, quoted(*old_key)) + join_new +
           same_key(new_row, quoted(*new_key), pairs, numbered("n", new_key->size()));
}

std::string numbered(const Rebuild& rebuild) {
    const auto key = row_key(rebuild.before);
    EVOLVE_INVARIANT(key.has_value());
    std::string order;
    for (const Identifier& column : *key)
        order += (order.empty() ? "" : ", ") + ddl::in_main(rebuild.before.name) + "." +
                 ddl::quoted(column);
    return "row_number() OVER (ORDER BY " + order + ")";
}

std::string numbered_behind(const Rebuild& rebuild, const std::string& rowid,
                            const std::string& complement) {
    return "ifnull(" + rowid + ", (SELECT max(r) FROM " + complement + ") + " + numbered(rebuild) +
           ")";
}

std::vector<std::string> fill_pairs(const Rebuild& rebuild) {
    const auto old_key = row_key(rebuild.before);
    const auto new_key = row_key(rebuild.after);
    EVOLVE_INVARIANT(old_key && new_key);
    std::vector<std::string> columns = numbered("o", old_key->size());
    std::vector<std::string> values;
    const std::string old_row = ddl::in_main(rebuild.before.name);
    for (const Identifier& column : *old_key) values.push_back(old_row + "." + ddl::quoted(column));
    std::string definitions = joined(columns);
    for (std::size_t i = 0; i < new_key->size(); ++i) {
        const Identifier& column = (*new_key)[i];
        const ColumnSource* source = source_of(rebuild, column);
        columns.push_back("n" + std::to_string(i + 1));
        values.push_back(source == nullptr ? rebuild.rowid : copied_value(*source, rebuild));
        definitions += ", " + columns.back() +
                       (source == nullptr ? " INTEGER" : type_like(rebuild.after, column));
    }
    const std::string key = joined(numbered("n", new_key->size()));
    return {"CREATE TABLE " + pairs_name(rebuild) + " (" + definitions + ", PRIMARY KEY (" + key +
                ")) WITHOUT ROWID",
            "INSERT INTO " + pairs_name(rebuild) + " (" + joined(columns) + ") SELECT " +
                joined(values) + " FROM " + old_row + rebuild.joined};
}

std::string drop_pairs(const Rebuild& rebuild) { return "DROP TABLE " + pairs_name(rebuild); }

}  // namespace evolve
