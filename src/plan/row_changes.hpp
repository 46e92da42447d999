#pragma once

// Internal: how steps that change rows are carried out.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/plan/row_change.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// Where a step that changes rows stands.
struct RowStepPlace {
    const Schema& schema;
    std::int64_t number = 0;              ///< of its complement
    std::int64_t row_step = 0;            ///< which of its migration, from 1 on the way up
    const KeptTable* opposite = nullptr;  ///< what the opposite way kept of the same step
    Leg way{};
};

RowChange change_of(const UpdateRows& step, const RowStepPlace& place);
RowChange change_of(const DeleteRows& step, const RowStepPlace& place);
RowChange change_of(const InsertRows& step, const RowStepPlace& place);

/// Builds the parts that all three have in common.
class RowChangeBuilder {
public:
    RowChangeBuilder(const Identifier& table, const RowStepPlace& place);

    [[nodiscard]] const Table& table() const { return table_; }
    /// "main"."t"
    [[nodiscard]] const std::string& row() const { return row_; }
    [[nodiscard]] std::int64_t number() const { return place_.number; }
    [[nodiscard]] const KeptTable* opposite() const { return place_.opposite; }

    /// Columns whose values are stored, but for those that are the key.
    [[nodiscard]] std::vector<Identifier> stored_columns() const;
    /// All that are stored, led by the key: ", a, b" behind a prefix.
    [[nodiscard]] std::string key_and(const std::string& values) const;

    /// Makes the complement with these columns besides the key, "v1", "w1 TEXT", and its entry,
    /// with the AUTOINCREMENT counter as it is.
    void create(const std::vector<std::string>& columns, KeptTable entry);
    void compute(std::string sql) { change_.computes.push_back(std::move(sql)); }
    /// "INSERT INTO" the complement, with the key, and these of its columns.
    [[nodiscard]] std::string insert_into_complement(const std::vector<std::string>& columns) const;

    /// Has old values held against the table before the change, and after it where they return:
    /// of the complement's rows, "v1" being that of the first column, and so on.
    [[nodiscard]] std::string count_others(const std::vector<Identifier>& columns) const;
    /// The rows of the table, or those outside of the complement, in the order of the key.
    [[nodiscard]] std::string read_rows(bool outside_complement) const;

    /// What the opposite complement has of the row at hand, and whether it has it. Not joined, so
    /// that all names of the step's expressions mean what they mean in its statement, "rowid" too.
    [[nodiscard]] std::string opposite_column(const std::string& column) const;
    [[nodiscard]] std::string in_opposite() const;

    /// Where the opposite complement has the values of these columns, of the same table: it may
    /// have them in another order.
    [[nodiscard]] std::vector<std::string> columns_in_opposite(
        const std::vector<Identifier>& columns) const;
    /// Computes the rows of the opposite complement whose keys no row of the table has, with these
    /// values, into the columns; the others are passed over.
    void compute_returning(const std::vector<std::string>& into,
                           const std::vector<std::string>& values);

    // The changes that the complement says: its rows come, as v1, v2, or go.
    [[nodiscard]] std::string insert_rows(const std::vector<Identifier>& columns,
                                          const std::vector<std::string>& values) const;
    [[nodiscard]] std::string delete_rows() const;

    /// The rows that the condition names, or those of the opposite complement.
    void count_affected(const std::string& condition);

    /// Sets the AUTOINCREMENT counter, which an INSERT moves even without a row, to what it was.
    void keep_counter();

    RowChange& change() { return change_; }
    /// Clears up: the opposite complement, unless rows of it could not return, and this one where
    /// nothing is to be kept.
    RowChange finish(bool keep) &&;

private:
    const RowStepPlace& place_;
    const Table& table_;
    std::string row_;
    RowChange change_;
};

/// What a complement is called beside its table.
inline constexpr std::string_view kept_alias = "\"evolve kept\"";

/// "(…)", or what holds of every row where there is no condition.
std::string condition_of(const Expression& where);

/// A type word by which a complement stores a value as the column does: "TEXT", or nothing.
std::string affinity_word(const Table& table, const Identifier& column);

}  // namespace evolve
