#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "evolve/ddl/quote.hpp"
#include "prove/mistake_maker.hpp"

// A value is another afterwards. `$` stands for the column.

namespace evolve {
namespace {

struct ValueMistake {
    std::string_view name;
    std::string_view value;
    std::string_view condition;
    bool (*fits)(Affinity);
    bool of_null = false;  ///< it needs a column that may hold NULL
};

bool fits_any(Affinity) { return true; }
bool fits_text(Affinity affinity) {
    return affinity == Affinity::text || affinity == Affinity::blob;
}
bool fits_number(Affinity affinity) {
    return affinity == Affinity::integer || affinity == Affinity::numeric ||
           affinity == Affinity::blob;
}
bool fits_real(Affinity affinity) {
    return affinity == Affinity::real || affinity == Affinity::numeric ||
           affinity == Affinity::blob;
}
bool fits_untyped(Affinity affinity) { return affinity == Affinity::blob; }

/// SQL does not tell 0.0 from -0.0.
constexpr std::string_view zeros = "typeof($) = 'real' AND $ = 0";

constexpr std::array value_mistakes = {
    ValueMistake{"text in a column of numbers is cast", "CAST($ AS INTEGER)", "typeof($) = 'text'",
                 [](Affinity affinity) { return affinity == Affinity::integer; }},
    ValueMistake{"text is trimmed", "trim($)", "typeof($) = 'text'", fits_text},
    ValueMistake{"text is made lower case", "lower($)", "typeof($) = 'text'", fits_text},
    ValueMistake{"text is cut at 255 characters", "substr($, 1, 255)", "length($) > 255",
                 fits_text},
    ValueMistake{"text is cut at NUL", "printf('%s', $)", "typeof($) = 'text'", fits_text},
    ValueMistake{"blobs become text", "CAST($ AS TEXT)", "typeof($) = 'blob'", fits_any},
    ValueMistake{"NULL becomes the empty string", "''", "$ IS NULL", fits_any, true},
    ValueMistake{"the empty string becomes NULL", "NULL", "$ = ''", fits_text, true},
    ValueMistake{"integers go through REAL", "CAST(CAST($ AS REAL) AS INTEGER)",
                 "typeof($) = 'integer'", fits_number},
    ValueMistake{"reals are rounded to 15 digits", "CAST(printf('%.15g', $) AS REAL)",
                 "typeof($) = 'real' AND abs($) < 1e300", fits_real},
    ValueMistake{"the sign of -0.0 is lost", "$ + 0.0", zeros, fits_untyped},
};

std::string with(std::string_view text, const std::string& column) {
    std::string sql;
    for (const char each : text) sql += each == '$' ? column : std::string(1, each);
    return sql;
}

/// Only rows whose value becomes another, so that it shows whether there was one.
std::string update(const Table& table, const Identifier& name, const ValueMistake& mistake) {
    const std::string column = ddl::quoted(name);
    const std::string fresh = with(mistake.value, column);
    const std::string sql = "UPDATE OR IGNORE " + ddl::in_main(table.name) + " SET " + column +
                            " = " + fresh + " WHERE " + with(mistake.condition, column);
    if (mistake.condition == zeros) return sql;
    return sql + " AND (typeof(" + fresh + ") <> typeof(" + column + ") OR " + fresh +
           " COLLATE BINARY IS NOT " + column + ")";
}

const Column& column_of(const Table& table, const Identifier& name) {
    return table.columns[*table.position_of(name)];
}

/// A column that no key is made of: most values of one would be refused.
bool is_free(const Table& table, const Identifier& column) {
    if (column_of(table, column).is_generated()) return false;
    const auto key = primary_key(table);
    if (std::ranges::find(key, column) != key.end()) return false;
    for (const ForeignKey& reference : foreign_keys(table))
        if (std::ranges::find(reference.columns, column) != reference.columns.end()) return false;
    return !column_of(table, column).has<Unique>();
}

void add(MistakeMaker& maker, const ValueMistake& mistake) {
    for (const LastingTable& place : maker.places())
        for (const ColumnLine& line : place.columns) {
            const Table& table = *place.after;
            if (!is_free(table, line.now)) continue;
            if (mistake.of_null && refuses_null(table, column_of(table, line.now))) continue;
            if (!mistake.fits(affinity_in(table, column_of(table, line.now)))) continue;
            maker.add(std::string(mistake.name), place_of(table, line.now), Moment::up,
                      statement(update(table, line.now, mistake)));
            return;
        }
}

/// Two columns of a table between which a value can go.
std::optional<std::pair<Identifier, Identifier>> alike(const LastingTable& place) {
    for (const ColumnLine& one : place.columns)
        for (const ColumnLine& other : place.columns)
            if (one.now != other.now && is_free(*place.after, one.now) &&
                is_free(*place.after, other.now) &&
                column_of(*place.after, one.now).affinity() ==
                    column_of(*place.after, other.now).affinity())
                return std::pair(one.now, other.now);
    return std::nullopt;
}

void add_exchange(MistakeMaker& maker) {
    for (const LastingTable& place : maker.places())
        if (const auto columns = alike(place)) {
            const std::string a = ddl::quoted(columns->first);
            const std::string b = ddl::quoted(columns->second);
            maker.add("two columns change places",
                      place_of(*place.after, columns->first) + " and " +
                          std::string(columns->second.view()),
                      Moment::up,
                      statement("UPDATE OR IGNORE " + ddl::in_main(place.after->name) + " SET " +
                                a + " = " + b + ", " + b + " = " + a + " WHERE " + a +
                                " COLLATE BINARY IS NOT " + b));
            return;
        }
}

/// What a new column says of the rows that are there.
void add_of_new_columns(MistakeMaker& maker) {
    for (const LastingTable& place : maker.places())
        for (const Column& column : place.after->columns) {
            const bool there = std::ranges::find(place.columns, column.name, &ColumnLine::now) !=
                               place.columns.end();
            if (there || column.is_generated()) continue;
            const std::string table = ddl::in_main(place.after->name);
            const std::string name = ddl::quoted(column.name);
            maker.add("a new column begins with another value", place_of(*place.after, column.name),
                      Moment::up,
                      statement("UPDATE OR IGNORE " + table + " SET " + name + " = 4711"));
            if (column.has<Default>())
                maker.add("a new column begins with NULL", place_of(*place.after, column.name),
                          Moment::up,
                          statement("UPDATE OR IGNORE " + table + " SET " + name +
                                    " = NULL WHERE " + name + " IS NOT NULL"));
            return;
        }
}

}  // namespace

void add_mistakes_of_values(MistakeMaker& maker) {
    for (const ValueMistake& mistake : value_mistakes) add(maker, mistake);
    add_exchange(maker);
    add_of_new_columns(maker);
}

}  // namespace evolve
