#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/model/canonical.hpp"
#include "model/placement.hpp"

namespace evolve {
namespace canon {
namespace {

bool is_plain(const std::vector<KeyPart>& parts) {
    return parts.size() == 1 && parts.front().collation.empty() &&
           parts.front().order != SortOrder::descending;
}

}  // namespace

std::optional<AtColumn> at_column(const TableConstraint& constraint, const Table& table) {
    using Moved = std::optional<AtColumn>;
    const auto moved = [&](const Identifier& column, auto rule) -> Moved {
        const auto position = table.position_of(column);
        if (!position) return std::nullopt;
        return AtColumn{*position, {constraint.name, std::move(rule)}};
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

bool is_overruled(const Column& column, std::size_t position) {
    const auto& rule = column.constraints[position].rule;
    if (!std::holds_alternative<NotNull>(rule) && !std::holds_alternative<Default>(rule) &&
        !std::holds_alternative<Collate>(rule))
        return false;
    for (std::size_t i = position + 1; i < column.constraints.size(); ++i)
        if (column.constraints[i].rule.index() == rule.index()) return true;
    return false;
}

}  // namespace canon

namespace {

/// The column with the rules that count at it. Its CHECKs go to the table.
Column normalised(const Column& column, std::vector<TableConstraint>& checks) {
    Column result{column.name, column.type, {}};
    for (std::size_t i = 0; i < column.constraints.size(); ++i) {
        const ColumnConstraint& constraint = column.constraints[i];
        if (const auto* check = std::get_if<Check>(&constraint.rule))
            checks.push_back({constraint.name, *check});
        else if (!canon::is_overruled(column, i))
            result.constraints.push_back(constraint);
    }
    return result;
}

}  // namespace

Table normalised(const Table& table) {
    Table result{table.name, {}, {}, table.without_rowid, table.strict};
    for (const Column& column : table.columns)
        result.columns.push_back(normalised(column, result.constraints));
    for (const TableConstraint& constraint : table.constraints) {
        if (auto moved = canon::at_column(constraint, table))
            result.columns[moved->column].constraints.push_back(std::move(moved->constraint));
        else
            result.constraints.push_back(constraint);
    }
    return result;
}

}  // namespace evolve
