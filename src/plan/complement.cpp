#include "evolve/plan/complement.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/joined.hpp"
#include "plan/catalogue.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {

using namespace complement;

namespace {

/// What is kept besides the values of columns.
struct Extras {
    std::vector<bool> changed;  ///< of each column
    bool rowids = false;
    std::string counter = "NULL";
};

KeptTable entry_of(const Keep& keep, const Leg& leg, const Extras& extras) {
    return {.number = keep.number,
            .from = Text(text_of(leg.from)),
            .to = Text(text_of(leg.to)),
            .direction = leg.direction,
            .source = keep.source,
            .whole_table = keep.whole_table,
            .columns = keep.columns,
            .changed = extras.changed,
            .rowids = extras.rowids,
            .is_virtual = keep.is_virtual};
}

/// Its columns without those of the key: "v1", "v2", "w2", "r".
std::vector<std::string> value_columns(const Keep& keep, const Extras& extras) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < keep.columns.size(); ++i) {
        columns.push_back(kept_column(i));
        if (extras.changed[i]) columns.push_back(became_column(i));
    }
    if (extras.rowids) columns.emplace_back(rowid_column);
    return columns;
}

std::string create_complement(const Keep& keep, const Table& keyed_by, const Extras& extras) {
    const std::string values = listed(value_columns(keep, extras));
    const std::string key = key_list(keyed_by);
    return "CREATE TABLE " + kept_name(keep.number) + " (" +
           (keyed_by.without_rowid ? key + values + ", PRIMARY KEY (" + key + ")"
                                   : "k INTEGER PRIMARY KEY" + values) +
           ")";
}

/// Fills in the statements: `values` and `from` give what is kept of each row, led by its key.
void fill(Keep& keep, const Table& keyed_by, const Extras& extras, const std::string& select,
          const std::string& order, const Leg& leg) {
    const std::string into = kept_name(keep.number);
    keep.rowids = extras.rowids;
    const std::string columns = key_list(keyed_by) + listed(value_columns(keep, extras));
    keep.statements = {
        create_catalogue(),
        create_complement(keep, keyed_by, extras),
        "INSERT INTO " + into + " (" + columns + ") " + select,
        catalogue_row(entry_of(keep, leg, extras), extras.counter),
    };
    keep.original = select + " ORDER BY " + order;
    keep.copy = "SELECT " + columns + " FROM " + into + " ORDER BY " + key_list(keyed_by);
}

Keep kept_in_place(const Table& table, Keep keep, const std::string& counter, const Leg& leg) {
    EVOLVE_INVARIANT(row_key(table).has_value());
    const std::string row = ddl::in_main(table.name);
    const Extras extras{std::vector<bool>(keep.columns.size(), false), false, counter};
    fill(keep, table, extras,
         "SELECT " + own_key(table, row) + quoted_list(keep.columns, row + ".") + " FROM " + row,
         binary_order(table, row), leg);
    return keep;
}

/// Whether two values may differ in class or bytes. Zeros of reals have a sign that no comparison
/// tells.
std::string differ(const std::string& a, const std::string& b) {
    return "(+" + a + " IS NOT " + b + " COLLATE BINARY OR typeof(" + a + ") <> typeof(" + b +
           ") OR (typeof(" + a + ") = 'real' AND " + a + " = 0))";
}

}  // namespace

bool complement::loses_rowid(const Table& before, const Table& after) {
    return !before.without_rowid && !rowid_alias(before) && !rowid_name(before).empty() &&
           !carries_rowid(before, after);
}

std::string catalogue_row_of_virtual(const Keep& keep, const Leg& leg) {
    return catalogue_row(entry_of(keep, leg, {std::vector<bool>(keep.columns.size(), false)}),
                         "NULL");
}

std::string kept_table_name(std::int64_t number) { return "evolve_kept_" + std::to_string(number); }

Keep keep(const Table& table, const std::vector<Identifier>& columns, std::int64_t number,
          const Leg& leg) {
    return kept_in_place(table, {.number = number, .source = table.name, .columns = columns},
                         "NULL", leg);
}

Keep keep_whole(const Table& table, std::int64_t number, const Leg& leg) {
    Keep all{.number = number, .source = table.name, .whole_table = true};
    for (const Column& column : table.columns)
        if (!column.is_generated()) all.columns.push_back(column.name);
    return kept_in_place(table, std::move(all), counter_of(table), leg);
}

std::optional<Keep> keep_of_rebuild(const Rebuild& rebuild, const std::vector<Identifier>& lost,
                                    bool converted, std::int64_t number, const Leg& leg,
                                    bool* unkeepable) {
    const std::string old_row = ddl::in_main(rebuild.before.name);
    const std::string new_row(copied_row);
    Keep keep{.number = number, .source = rebuild.before.name, .columns = lost};
    Extras extras{std::vector<bool>(lost.size(), false), loses_rowid(rebuild.before, rebuild.after),
                  "NULL"};
    if (autoincrements(rebuild.before) && !autoincrements(rebuild.after))
        extras.counter = counter_of(rebuild.before);
    std::string values = quoted_list(lost, old_row + ".");
    std::string differences;
    for (const ColumnSource& source : rebuild.sources) {
        if (!converted || !source.origin || !source.converts) continue;
        keep.columns.push_back(*source.origin);
        extras.changed.push_back(true);
        const std::string old_value = old_row + "." + ddl::quoted(*source.origin);
        const std::string new_value = new_row + "." + ddl::quoted(source.column);
        values += ", " + old_value + ", " + new_value;
        differences += (differences.empty() ? "" : " OR ") +
                       (source.keep_all ? "1" : differ(old_value, new_value));
    }
    if (extras.rowids) values += ", " + own_key(rebuild.before, old_row);
    if (keep.columns.empty() && !extras.rowids && extras.counter == "NULL") return std::nullopt;
    const auto rows = both_tables(rebuild);
    if (!rows) {
        *unkeepable = true;
        return std::nullopt;
    }
    const bool all_rows = !lost.empty() || extras.rowids;
    const std::string none = differences.empty() ? "0" : differences;
    fill(keep, rebuild.after, extras,
         "SELECT " + own_key(rebuild.after, new_row) + values + " FROM " + *rows +
             (all_rows ? "" : " WHERE " + none),
         binary_order(rebuild.after, new_row), leg);
    return keep;
}

}  // namespace evolve
