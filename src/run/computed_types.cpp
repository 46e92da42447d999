#include "run/computed_types.hpp"

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"
#include "run/contradictions.hpp"

namespace evolve {
namespace {

struct ComputedColumn {
    const Table* table;
    const Column* column;
};

std::string complaint_of(const Table& table, const Column& column) {
    return "non-" + std::string(declared_type(column.type).view()) + " value in " +
           std::string(table.name.view()) + "." + std::string(column.name.view());
}

std::optional<ComputedColumn> column_of(const Schema& schema, std::string_view line) {
    if (!line.starts_with("non-")) return std::nullopt;
    for (const Table& table : schema.tables) {
        if (!table.strict) continue;
        for (const Column& column : table.columns)
            if (column.is_generated() && equal_ignoring_case(complaint_of(table, column), line))
                return ComputedColumn{&table, &column};
    }
    return std::nullopt;
}

std::string storage_class_of(const Column& column) {
    const Text type = declared_type(column.type);
    if (equal_ignoring_case(type, "REAL")) return "'real'";
    if (equal_ignoring_case(type, "TEXT")) return "'text'";
    if (equal_ignoring_case(type, "BLOB")) return "'blob'";
    return "'integer'";
}

}  // namespace

bool is_computed_type(const Schema& schema, std::string_view line) {
    return column_of(schema, line).has_value();
}

std::optional<RowsContradict> rows_of_another_type(sqlite::Connection& connection,
                                                   const Schema& schema, std::string_view line) {
    const auto found = column_of(schema, line);
    if (!found) return std::nullopt;
    const auto key = row_key(*found->table);
    const std::string name = ddl::quoted(found->column->name);
    const Precondition rule{
        found->table->name,
        "type " + std::string(declared_type(found->column->type).view()) + " of column '" +
            std::string(found->column->name.view()) + "'",
        "Let its expression give that type for every row (CAST), or give the column the type ANY.",
        key ? joined(*key, [](const Identifier& column) { return ddl::quoted(column); }) : "NULL",
        name,
        ddl::in_main(found->table->name) + " WHERE typeof(" + name + ") NOT IN (" +
            storage_class_of(*found->column) + ", 'null')"};
    return contradicting_rows(connection, "", {rule});
}

}  // namespace evolve
