#include "plan/row_rules.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/value_literal.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_changes.hpp"
#include "plan/rules.hpp"

namespace evolve {
namespace {

std::string in_quotes(const Identifier& name) { return "'" + std::string(name.view()) + "'"; }

/// Whether the condition names the row; a row of which it says NULL it does not name.
std::string is_named(const Expression& where) {
    return where.tokens.empty() ? "1" : "ifnull(" + condition_of(where) + ", 0)";
}

class RowRules {
public:
    explicit RowRules(const Schema& schema) : schema_(schema) {}

    void find(const DeleteRows& step) {
        for (const Table& child : schema_.tables)
            for (const ForeignKey& key : foreign_keys(child))
                if (key.target.parent == step.table)
                    lost_parents(step.table, is_named(step.where), child, key);
    }

    /// Of the rows of a complement, which go: the keys that tables had `before` the leg. What the
    /// leg makes itself comes back as it was.
    void find(const Identifier& table, std::int64_t complement, const Schema& before) {
        const std::string gone =
            "(" + complement::among_kept(schema_.existing_table(table), complement) + ")";
        for (const Table& child : schema_.tables)
            for (const ForeignKey& key : foreign_keys(child))
                if (key.target.parent == table && was_there(before, child.name, key))
                    lost_parents(table, gone, child, key);
    }

    void find(const UpdateRows& step) {
        const Table& table = schema_.existing_table(step.table);
        for (const UpdateRows::Assignment& each : step.set) {
            const Column& column = table.columns[*table.position_of(each.column)];
            if (!refuses_null(table, column)) continue;
            const std::string value = "(" + ddl::write(each.value) + ")";
            add(table, "NOT NULL of column " + in_quotes(column.name),
                "Give those rows a value there, or leave them out with \"where\".",
                ddl::quoted(column.name), is_named(step.where) + " AND " + value + " IS NULL");
        }
        for (const ForeignKey& key : foreign_keys(table)) new_orphans(step, table, key);
    }

    void find(const InsertRows& step) {
        const Table& table = schema_.existing_table(step.table);
        for (std::size_t i = 0; i < step.columns.size(); ++i)
            if (is_alone_unique(table, step.columns[i])) taken(step, table, i);
    }

    std::vector<Precondition> take() && { return std::move(found_); }

private:
    void add(const Table& table, std::string rule, std::string repair, std::string values,
             const std::string& condition) {
        const std::string row = ddl::in_main(table.name);
        found_.push_back({table.name, std::move(rule), std::move(repair),
                          row_key(table) ? complement::own_key(table, row) : "NULL",
                          std::move(values), row + " WHERE " + condition});
    }

    static bool was_there(const Schema& before, const Identifier& child, const ForeignKey& key) {
        const auto table = before.table(child);
        if (!table) return false;
        const auto keys = foreign_keys(before.tables[*table]);
        return std::ranges::find(keys, key) != keys.end();
    }

    /// Rows of a child whose parents are among those that go, by a condition over these.
    void lost_parents(const Identifier& table, const std::string& gone, const Table& child,
                      const ForeignKey& key) {
        const auto columns = Rules::keys_of_parent(key, schema_);
        if (columns.empty()) return;
        const std::string parent = ddl::in_main(table);
        std::vector<std::string> values;
        for (const Identifier& column : key.columns)
            values.push_back(ddl::in_main(child.name) + "." + ddl::quoted(column));
        // Under names of their own: SQLite finds no column "true" of a SELECT.
        std::vector<Identifier> names;
        std::string list;
        for (const Identifier& column : columns) {
            names.emplace_back("evolve key " + std::to_string(names.size() + 1));
            list += (list.empty() ? "" : ", ") + ddl::quoted(column) + " AS " +
                    ddl::quoted(names.back());
        }
        const std::string rest = "(SELECT " + list + " FROM " + parent + " WHERE NOT " + gone + ")";
        std::string condition = Rules::is_orphan(values, rest, names) + " AND NOT (" +
                                Rules::is_orphan(values, parent, columns) + ")";
        if (child.name == table) condition += " AND NOT " + gone;
        add(child, "foreign key to " + std::string(table.view()),
            "Give those rows another parent, set them to NULL or delete them, in a step before "
            "this one.",
            complement::listed(values).substr(2), condition);
    }

    void new_orphans(const UpdateRows& step, const Table& table, const ForeignKey& key) {
        const auto columns = Rules::keys_of_parent(key, schema_);
        if (columns.empty() || key.target.parent == table.name) return;
        bool changes = false;
        std::vector<std::string> before;
        std::vector<std::string> after;
        for (const Identifier& column : key.columns) {
            const auto set = std::ranges::find(step.set, column, &UpdateRows::Assignment::column);
            before.push_back(ddl::in_main(table.name) + "." + ddl::quoted(column));
            after.push_back(set == step.set.end() ? before.back()
                                                  : "(" + ddl::write(set->value) + ")");
            changes = changes || set != step.set.end();
        }
        const std::string parent = ddl::in_main(key.target.parent);
        if (changes)
            add(table, "foreign key to " + std::string(key.target.parent.view()),
                "Insert the parents in a step before this one, or leave those rows out with "
                "\"where\".",
                complement::listed(before).substr(2),
                is_named(step.where) + " AND " + Rules::is_orphan(after, parent, columns) +
                    " AND NOT (" + Rules::is_orphan(before, parent, columns) + ")");
    }

    [[nodiscard]] bool is_alone_unique(const Table& table, const Identifier& column) const {
        const auto is_it = [&](const std::vector<KeyPart>& parts) {
            return parts.size() == 1 && parts.front().column == column;
        };
        for (const TableConstraint& constraint : table.constraints) {
            const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
            const auto* primary = std::get_if<PrimaryKeyOf>(&constraint.rule);
            if ((unique != nullptr && is_it(unique->columns)) ||
                (primary != nullptr && is_it(primary->columns)))
                return true;
        }
        const Column& own = table.columns[*table.position_of(column)];
        return own.has<Unique>() || own.has<PrimaryKey>() ||
               std::ranges::any_of(schema_.indexes, [&](const Index& index) {
                   return index.unique && index.table == table.name && index.where.tokens.empty() &&
                          is_it(index.columns);
               });
    }

    void taken(const InsertRows& step, const Table& table, std::size_t place) {
        std::string values;
        for (const InsertRows::Row& row : step.values)
            if (!std::holds_alternative<Null>(row[place]))
                values += (values.empty() ? "" : ", ") + ddl::literal(row[place]);
        if (values.empty()) return;
        const std::string column = ddl::quoted(step.columns[place]);
        add(table, "UNIQUE of column " + in_quotes(step.columns[place]),
            "Give other values, or change or delete those rows in a step before this one.", column,
            column + " IN (" + values + ")");
    }

    const Schema& schema_;
    std::vector<Precondition> found_;
};

}  // namespace

std::vector<Precondition> preconditions_of_rows(const Step& step, const Schema& schema) {
    RowRules rules(schema);
    std::visit(overloaded{
                   [&](const InsertRows& rows) { rules.find(rows); },
                   [&](const UpdateRows& rows) { rules.find(rows); },
                   [&](const DeleteRows& rows) { rules.find(rows); },
                   [](const auto&) {},
               },
               step.kind());
    return std::move(rules).take();
}

std::vector<Precondition> judgements_of_deletion(const DeleteRows& step, const Schema& schema,
                                                 std::int64_t complement, const Schema& before) {
    RowRules rules(schema);
    rules.find(step.table, complement, before);
    return std::move(rules).take();
}

}  // namespace evolve
