#include "evolve/prove/old_statements.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/row_expression.hpp"
#include "prove/module_tables.hpp"
#include "prove/row_trial.hpp"

namespace evolve {
namespace {

/// Orders values, of which none are alike but those that are the same: quote() ends at a NUL, and
/// hex() makes one text of a blob and a text.
std::string by_all_of(const std::string& column) {
    return "quote(" + column + "), hex(" + column + ")";
}

std::string listed(const std::vector<Identifier>& columns, std::string_view prefix = "") {
    std::string result;
    for (const Identifier& column : columns)
        result += (result.empty() ? "" : ", ") + std::string(prefix) + ddl::quoted(column);
    return result;
}

Text in_capitals(std::string_view text) {
    std::string capitals(text);
    for (char& each : capitals)
        if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
    return Text(capitals);
}

/// The statements over one table, whose rows are at hand.
class TableStatements {
public:
    TableStatements(const Table& table, RowsOf rows, Chooser& chooser,
                    std::vector<OldStatement>& into)
        : rows_(std::move(rows)),
          definition_(table),
          table_(ddl::in_main(rows_.table)),
          returning_(returning_computed(table)),
          chooser_(chooser),
          into_(into) {}

    void add_all() {
        const std::string key = ddl::quoted(rows_.columns.front());
        into_.push_back({"SELECT " + listed(rows_.columns) + " FROM " + table_ + " ORDER BY " +
                         key + in_one_order() + " LIMIT 3"});
        into_.push_back({"SELECT count(*) FROM " + table_});
        if (rows_.rows.empty()) return;
        const auto& row = rows_.rows[chooser_.below(rows_.rows.size())];
        const std::string by_key = " WHERE " + key + " = ?1";
        into_.push_back(
            {"SELECT " + listed(rows_.columns) + " FROM " + table_ + by_key, {row.front()}});
        if (rows_.columns.size() > 1) {
            add_update(key);
            add_wild_update(key);
            add_comparison();
        }
        if (!has_largest_key(rows_)) {
            add_insert(row);
            add_short_insert(row);
        }
        into_.push_back({"DELETE FROM " + table_ + by_key, {row.front()}});
    }

private:
    /// What comes first among rows that are equal in their first column, which is no rowid here:
    /// else they may stand in any order.
    [[nodiscard]] std::string in_one_order() const {
        std::string order;
        if (!definition_.without_rowid) return order;
        for (const Identifier& column : rows_.columns)
            order += ", " + by_all_of(ddl::quoted(column));
        return order;
    }

    void add_update(const std::string& key) {
        const std::size_t column = 1 + chooser_.below(rows_.columns.size() - 1);
        const auto& from = rows_.rows[chooser_.below(rows_.rows.size())];
        const auto& to = rows_.rows[chooser_.below(rows_.rows.size())];
        into_.push_back({"UPDATE " + table_ + " SET " + ddl::quoted(rows_.columns[column]) +
                             " = ?1 WHERE " + key + " = ?2" + returning_,
                         {from[column], to.front()}});
    }

    /// Any value, which rules may refuse.
    void add_wild_update(const std::string& key) {
        const std::size_t column = 1 + chooser_.below(rows_.columns.size() - 1);
        const auto& to = rows_.rows[chooser_.below(rows_.rows.size())];
        into_.push_back({"UPDATE " + table_ + " SET " + ddl::quoted(rows_.columns[column]) +
                             " = ?1 WHERE " + key + " = ?2" + returning_,
                         {chooser_.one_in(4) ? Null() : chooser_.pick(hazards()), to.front()}});
    }

    /// Types and collations say what is equal and what comes first.
    void add_comparison() {
        const std::size_t column = 1 + chooser_.below(rows_.columns.size() - 1);
        const std::string name = ddl::quoted(rows_.columns[column]);
        Value value = rows_.rows[chooser_.below(rows_.rows.size())][column];
        if (auto* text = std::get_if<Text>(&value)) *text = in_capitals(*text);
        into_.push_back({"SELECT count(DISTINCT " + name + "), sum(" + name + " = ?1), sum(" +
                             name + " < ?1) FROM " + table_,
                         {std::move(value)}});
    }

    /// Names only the columns that need a value, so that the others get their defaults.
    void add_short_insert(const std::vector<Value>& row) {
        std::vector<Identifier> columns;
        OldStatement insert;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const auto position = definition_.position_of(rows_.columns[i]);
            if (!position) continue;
            const Column& column = definition_.columns[*position];
            const auto* rule = column.rule<Default>();
            const bool of_moment = rule != nullptr && is_momentary(rule->value);
            if (!of_moment && (!refuses_null(definition_, column) || rule != nullptr)) continue;
            columns.push_back(column.name);
            insert.values.push_back(row[i]);
        }
        if (columns.empty()) {
            into_.push_back({"INSERT INTO " + table_ + " DEFAULT VALUES" + returning_});
            return;
        }
        std::string marks = "?";
        for (std::size_t i = 1; i < columns.size(); ++i) marks += ", ?";
        insert.sql = "INSERT INTO " + table_ + " (" + listed(columns) + ") VALUES (" + marks + ")" +
                     returning_;
        into_.push_back(std::move(insert));
    }

    /// A copy of a row without its key, as an application lets the database choose one; with texts
    /// of its own, or by chance the same, which only a unique key can tell.
    void add_insert(const std::vector<Value>& row) {
        std::string marks;
        OldStatement insert;
        const bool same = chooser_.one_in(2);
        for (std::size_t i = 1; i < row.size(); ++i) {
            marks += (i == 1 ? "?" : ", ?") + std::to_string(i);
            Value value = row[i];
            if (auto* text = std::get_if<Text>(&value); text != nullptr && !same) *text += "+";
            insert.values.push_back(std::move(value));
        }
        if (insert.values.empty()) {
            insert.sql = "INSERT INTO " + table_ + " DEFAULT VALUES" + returning_;
        } else {
            const std::vector<Identifier> columns(rows_.columns.begin() + 1, rows_.columns.end());
            insert.sql = "INSERT INTO " + table_ + " (" + listed(columns) + ") VALUES (" + marks +
                         ")" + returning_;
        }
        into_.push_back(std::move(insert));
    }

    RowsOf rows_;
    const Table& definition_;
    std::string table_;
    std::string returning_;
    Chooser& chooser_;
    std::vector<OldStatement>& into_;
};

/// The rows without columns that only a part-way state has: SQLite would take the name of one that
/// is not there for a string.
RowsOf in_columns_of(const Table& table, RowsOf rows) {
    for (std::size_t i = rows.columns.size(); i-- > 1;) {
        if (table.has_column(rows.columns[i])) continue;
        const auto place = static_cast<std::ptrdiff_t>(i);
        rows.columns.erase(rows.columns.begin() + place);
        for (auto& row : rows.rows) row.erase(row.begin() + place);
    }
    return rows;
}

/// A join along each foreign key, every column qualified.
void add_joins(const Schema& schema, std::vector<OldStatement>& into) {
    for (const Table& child : schema.tables)
        for (const ForeignKey& key : foreign_keys(child)) {
            const auto position = schema.table(key.target.parent);
            if (!position) continue;
            const Table& parent = schema.tables[*position];
            const auto columns =
                key.target.columns.empty() ? primary_key(parent) : key.target.columns;
            if (columns.size() != key.columns.size()) continue;
            std::string on;
            for (std::size_t i = 0; i < columns.size(); ++i)
                on += (i == 0 ? "" : " AND ") + ("c." + ddl::quoted(key.columns[i])) + " = p." +
                      ddl::quoted(columns[i]);
            const std::vector<Identifier> some{parent.columns.back().name};
            into.push_back({"SELECT count(*), max(" + listed(some, "p.") + ") FROM " +
                            ddl::in_main(child.name) + " AS c JOIN " + ddl::in_main(parent.name) +
                            " AS p ON " + on});
        }
}

/// Code that names an index stops working when it goes.
void add_indexed(const Schema& schema, std::vector<OldStatement>& into) {
    for (const Index& index : schema.indexes)
        into.push_back({"SELECT count(*) FROM " + ddl::in_main(index.table) + " INDEXED BY " +
                        ddl::quoted(index.name)});
}

/// What INSTEAD OF triggers let code do to a view.
void add_view_changes(const Schema& schema, std::vector<OldStatement>& into) {
    for (const Trigger& trigger : schema.triggers) {
        if (!schema.view(trigger.table)) continue;
        const std::string view = ddl::in_main(trigger.table);
        if (trigger.event == TriggerEvent::insertion)
            into.push_back({"INSERT INTO " + view + " DEFAULT VALUES"});
        if (trigger.event == TriggerEvent::deletion) into.push_back({"DELETE FROM " + view});
        if (trigger.event == TriggerEvent::update && !trigger.columns.empty())
            into.push_back(
                {"UPDATE " + view + " SET " + ddl::quoted(trigger.columns.front()) + " = NULL"});
    }
}

/// What the views show, of their columns by name.
void add_views(sqlite::Connection& connection, const Schema& schema,
               std::vector<OldStatement>& into) {
    for (const View& view : schema.views) {
        if (is_momentary(view.select)) continue;
        const std::string name = ddl::in_main(view.name);
        try {
            const auto all = connection.prepare("SELECT * FROM " + name);
            std::string columns;
            std::string order;
            for (int i = 0; i < all.column_count(); ++i) {
                const std::string column = ddl::quoted(Identifier(all.column_name(i)));
                columns += (i == 0 ? "" : ", ") + column;
                order += (i == 0 ? "" : ", ") + by_all_of(column);
            }
            into.push_back({"SELECT " + columns + " FROM " + name + " ORDER BY " + order});
        } catch (const sqlite::Failure& failure) {
            if (failure.kind() != sqlite::FailureKind::error) throw;
        }
    }
}

}  // namespace

bool has_largest_key(const RowsOf& rows) {
    return std::ranges::any_of(rows.rows, [](const std::vector<Value>& row) {
        return row.front() == Value(std::numeric_limits<std::int64_t>::max());
    });
}

std::vector<OldStatement> old_statements(sqlite::Connection& connection, const Schema& schema,
                                         const State& state, Chooser& chooser) {
    std::vector<OldStatement> statements;
    for (const RowsOf& rows : state.tables)
        if (const auto table = table_like(schema, rows.table))
            TableStatements(*table, in_columns_of(*table, rows), chooser, statements).add_all();
    add_joins(schema, statements);
    add_indexed(schema, statements);
    add_views(connection, schema, statements);
    add_view_changes(schema, statements);
    return statements;
}

}  // namespace evolve
