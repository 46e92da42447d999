#include <algorithm>
#include <optional>

#include "evolve/ddl/quote.hpp"
#include "prove/mistake_maker.hpp"

// Rows go, come, or are numbered anew.

namespace evolve {
namespace {

std::string delete_from(const Table& table, const std::string& condition) {
    return "DELETE FROM " + ddl::in_main(table.name) + " WHERE " + condition;
}

/// A name of the rowid, if there is one.
std::string rowid_of(const Table& table) {
    if (const auto alias = rowid_alias(table)) return ddl::quoted(table.columns[*alias].name);
    return std::string(rowid_name(table));
}

std::string columns_of(const Table& table, const std::string& between) {
    std::string list;
    const auto alias = rowid_alias(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (alias != i) list += (list.empty() ? "" : between) + ddl::quoted(table.columns[i].name);
    return list;
}

void add_of_rowids(MistakeMaker& maker, const Table& table, const std::string& rowid) {
    const std::string name(table.name.view());
    const std::string rows = "SELECT " + rowid + " FROM " + ddl::in_main(table.name);
    const auto losing = [&](std::string mistake, const std::string& condition) {
        maker.add(std::move(mistake), name, Moment::up, statement(delete_from(table, condition)));
    };
    losing("rows after the 100th are lost",
           rowid + " IN (" + rows + " ORDER BY 1 LIMIT -1 OFFSET 100)");
    losing("rows with negative keys are lost", rowid + " < 0");
    losing("the row with the largest key is lost", rowid + " = 9223372036854775807");
    if (const std::string columns = columns_of(table, ", "); !columns.empty())
        losing("duplicates are merged", rowid + " NOT IN (SELECT min(" + rowid + ") FROM " +
                                            ddl::in_main(table.name) + " GROUP BY " + columns +
                                            ")");
    maker.add("rows are numbered anew", name, Moment::up,
              statement("UPDATE OR IGNORE " + ddl::in_main(table.name) + " SET " + rowid + " = " +
                        rowid + " + 1000 WHERE " + rowid + " < 1000000"));
    maker.add("the way back loses a row", name, Moment::down,
              statement(delete_from(table, rowid + " = (SELECT max(" + rowid + ") FROM " +
                                               ddl::in_main(table.name) + ")")));
}

void add_of_nulls(MistakeMaker& maker, const LastingTable& place) {
    for (const ColumnLine& line : place.columns) {
        const Table& table = *place.after;
        const Column& column = table.columns[*table.position_of(line.now)];
        if (refuses_null(table, column) || rowid_alias(table) == table.position_of(line.now))
            continue;
        maker.add("rows with NULL are lost", place_of(table, line.now), Moment::up,
                  statement(delete_from(table, ddl::quoted(line.now) + " IS NULL")));
        return;
    }
}

void add_of_children(MistakeMaker& maker) {
    for (const LastingTable& place : maker.places())
        for (const ForeignKey& key : foreign_keys(*place.after)) {
            const auto parent = maker.subject().after.table(key.target.parent);
            if (!parent || key.columns.size() != 1) continue;
            const Table& of = maker.subject().after.tables[*parent];
            const auto columns = key.target.columns.empty() ? primary_key(of) : key.target.columns;
            if (columns.size() != 1) continue;
            maker.add("orphans are deleted", place_of(*place.after, key.columns.front()),
                      Moment::up,
                      statement(delete_from(*place.after,
                                            ddl::quoted(key.columns.front()) + " NOT IN (SELECT " +
                                                ddl::quoted(columns.front()) + " FROM " +
                                                ddl::in_main(of.name) + ")")));
            return;
        }
}

void add_of_counters(MistakeMaker& maker) {
    for (const LastingTable& place : maker.places())
        if (autoincrements(*place.after)) {
            maker.add("the counter of AUTOINCREMENT is forgotten",
                      std::string(place.after->name.view()), Moment::up,
                      statement("DELETE FROM main.sqlite_sequence WHERE name = " +
                                ddl::string_literal(place.after->name.view()) + " COLLATE NOCASE"));
            return;
        }
}

}  // namespace

void add_mistakes_of_rows(MistakeMaker& maker) {
    if (maker.places().empty()) return;
    const LastingTable& place = maker.places().front();
    const Table& table = *place.after;
    const std::string rows = ddl::in_main(table.name);
    if (const std::string rowid = rowid_of(table); !rowid.empty())
        add_of_rowids(maker, table, rowid);
    add_of_nulls(maker, place);
    maker.add("the only row is lost", std::string(table.name.view()), Moment::up,
              statement(delete_from(table, "(SELECT count(*) FROM " + rows + ") = 1")));
    add_of_children(maker);
    add_of_counters(maker);
}

}  // namespace evolve
