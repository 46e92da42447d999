#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "plan/catalogue.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_changes.hpp"

namespace evolve {

using namespace complement;

namespace {

constexpr const char* counter_name = "main.sqlite_sequence";

/// The values of the inserted rows as v1, v2 of the complement: those that are given on the first
/// way up, and all that a row has when it goes on the way down and comes again.
class InsertChange {
public:
    InsertChange(const InsertRows& step, const RowStepPlace& place)
        : step_(step), builder_(step.table, place) {}

    RowChange build() && {
        const bool given = !step_.undoes && builder_.opposite() == nullptr;
        columns_ = given ? given_columns() : builder_.stored_columns();
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            columns.push_back(kept_column(i) + affinity_word(builder_.table(), columns_[i]));
        builder_.create(
            columns, {.columns = columns_, .changed = std::vector<bool>(columns_.size(), false)});
        builder_.change().rows = "SELECT count(*) FROM " + kept_name(builder_.number());
        if (given)
            builder_.change().affected = "SELECT count(*) FROM (" + rows_query(step_) + ")";
        else
            builder_.count_affected("0");
        if (step_.undoes)
            take_away();
        else
            given ? insert_given() : insert_again();
        return std::move(builder_).finish(true);
    }

private:
    /// The given ones, but for those of the key, in the order of the step.
    [[nodiscard]] std::vector<Identifier> given_columns() const {
        std::vector<Identifier> columns;
        const auto key = row_key(builder_.table());
        for (const Identifier& column : step_.columns)
            if (std::ranges::find(*key, column) == key->end()) columns.push_back(column);
        return columns;
    }
    [[nodiscard]] std::vector<std::string> own_columns() const {
        return kept_columns(columns_.size());
    }
    [[nodiscard]] std::string scratch() const {
        return ddl::in_main(scratch_name(builder_.number()));
    }
    static std::string given_value(std::size_t i) { return "g" + std::to_string(i + 1); }

    /// The query's rows in its order, which INSERT alone promises to keep, and as the columns store
    /// them.
    void gather() {
        std::string definitions;
        std::string names;
        for (std::size_t i = 0; i < step_.columns.size(); ++i) {
            definitions +=
                ", " + given_value(i) + affinity_word(builder_.table(), step_.columns[i]);
            names += (i == 0 ? "" : ", ") + given_value(i);
        }
        builder_.compute("CREATE TABLE " + scratch() + " (n INTEGER PRIMARY KEY" + definitions +
                         ")");
        builder_.compute("INSERT INTO " + scratch() + " (" + names + ") " + rows_query(step_));
    }

    /// The value that is given for a column, or nothing.
    [[nodiscard]] std::string value_given(const Identifier& column) const {
        const auto found = std::ranges::find(step_.columns, column);
        if (found == step_.columns.end()) return "";
        return given_value(static_cast<std::size_t>(found - step_.columns.begin()));
    }

    /// The keys of the rows: as given, else the next ones, as SQLite would take them. NULL is no
    /// key: a text in its stead makes SQLite refuse the row.
    [[nodiscard]] std::string keys() const {
        const auto key = row_key(builder_.table());
        std::string list;
        for (const Identifier& column : *key) {
            std::string value = value_given(column);
            if (!builder_.table().without_rowid) {
                value = value.empty() ? "n + " + highest_key() : "ifnull(" + value + ", 'none')";
            }
            list += (list.empty() ? "" : ", ") + value;
        }
        return list;
    }
    [[nodiscard]] std::string highest_key() const {
        std::string highest =
            "(SELECT ifnull(max(" + builder_.key_and("") + "), 0) FROM " + builder_.row() + ")";
        if (autoincrements(builder_.table()))
            highest = "max(" + highest + ", ifnull(" + counter_of(builder_.table()) + ", 0))";
        return highest;
    }

    void insert_given() {
        gather();
        std::string values;
        for (const Identifier& column : columns_) values += ", " + value_given(column);
        builder_.compute(builder_.insert_into_complement(own_columns()) + "SELECT " + keys() +
                         values + " FROM " + scratch() + " ORDER BY n");
        insert();
        builder_.change().statements.push_back("DROP TABLE " + scratch());
    }

    void insert() {
        RowChange& change = builder_.change();
        change.before = builder_.read_rows(false);
        change.statements.push_back(builder_.insert_rows(columns_, own_columns()));
        change.after = builder_.read_rows(true);
        change.mismade = builder_.count_others(columns_);
    }

    /// The rows that the way down took, as it found them, and no others.
    void insert_again() {
        const KeptTable& kept = *builder_.opposite();
        builder_.compute_returning(own_columns(), builder_.columns_in_opposite(columns_));
        insert();
        if (!autoincrements(builder_.table())) return;
        builder_.change().statements.push_back(
            std::string("UPDATE ") + counter_name + " SET seq = max(seq, ifnull(" +
            kept_counter(kept.number) + ", 0)) WHERE name = " + own_name());
    }

    void take_away() {
        RowChange& change = builder_.change();
        if (builder_.opposite() != nullptr)
            builder_.compute(builder_.insert_into_complement(own_columns()) + "SELECT " +
                             builder_.key_and(quoted_list(columns_, builder_.row() + ".")) +
                             " FROM " + builder_.row() + " WHERE " +
                             among_kept(builder_.table(), builder_.opposite()->number));
        change.miskept = builder_.count_others(columns_);
        change.before = builder_.read_rows(true);
        change.statements = {builder_.delete_rows()};
        if (builder_.opposite() != nullptr && autoincrements(builder_.table())) turn_counter_back();
        change.after = builder_.read_rows(false);
    }

    [[nodiscard]] std::string own_name() const {
        return ddl::string_literal(builder_.table().name.view());
    }
    static std::string kept_counter(std::int64_t number) {
        return "(SELECT counter FROM main.evolve_kept WHERE number = " + std::to_string(number) +
               ")";
    }

    /// The counter is what it was before the way up, unless it was used since.
    void turn_counter_back() {
        const std::int64_t up = builder_.opposite()->number;
        const std::string then = kept_counter(up);
        const std::string unused = "name = " + own_name() + " AND seq = max(ifnull(" + then +
                                   ", 0), (SELECT ifnull(max(k), 0) FROM " + kept_name(up) + "))";
        auto& statements = builder_.change().statements;
        statements.push_back(std::string("DELETE FROM ") + counter_name + " WHERE " + unused +
                             " AND " + then + " IS NULL");
        statements.push_back(std::string("UPDATE ") + counter_name + " SET seq = " + then +
                             " WHERE " + unused);
    }

    const InsertRows& step_;
    RowChangeBuilder builder_;
    std::vector<Identifier> columns_;
};

}  // namespace

RowChange change_of(const InsertRows& step, const RowStepPlace& place) {
    return InsertChange(step, place).build();
}

}  // namespace evolve
