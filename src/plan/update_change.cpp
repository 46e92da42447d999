#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_changes.hpp"

namespace evolve {

using namespace complement;

namespace {

bool sets(const UpdateRows& step, const Identifier& column) {
    return std::ranges::find(step.set, column, &UpdateRows::Assignment::column) != step.set.end();
}

/// Whether a key that must be unique may get other values by the step.
bool concerns(const std::vector<KeyPart>& key, const UpdateRows& step, const Table& table) {
    return std::ranges::any_of(key, [&](const KeyPart& part) {
        const auto position = table.position_of(part.column);
        return part.is_expression() || sets(step, part.column) ||
               (position && table.columns[*position].is_generated());
    });
}

/// Whether the step moves values about that must be unique: SQLite holds each row against all
/// others while it writes it, so that a swap, or its undoing, would fail for the order of the rows.
bool moves_unique_values(const UpdateRows& step, const Schema& schema, const Table& table) {
    const auto alias = rowid_alias(table);
    for (const Column& column : table.columns)
        if ((column.has<Unique>() || column.has<PrimaryKey>()) &&
            !(alias && table.columns[*alias].name == column.name) &&
            concerns({KeyPart{column.name, {}}}, step, table))
            return true;
    for (const TableConstraint& constraint : table.constraints) {
        const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
        const auto* primary = std::get_if<PrimaryKeyOf>(&constraint.rule);
        if (unique != nullptr && concerns(unique->columns, step, table)) return true;
        if (primary != nullptr && !alias && concerns(primary->columns, step, table)) return true;
    }
    return std::ranges::any_of(schema.indexes, [&](const Index& index) {
        return index.unique && index.table == table.name &&
               (concerns(index.columns, step, table) || !index.where.tokens.empty());
    });
}

/// Columns as v1, w1, v2, w2 of the complement: before the change and after it.
class UpdateChange {
public:
    UpdateChange(const UpdateRows& step, const RowStepPlace& place)
        : step_(step),
          builder_(step.table, place),
          whole_(moves_unique_values(step, place.schema, builder_.table())) {
        if (whole_) {
            columns_ = builder_.stored_columns();
        } else {
            for (const UpdateRows::Assignment& each : step.set) columns_.push_back(each.column);
        }
    }

    RowChange build() && {
        create();
        if (!step_.undoes || builder_.opposite() != nullptr) compute();
        RowChange& change = builder_.change();
        change.rows = "SELECT count(*) FROM " + kept_name(builder_.number());
        change.unchecked = static_cast<bool>(step_.undoes);
        builder_.count_affected(step_.undoes ? "0" : condition_of(step_.where));
        change.miskept = miskept();
        change.before = predicted_rows();
        change.after = builder_.read_rows(false);
        apply();
        if (step_.undoes) note_what_stays();
        return std::move(builder_).finish(step_.keep);
    }

private:
    [[nodiscard]] std::vector<std::string> pairs() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            names.push_back(kept_column(i));
            names.push_back(became_column(i));
        }
        return names;
    }
    [[nodiscard]] std::string of_row(std::size_t i) const {
        return builder_.row() + "." + ddl::quoted(columns_[i]);
    }

    void create() {
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            columns.push_back(kept_column(i));
            columns.push_back(became_column(i) + affinity_word(builder_.table(), columns_[i]));
        }
        builder_.create(columns,
                        {.columns = columns_, .changed = std::vector<bool>(columns_.size(), true)});
    }

    /// What the opposite way changed, where it still is what that made of it, is changed back. Any
    /// other row that the condition names gets, on the way up, what the expressions give.
    void compute() {
        std::string values;
        std::string known;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            values += ", " + of_row(i) + ", ";
            std::string value = step_.undoes ? of_row(i) : computed(i);
            const std::size_t place = place_in_opposite(i);
            if (builder_.opposite() != nullptr && sets(step_, columns_[i]) &&
                place < builder_.opposite()->columns.size()) {
                const std::string same =
                    is_same(of_row(i), builder_.opposite_column(became_column(place)));
                value = "CASE WHEN " + builder_.in_opposite() + " AND " + same + " THEN " +
                        builder_.opposite_column(kept_column(place)) + " ELSE " + value + " END";
                known += (known.empty() ? "" : " OR ") + same;
            }
            values += value;
        }
        builder_.compute(builder_.insert_into_complement(pairs()) + "SELECT " +
                         builder_.key_and(values) + " FROM " + builder_.row() + " WHERE " +
                         chosen(known));
    }

    [[nodiscard]] std::string computed(std::size_t i) const {
        const auto set = std::ranges::find(step_.set, columns_[i], &UpdateRows::Assignment::column);
        if (set == step_.set.end()) return of_row(i);
        const std::string value = "(" + ddl::write(set->value) + ")";
        if (builder_.opposite() == nullptr) return value;
        return "CASE WHEN " + condition_of(step_.where) + " THEN " + value + " ELSE " + of_row(i) +
               " END";
    }

    [[nodiscard]] std::string chosen(const std::string& known) const {
        if (builder_.opposite() == nullptr) return condition_of(step_.where);
        if (step_.undoes) return builder_.in_opposite();
        return "(" + builder_.in_opposite() + " AND (" + (known.empty() ? "0" : known) + ")) OR " +
               condition_of(step_.where);
    }

    [[nodiscard]] std::size_t place_in_opposite(std::size_t i) const {
        return builder_.opposite() == nullptr ? 0 : place_of(*builder_.opposite(), columns_[i]);
    }
    [[nodiscard]] std::string miskept() const {
        std::string same;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            same += (i == 0 ? "" : " AND ") +
                    is_same(of_row(i), std::string(kept_alias) + "." + kept_column(i));
        return "SELECT count(*) FROM " + kept_name(builder_.number()) + " AS " +
               std::string(kept_alias) + ", " + builder_.row() + " WHERE " +
               is_row_of(builder_.table(), builder_.row(), std::string(kept_alias) + ".") +
               " AND NOT (" + same + ")";
    }

    /// All rows as they are to be.
    [[nodiscard]] std::string predicted_rows() const {
        const std::int64_t number = builder_.number();
        const std::string changed =
            joined_name(number, key_columns(builder_.table()).front()) + " IS NOT NULL";
        std::vector<std::string> became;
        for (std::size_t i = 0; i < columns_.size(); ++i) became.push_back(became_column(i));
        std::string values;
        for (const Identifier& column : builder_.stored_columns()) {
            const auto found = std::ranges::find(columns_, column);
            const std::string now = builder_.row() + "." + ddl::quoted(column);
            const auto place = static_cast<std::size_t>(found - columns_.begin());
            values +=
                ", " + (found == columns_.end() ? now
                                                : "CASE WHEN " + changed + " THEN " +
                                                      joined_name(number, became_column(place)) +
                                                      " ELSE " + now + " END");
        }
        return "SELECT " + builder_.key_and(values) + " FROM " + builder_.row() +
               joined_complement(number, became, builder_.table()) + " ORDER BY " +
               binary_order(builder_.table(), builder_.row());
    }

    void apply() {
        std::vector<std::string> became;
        for (std::size_t i = 0; i < columns_.size(); ++i) became.push_back(became_column(i));
        auto& statements = builder_.change().statements;
        if (whole_) {
            statements.push_back(builder_.delete_rows());
            statements.push_back(builder_.insert_rows(columns_, became));
            builder_.keep_counter();
            return;
        }
        const std::string row = builder_.row();
        statements.push_back("UPDATE OR ABORT " + row + " SET (" + quoted_list(columns_).substr(2) +
                             ") = (SELECT " + listed(became).substr(2) + " FROM " +
                             kept_name(builder_.number()) + " WHERE " +
                             is_row_of(builder_.table(), row) + ") WHERE " +
                             among_kept(builder_.table(), builder_.number()));
    }

    /// Rows that the condition names now, and that were not touched: the next way up leaves them.
    void note_what_stays() {
        std::string values;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            values += ", " + of_row(i) + ", " + of_row(i);
        builder_.change().afterwards.push_back(
            builder_.insert_into_complement(pairs()) + "SELECT " + builder_.key_and(values) +
            " FROM " + builder_.row() + " WHERE " + condition_of(step_.where) + " AND " +
            among_kept(builder_.table(), builder_.number(), "NOT "));
    }

    const UpdateRows& step_;
    RowChangeBuilder builder_;
    bool whole_;  ///< rows are deleted and inserted again
    std::vector<Identifier> columns_;
};

}  // namespace

RowChange change_of(const UpdateRows& step, const RowStepPlace& place) {
    return UpdateChange(step, place).build();
}

}  // namespace evolve
