#include <utility>

#include "evolve/ddl/quote.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_changes.hpp"

namespace evolve {

using namespace complement;

namespace {

/// Of a complement of the way down: whether the row was there before it, and so is there after the
/// next way up.
constexpr const char* stays_column = "stays";

/// The values of a row as v1, v2 of the complement.
class DeleteChange {
public:
    DeleteChange(const DeleteRows& step, const RowStepPlace& place)
        : step_(step), builder_(step.table, place), columns_(builder_.stored_columns()) {}

    RowChange build() && {
        std::vector<std::string> columns = kept_columns();
        if (step_.undoes) columns.emplace_back(stays_column);
        builder_.create(
            columns, {.columns = columns_, .changed = std::vector<bool>(columns_.size(), false)});
        builder_.change().rows = "SELECT count(*) FROM " + kept_name(builder_.number());
        builder_.change().unchecked = static_cast<bool>(step_.undoes);
        builder_.count_affected(step_.undoes ? "0" : condition_of(step_.where));
        step_.undoes ? bring_back() : take_away();
        return std::move(builder_).finish(step_.keep);
    }

private:
    [[nodiscard]] std::vector<std::string> kept_columns() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < columns_.size(); ++i) names.push_back(kept_column(i));
        return names;
    }
    /// The same values in the opposite complement, whose columns may stand in another order.
    [[nodiscard]] std::vector<std::string> their_columns() const {
        const KeptTable& kept = *builder_.opposite();
        std::vector<std::string> names;
        for (const Identifier& column : columns_) {
            const std::size_t place = place_of(kept, column);
            names.push_back(place < kept.columns.size() ? kept_column(place) : "NULL");
        }
        return names;
    }
    [[nodiscard]] std::string own_values() const {
        return quoted_list(columns_, builder_.row() + ".");
    }

    void take_away() {
        builder_.compute(builder_.insert_into_complement(kept_columns()) + "SELECT " +
                         builder_.key_and(own_values()) + " FROM " + builder_.row() + " WHERE " +
                         chosen());
        RowChange& change = builder_.change();
        change.miskept = builder_.count_others(columns_);
        change.before = builder_.read_rows(true);
        change.statements = {"DELETE FROM " + builder_.row() + " WHERE " +
                             among_kept(builder_.table(), builder_.number())};
        change.after = builder_.read_rows(false);
    }

    /// A row that came back on the way down goes again, and one that was there stays, unless it was
    /// changed since: then the condition decides, as for every other row.
    [[nodiscard]] std::string chosen() const {
        if (builder_.opposite() == nullptr) return condition_of(step_.where);
        std::string same = builder_.in_opposite();
        const auto theirs = their_columns();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            same += " AND " + is_same(builder_.row() + "." + ddl::quoted(columns_[i]),
                                      builder_.opposite_column(theirs[i]));
        return "CASE WHEN " + same + " THEN NOT " + builder_.opposite_column(stays_column) +
               " ELSE " + condition_of(step_.where) + " END";
    }

    void bring_back() {
        std::vector<std::string> columns = kept_columns();
        columns.emplace_back(stays_column);
        RowChange& change = builder_.change();
        const std::string into = builder_.insert_into_complement(columns);
        const std::string key = key_list(builder_.table());
        change.before = builder_.read_rows(false);
        if (builder_.opposite() != nullptr) {
            const std::string kept = kept_name(builder_.opposite()->number);
            builder_.compute(into + "SELECT " + key + listed(their_columns()) + ", 0 FROM " + kept +
                             " WHERE " +
                             among_rows(builder_.table(), builder_.opposite()->number, "NOT "));
            change.passed_over = "SELECT count(*) FROM " + kept + " WHERE " +
                                 among_rows(builder_.table(), builder_.opposite()->number);
        }
        change.statements = {
            "INSERT OR ABORT INTO " + builder_.row() + " (" +
            (quoted_list(*row_key(builder_.table())) + quoted_list(columns_)).substr(2) +
            ") SELECT " + key + listed(kept_columns()) + " FROM " + kept_name(builder_.number()) +
            " ORDER BY " + key};
        builder_.keep_counter();
        change.after = builder_.read_rows(true);
        change.mismade = builder_.count_others(columns_);
        change.afterwards.push_back(into + "SELECT " + builder_.key_and(own_values()) +
                                    ", 1 FROM " + builder_.row() + " WHERE " +
                                    condition_of(step_.where) + " AND " +
                                    among_kept(builder_.table(), builder_.number(), "NOT "));
    }

    const DeleteRows& step_;
    RowChangeBuilder builder_;
    std::vector<Identifier> columns_;
};

}  // namespace

RowChange change_of(const DeleteRows& step, const RowStepPlace& place) {
    return DeleteChange(step, place).build();
}

}  // namespace evolve
