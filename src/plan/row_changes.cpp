#include "plan/row_changes.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "plan/catalogue.hpp"
#include "plan/complement_sql.hpp"

namespace evolve {

using namespace complement;

RowChangeBuilder::RowChangeBuilder(const Identifier& table, const RowStepPlace& place)
    : place_(place),
      table_(place.schema.existing_table(table)),
      row_(ddl::in_main(table_.name)),
      change_{.number = place.number,
              .table = table_.name,
              .opposite = place.opposite == nullptr ? 0 : place.opposite->number} {}

std::vector<Identifier> RowChangeBuilder::stored_columns() const {
    const auto key = row_key(table_);
    std::vector<Identifier> columns;
    for (const Column& column : table_.columns)
        if (!column.is_generated() && (!key || std::ranges::find(*key, column.name) == key->end()))
            columns.push_back(column.name);
    return columns;
}

std::string RowChangeBuilder::key_and(const std::string& values) const {
    return own_key(table_, row_) + values;
}

void RowChangeBuilder::create(const std::vector<std::string>& columns, KeptTable entry) {
    const std::string key = key_list(table_);
    compute(create_catalogue());
    compute("CREATE TABLE " + kept_name(number()) + " (" +
            (table_.without_rowid ? key + listed(columns) + ", PRIMARY KEY (" + key + ")"
                                  : "k INTEGER PRIMARY KEY" + listed(columns)) +
            ")");
    entry.number = number();
    entry.from = Text(text_of(place_.way.from));
    entry.to = Text(text_of(place_.way.to));
    entry.direction = place_.way.direction;
    entry.source = table_.name;
    entry.row_step = place_.row_step;
    compute(catalogue_row(entry, counter_of(table_)));
}

std::string RowChangeBuilder::insert_into_complement(
    const std::vector<std::string>& columns) const {
    return "INSERT INTO " + kept_name(number()) + " (" + key_list(table_) + listed(columns) + ") ";
}

std::string RowChangeBuilder::count_others(const std::vector<Identifier>& columns) const {
    std::string same = "1";
    for (std::size_t i = 0; i < columns.size(); ++i)
        same += " AND " + is_same(row_ + "." + ddl::quoted(columns[i]),
                                  std::string(kept_alias) + "." + kept_column(i));
    return "SELECT count(*) FROM " + kept_name(number()) + " AS " + std::string(kept_alias) +
           " LEFT JOIN " + row_ + " ON " + is_row_of(table_, row_, std::string(kept_alias) + ".") +
           " WHERE NOT ifnull(" + same + " AND " + row_ + "." +
           ddl::quoted(row_key(table_)->front()) + " IS NOT NULL, 0)";
}

std::string RowChangeBuilder::read_rows(bool outside_complement) const {
    return "SELECT " + key_and(quoted_list(stored_columns(), row_ + ".")) + " FROM " + row_ +
           (outside_complement ? " WHERE " + among_kept(table_, number(), "NOT ") : "") +
           " ORDER BY " + binary_order(table_, row_);
}

std::string RowChangeBuilder::opposite_column(const std::string& column) const {
    const std::string kept = kept_name(opposite()->number);
    return "(SELECT " + kept + "." + column + " FROM " + kept + " WHERE " +
           is_row_of(table_, row_, kept + ".") + ")";
}

std::string RowChangeBuilder::in_opposite() const { return among_kept(table_, opposite()->number); }

std::vector<std::string> RowChangeBuilder::columns_in_opposite(
    const std::vector<Identifier>& columns) const {
    std::vector<std::string> names;
    for (const Identifier& column : columns) {
        const std::size_t place = place_of(*opposite(), column);
        EVOLVE_INVARIANT(place < opposite()->columns.size());
        names.push_back(kept_column(place));
    }
    return names;
}

void RowChangeBuilder::compute_returning(const std::vector<std::string>& into,
                                         const std::vector<std::string>& values) {
    const std::int64_t kept = opposite()->number;
    compute(insert_into_complement(into) + "SELECT " + key_list(table_) + listed(values) +
            " FROM " + kept_name(kept) + " WHERE " + among_rows(table_, kept, "NOT "));
    change_.passed_over =
        "SELECT count(*) FROM " + kept_name(kept) + " WHERE " + among_rows(table_, kept);
}

std::string RowChangeBuilder::insert_rows(const std::vector<Identifier>& columns,
                                          const std::vector<std::string>& values) const {
    const std::string key = key_list(table_);
    return "INSERT OR ABORT INTO " + row_ + " (" +
           (quoted_list(*row_key(table_)) + quoted_list(columns)).substr(2) + ") SELECT " + key +
           listed(values) + " FROM " + kept_name(number()) + " ORDER BY " + key;
}

std::string RowChangeBuilder::delete_rows() const {
    return "DELETE FROM " + row_ + " WHERE " + among_kept(table_, number());
}

void RowChangeBuilder::keep_counter() {
    if (!autoincrements(table_)) return;
    for (std::string& sql : restore_counter(table_.name, number()))
        change_.statements.push_back(std::move(sql));
}

void RowChangeBuilder::count_affected(const std::string& condition) {
    change_.affected = opposite() == nullptr
                           ? "SELECT count(*) FROM " + row_ + " WHERE " + condition
                           : "SELECT count(*) FROM " + kept_name(opposite()->number);
}

RowChange RowChangeBuilder::finish(bool keep) && {
    if (opposite() != nullptr) change_.spent = drop_complement(opposite()->number);
    if (!keep) change_.clean_up = drop_complement(number());
    return std::move(change_);
}

std::string condition_of(const Expression& where) {
    return where.tokens.empty() ? "1" : "(" + ddl::write(where) + ")";
}

std::string affinity_word(const Table& table, const Identifier& column) {
    const auto position = table.position_of(column);
    if (!position) return "";
    switch (affinity_in(table, table.columns[*position])) {
        case Affinity::integer: return " INTEGER";
        case Affinity::text: return " TEXT";
        case Affinity::real: return " REAL";
        case Affinity::numeric: return " NUMERIC";
        case Affinity::blob: break;
    }
    return "";
}

}  // namespace evolve
