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
        std::vector<std::string> columns = kept_columns(columns_.size());
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
    [[nodiscard]] std::string own_values() const {
        return quoted_list(columns_, builder_.row() + ".");
    }

    void take_away() {
        builder_.compute(builder_.insert_into_complement(kept_columns(columns_.size())) +
                         "SELECT " + builder_.key_and(own_values()) + " FROM " + builder_.row() +
                         " WHERE " + chosen());
        RowChange& change = builder_.change();
        change.miskept = builder_.count_others(columns_);
        change.before = builder_.read_rows(true);
        change.statements = {builder_.delete_rows()};
        change.after = builder_.read_rows(false);
    }

    /// A row that came back on the way down goes again, and one that was there stays, unless it was
    /// changed since: then the condition decides, as for every other row.
    [[nodiscard]] std::string chosen() const {
        if (builder_.opposite() == nullptr) return condition_of(step_.where);
        std::string same = builder_.in_opposite();
        const auto theirs = builder_.columns_in_opposite(columns_);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            same += " AND " + is_same(builder_.row() + "." + ddl::quoted(columns_[i]),
                                      builder_.opposite_column(theirs[i]));
        return "CASE WHEN " + same + " THEN NOT " + builder_.opposite_column(stays_column) +
               " ELSE " + condition_of(step_.where) + " END";
    }

    void bring_back() {
        std::vector<std::string> columns = kept_columns(columns_.size());
        columns.emplace_back(stays_column);
        RowChange& change = builder_.change();
        change.before = builder_.read_rows(false);
        if (builder_.opposite() != nullptr) {
            auto values = builder_.columns_in_opposite(columns_);
            values.emplace_back("0");
            builder_.compute_returning(columns, values);
        }
        change.statements = {builder_.insert_rows(columns_, kept_columns(columns_.size()))};
        builder_.keep_counter();
        change.after = builder_.read_rows(true);
        change.mismade = builder_.count_others(columns_);
        change.afterwards.push_back(builder_.insert_into_complement(columns) + "SELECT " +
                                    builder_.key_and(own_values()) + ", 1 FROM " + builder_.row() +
                                    " WHERE " + condition_of(step_.where) + " AND " +
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
