#include "prove/references.hpp"

#include <algorithm>
#include <utility>

namespace evolve {
namespace {

/// Lets the rows of a table refer to rows of the parent, to nothing, and now and then, as in real
/// files, to a row that is not there.
void refer(RowsOf& child, const Table& table, const ForeignKey& key, const RowsOf& parent,
           const std::vector<Identifier>& parent_columns, Chooser& chooser) {
    for (std::size_t row = 0; row < child.rows.size(); ++row) {
        if (chooser.one_in(24)) continue;
        const bool nothing = parent.rows.empty() || chooser.one_in(4);
        const std::size_t chosen = nothing ? 0 : chooser.below(parent.rows.size());
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            const auto position = table.position_of(key.columns[i]);
            if (!position || rowid_alias(table) == position) continue;
            if (table.columns[*position].is_generated()) continue;
            const bool nullable = !refuses_null(table, table.columns[*position]);
            Value& cell = child.rows[row][place_of(child, key.columns[i])];
            const std::size_t from = place_of(parent, parent_columns[i]);
            if (nothing && nullable)
                cell = Null();
            else if (!nothing && from < parent.columns.size())
                cell = parent.rows[chosen][from];
        }
    }
}

}  // namespace

std::vector<ParentReference> parent_references(const Schema& schema) {
    std::vector<ParentReference> references;
    for (std::size_t child = 0; child < schema.tables.size(); ++child)
        for (const ForeignKey& key : foreign_keys(schema.tables[child])) {
            const auto parent = schema.table(key.target.parent);
            if (!parent) continue;
            auto columns = key.target.columns.empty() ? primary_key(schema.tables[*parent])
                                                      : key.target.columns;
            if (columns.size() == key.columns.size())
                references.push_back({child, key, *parent, std::move(columns)});
        }
    return references;
}

std::size_t place_of(const RowsOf& rows, const Identifier& column) {
    return static_cast<std::size_t>(std::ranges::find(rows.columns, column) - rows.columns.begin());
}

void refer_to_parents(const Schema& schema, std::vector<RowsOf>& tables, Chooser& chooser) {
    for (const ParentReference& each : parent_references(schema))
        refer(tables[each.child], schema.tables[each.child], each.key, tables[each.parent],
              each.parent_columns, chooser);
}

}  // namespace evolve
