#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/model/canonical.hpp"

namespace evolve {
namespace {

struct AtColumn {
    Identifier column;
    ColumnConstraint constraint;
};

bool is_plain(const std::vector<KeyPart>& parts) {
    return parts.size() == 1 && parts.front().collation.empty() &&
           parts.front().order != SortOrder::descending;
}

/// The rule as one of a column, if it concerns one column alone. A primary key that is DESC stays
/// at the table: only there is it the rowid.
std::optional<AtColumn> at_column(const TableConstraint& constraint) {
    using Moved = std::optional<AtColumn>;
    const auto moved = [&](const Identifier& column, auto rule) -> Moved {
        return AtColumn{column, {constraint.name, std::move(rule)}};
    };
    return std::visit(overloaded{
                          [&](const PrimaryKeyOf& key) -> Moved {
                              if (!is_plain(key.columns)) return std::nullopt;
                              const SortOrder order = key.columns.front().order;
                              return moved(key.columns.front().column,
                                           PrimaryKey{order, key.on_conflict, key.autoincrement});
                          },
                          [&](const UniqueOf& rule) -> Moved {
                              if (!is_plain(rule.columns)) return std::nullopt;
                              return moved(rule.columns.front().column, Unique{rule.on_conflict});
                          },
                          [](const Check&) -> Moved { return std::nullopt; },
                          [&](const ForeignKey& key) -> Moved {
                              if (key.columns.size() != 1) return std::nullopt;
                              return moved(key.columns.front(), References{key.target});
                          },
                      },
                      constraint.rule);
}

void move_checks_to_table(Column& column, std::vector<TableConstraint>& rules) {
    for (const ColumnConstraint& constraint : column.constraints)
        if (const auto* check = std::get_if<Check>(&constraint.rule))
            rules.push_back({constraint.name, *check});
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<Check>(constraint.rule);
    });
}

/// Of several such rules at one column SQLite heeds the last.
template <class Rule>
void keep_last(Column& column) {
    const auto is_one = [](const ColumnConstraint& constraint) {
        return std::holds_alternative<Rule>(constraint.rule);
    };
    auto left = std::ranges::count_if(column.constraints, is_one);
    std::erase_if(column.constraints, [&](const ColumnConstraint& constraint) {
        return is_one(constraint) && left-- > 1;
    });
}

}  // namespace

Table normalised(const Table& table) {
    Table result{table.name, table.columns, {}, table.without_rowid, table.strict};
    for (Column& column : result.columns) {
        move_checks_to_table(column, result.constraints);
        keep_last<NotNull>(column);
        keep_last<Default>(column);
        keep_last<Collate>(column);
    }
    for (const TableConstraint& constraint : table.constraints) {
        const auto moved = at_column(constraint);
        const auto position = moved ? result.position_of(moved->column) : std::nullopt;
        if (position)
            result.columns[*position].constraints.push_back(moved->constraint);
        else
            result.constraints.push_back(constraint);
    }
    return result;
}

}  // namespace evolve
