#include "mutants/by_hand.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"

namespace evolve {
namespace {

void replace_first(std::string& text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    if (at != text.npos) text.replace(at, what.size(), by);
}

std::string& creation(PlannedStep& step) { return step.copies.front(); }
std::string& insertion(PlannedStep& step) { return step.copies.back(); }

/// The name that the new table has until it takes the place of the old one.
Identifier scratch_of(PlannedStep& step) {
    const std::string& sql = creation(step);
    const std::size_t begin = sql.find("evolve_new_");
    return Identifier(std::string_view(sql).substr(begin, sql.find('"', begin) - begin));
}

std::string from_table(const PlannedStep& step) { return " FROM " + ddl::in_main(step.table); }

void define(PlannedStep& step, Table table) {
    table.name = scratch_of(step);
    creation(step) = ddl::write(table);
}

template <class Rule>
void lose(Table& table) {
    for (Column& column : table.columns)
        std::erase_if(column.constraints, [](const ColumnConstraint& each) {
            return std::holds_alternative<Rule>(each.rule);
        });
}

template <class Rule>
void lose_at_table(Table& table) {
    std::erase_if(table.constraints, [](const TableConstraint& each) {
        return std::holds_alternative<Rule>(each.rule);
    });
}

/// The columns by name, type, NOT NULL, default and their place in the primary key.
Table table_info(const Table& table) {
    Table plain{table.name, {}, {}};
    const std::vector<Identifier> key = primary_key(table);
    for (const Column& column : table.columns) {
        Column& copy = plain.columns.emplace_back(Column{column.name, column.type, {}});
        if (column.has<NotNull>()) copy.constraints.push_back({{}, NotNull()});
        if (const auto* value = column.rule<Default>()) copy.constraints.push_back({{}, *value});
        if (key.size() == 1 && key.front() == column.name)
            copy.constraints.push_back({{}, PrimaryKey()});
    }
    if (key.size() < 2) return plain;
    PrimaryKeyOf whole;
    for (const Identifier& column : key) whole.columns.push_back({column, {}});
    plain.constraints.push_back({{}, whole});
    return plain;
}

}  // namespace

Executor by_hand(Spoil spoil, std::string settings) {
    return naive({.plan =
                      [spoil = std::move(spoil)](Plan& plan) {
                          if (!goes_up(plan)) return;
                          for (PlannedMigration& migration : plan.migrations) {
                              migration.upkeep.clear();  // no script thinks of indexes
                              for (PlannedStep& step : migration.steps)
                                  if (!step.copies.empty()) spoil(step, plan);
                          }
                      },
                  .settings = std::move(settings)});
}

Executor with_foreign_keys_on() { return naive({.settings = "PRAGMA foreign_keys = ON"}); }

Executor with_foreign_keys_deferred() {
    return naive({.settings = "PRAGMA foreign_keys = ON; PRAGMA defer_foreign_keys = ON"});
}

Spoil forgets(std::string_view beginning) {
    return [beginning](PlannedStep& step, const Plan&) {
        std::erase_if(step.statements,
                      [&](const std::string& sql) { return sql.starts_with(beginning); });
    };
}

Spoil renumbers() {
    return [](PlannedStep& step, const Plan&) {
        replace_first(insertion(step), "(\"rowid\", ", "(");
        replace_first(insertion(step), ddl::quoted(step.table) + ".\"rowid\", ", "");
    };
}

Spoil copies_by_position() {
    return [](PlannedStep& step, const Plan&) {
        insertion(step) =
            "INSERT INTO " + ddl::in_main(scratch_of(step)) + " SELECT *" + from_table(step);
    };
}

Spoil inserts(std::string by) {
    return [by = std::move(by)](PlannedStep& step, const Plan&) {
        replace_first(insertion(step), "INSERT OR ABORT", by);
    };
}

Spoil reads_values_as(std::string expression) {
    return [expression = std::move(expression)](PlannedStep& step, const Plan& plan) {
        const Table& table = plan.before.schema.existing_table(step.table);
        std::string columns = table.without_rowid ? "" : ", rowid AS \"rowid\"";
        for (const Column& column : table.columns) {
            const std::string name = ddl::quoted(column.name);
            const bool in_key = std::ranges::count(primary_key(table), column.name) != 0;
            std::string value = in_key ? "$" : expression;
            while (value.find('$') != value.npos) replace_first(value, "$", name);
            columns += ", " + value + " AS " + name;
        }
        replace_first(insertion(step), from_table(step),
                      " FROM (SELECT " + columns.substr(2) + from_table(step) + ") AS " +
                          ddl::quoted(step.table));
    };
}

Spoil copies_the_new_column(std::string column) {
    return [column = std::move(column)](PlannedStep& step, const Plan&) {
        std::string& sql = insertion(step);
        const std::size_t at = sql.find("NULL", sql.find(" SELECT "));
        if (at != sql.npos) sql.replace(at, 4, "\"" + column + "\"");
    };
}

Spoil renames_the_old_table_away() {
    return [](PlannedStep& step, const Plan& plan) {
        const Identifier scratch = scratch_of(step);
        const std::string old = "\"old_" + std::string(step.table.view()) + "\"";
        std::string rows = insertion(step);
        replace_first(rows, from_table(step),
                      " FROM main." + old + " AS " + ddl::quoted(step.table));
        replace_first(rows, ddl::in_main(scratch), ddl::in_main(step.table));
        step.copies = {"ALTER TABLE " + ddl::in_main(step.table) + " RENAME TO " + old,
                       ddl::write(plan.after.existing_table(step.table)), rows};
        std::erase_if(step.statements, [&](const std::string& sql) {
            return sql.starts_with("DROP TABLE") || sql.starts_with("PRAGMA") ||
                   sql.find(scratch.view()) != sql.npos;
        });
        step.statements.insert(step.statements.begin(), "DROP TABLE main." + old);
    };
}

Spoil drops_and_creates() {
    return [](PlannedStep& step, const Plan&) { step.copies.pop_back(); };
}

Spoil does_nothing() {
    return [](PlannedStep& step, const Plan&) {
        step.copies.clear();
        step.keeps.clear();
        step.statements.clear();
    };
}

Spoil runs(std::string sql) {
    return [sql = std::move(sql)](PlannedStep& step, const Plan&) {
        step.copies.clear();
        step.keeps.clear();
        step.statements = {sql};
    };
}

Spoil defines(std::function<void(Table&)> change) {
    return [change = std::move(change)](PlannedStep& step, const Plan& plan) {
        Table table = plan.after.existing_table(step.table);
        change(table);
        define(step, std::move(table));
    };
}

Spoil defines_by_table_info() {
    return [](PlannedStep& step, const Plan& plan) {
        const Table& after = plan.after.existing_table(step.table);
        const Table& before = plan.before.schema.existing_table(step.table);
        define(step, table_info(after));
        std::string columns;
        for (const Column& column : after.columns)
            if (before.has_column(column.name))
                columns += (columns.empty() ? "" : ", ") + ddl::quoted(column.name);
        insertion(step) = "INSERT INTO " + ddl::in_main(scratch_of(step)) + " (" + columns +
                          ") SELECT " + columns + from_table(step);
    };
}

void lose_checks(Table& table) {
    lose<Check>(table);
    lose_at_table<Check>(table);
}

void lose_foreign_keys(Table& table) {
    lose<References>(table);
    lose_at_table<ForeignKey>(table);
}

void lose_unique(Table& table) {
    lose<Unique>(table);
    lose_at_table<UniqueOf>(table);
}

void lose_options(Table& table) { table.strict = table.without_rowid = false; }

void lose_collations(Table& table) { lose<Collate>(table); }

void lose_conflict_clauses(Table& table) {
    for (Column& column : table.columns)
        for (ColumnConstraint& each : column.constraints) {
            if (auto* unique = std::get_if<Unique>(&each.rule)) *unique = {};
            if (auto* not_null = std::get_if<NotNull>(&each.rule)) *not_null = {};
        }
}

void lose_autoincrement(Table& table) {
    for (Column& column : table.columns)
        for (ColumnConstraint& each : column.constraints)
            if (auto* key = std::get_if<PrimaryKey>(&each.rule)) key->autoincrement = false;
}

Executor keeps_nothing() {
    return naive({.plan = [](Plan& plan) {
        for (PlannedMigration& migration : plan.migrations)
            for (PlannedStep& step : migration.steps) {
                step.keeps.clear();
                step.restores.clear();
            }
    }});
}

Executor common_script() {
    const auto spoil = [](PlannedStep& step, const Plan& plan) {
        defines_by_table_info()(step, plan);
        for (const char* lost :
             {"CREATE", "DELETE FROM main.sqlite_sequence", "INSERT INTO main.sqlite_sequence"})
            forgets(lost)(step, plan);
    };
    return by_hand(spoil, "PRAGMA foreign_keys = ON");
}

}  // namespace evolve
