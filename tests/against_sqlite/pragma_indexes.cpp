#include <algorithm>
#include <utility>

#include "against_sqlite/pragmas.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

/// A column of an index as index_xinfo shows it.
struct Part {
    std::string column;  ///< its number; -1: the rowid, -2: an expression
    std::string name;
    bool descending = false;
    std::string collation;  ///< in small letters

    friend bool operator==(const Part&, const Part&) = default;
};

/// An index as index_list and index_xinfo show it.
struct Shown {
    std::string name;  ///< empty for that of a constraint
    bool unique = false;
    std::string origin;  ///< c: CREATE INDEX, u: UNIQUE, pk: PRIMARY KEY
    bool partial = false;
    std::vector<Part> key{};
    std::vector<Part> rest{};
};

const std::string null_value = "(null)";

std::string folded(std::string_view text) { return std::string(Identifier(text).folded().view()); }

std::string collation_of(const Column& column) {
    const auto* rule = column.rule<Collate>();
    return rule == nullptr ? "binary" : folded(rule->collation.view());
}

/// The name after COLLATE where that is the last thing the expression does.
std::string collation_of(const Expression& expression) {
    const auto& tokens = expression.tokens;
    const bool collated =
        tokens.size() > 2 && equal_ignoring_case(tokens[tokens.size() - 2].text, "collate");
    return collated ? folded(tokens.back().text) : "binary";
}

Part part_of(const Table& table, const KeyPart& key) {
    const bool descending = key.order == SortOrder::descending;
    if (key.is_expression()) return {"-2", null_value, descending, collation_of(key.expression)};
    const auto position = table.position_of(key.column);
    const Column& column = table.columns[*position];
    return {std::to_string(*position), std::string(column.name.view()), descending,
            key.collation.empty() ? collation_of(column) : folded(key.collation.view())};
}

std::vector<Part> parts_of(const Table& table, const std::vector<KeyPart>& keys) {
    std::vector<Part> parts;
    for (const KeyPart& key : keys) parts.push_back(part_of(table, key));
    return parts;
}

/// Whether SQLite takes one constraint for the other: it looks at columns and collations alone.
bool same_columns(const std::vector<Part>& a, const std::vector<Part>& b) {
    return std::ranges::equal(a, b, [](const Part& x, const Part& y) {
        return x.column == y.column && x.collation == y.collation;
    });
}

bool has_column(const std::vector<Part>& parts, const Part& part, bool same_collation) {
    return std::ranges::any_of(parts, [&](const Part& each) {
        return each.column == part.column && (!same_collation || each.collation == part.collation);
    });
}

/// The indexes of the constraints of a table, those that are equal made one.
class ConstraintIndexes {
public:
    explicit ConstraintIndexes(const Table& table) : table_(table) {
        Table with_rowid = table;
        with_rowid.without_rowid = false;
        is_integer_key_ = rowid_alias(with_rowid).has_value();
        for (const Column& column : table.columns)
            for (const ColumnConstraint& constraint : column.constraints)
                std::visit(overloaded{
                               [&](const PrimaryKey& key) {
                                   add("pk", {{column.name, {}, key.order}});
                               },
                               [&](const Unique&) {
                                   add("u", {{column.name, {}, {}}});
                               },
                               [](const auto&) {},
                           },
                           constraint.rule);
        for (const TableConstraint& constraint : table.constraints)
            std::visit(overloaded{
                           [&](const PrimaryKeyOf& key) { add("pk", key.columns); },
                           [&](const UniqueOf& unique) { add("u", unique.columns); },
                           [](const auto&) {},
                       },
                       constraint.rule);
        if (table.without_rowid && is_integer_key_) add_now("pk", late_);
    }

    std::vector<Shown> all{};

private:
    /// What would be the rowid is made into an index after all others, without its collation, or
    /// into none.
    void add(const std::string& origin, const std::vector<KeyPart>& keys) {
        if (origin == "pk" && is_integer_key_)
            late_ = {{keys.front().column, {}, keys.front().order}};
        else
            add_now(origin, keys);
    }

    void add_now(const std::string& origin, const std::vector<KeyPart>& keys) {
        const auto parts = parts_of(table_, keys);
        for (Shown& each : all)
            if (same_columns(each.key, parts)) {
                if (origin == "pk") each.origin = "pk";
                return;
            }
        all.push_back({"", true, origin, false, parts});
    }

    const Table& table_;
    bool is_integer_key_ = false;
    std::vector<KeyPart> late_{};
};

std::vector<Part> key_of(const std::vector<Shown>& all) {
    for (const Shown& each : all)
        if (each.origin == "pk") return each.key;
    return {};
}

/// What SQLite puts behind the columns of an index, to find the row: the rowid, or the primary key
/// of a table without one; behind the primary key itself all that is stored.
void add_rest(const Table& table, const std::vector<Part>& key, Shown& index) {
    if (!table.without_rowid) {
        index.rest = {{"-1", null_value, false, "binary"}};
    } else if (index.origin == "pk") {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            const auto* generated = column.rule<Generated>();
            const bool stored =
                generated == nullptr || generated->storage == GeneratedStorage::stored;
            const Part part{std::to_string(i), std::string(column.name.view()), false, "binary"};
            if (stored && !has_column(index.key, part, false)) index.rest.push_back(part);
        }
    } else {
        for (Part part : key) {
            if (has_column(index.key, part, true)) continue;
            if (index.origin == "u") part.descending = false;  // SQLite's ticket bba7b69f98
            index.rest.push_back(std::move(part));
        }
    }
}

void add_rows(const std::vector<Part>& parts, bool key, Row& row) {
    for (const Part& part : parts) {
        row.push_back(part.column);
        row.push_back(part.name);
        row.push_back(part.descending ? "1" : "0");
        row.push_back(part.collation);
        row.push_back(key ? "1" : "0");
    }
}

Row row_of(const Shown& index) {
    Row row{index.name, index.unique ? "1" : "0", index.origin, index.partial ? "1" : "0"};
    add_rows(index.key, true, row);
    add_rows(index.rest, false, row);
    return row;
}

Row found_row(sqlite::Connection& connection, sqlite::Statement& list) {
    const std::string name(list.text(1));
    const std::string origin(list.text(3));
    Row row{origin == "c" ? name : "", std::string(list.text(2)), origin,
            std::string(list.text(4))};
    auto columns =
        connection.prepare("PRAGMA main.index_xinfo(" + ddl::quoted(Identifier(Text(name))) + ")");
    while (columns.step()) {
        row.emplace_back(columns.text(1));
        row.push_back(std::holds_alternative<Null>(columns.value(2))
                          ? null_value
                          : std::string(columns.text(2)));
        row.emplace_back(columns.text(3));
        row.push_back(folded(columns.text(4)));
        row.emplace_back(columns.text(5));
    }
    return row;
}

}  // namespace

Answers indexes_of(sqlite::Connection& connection, const Schema& schema, const Table& table) {
    std::vector<Shown> all = ConstraintIndexes(table).all;
    const std::vector<Part> key = key_of(all);
    for (const Index& index : schema.indexes)
        if (index.table == table.name)
            all.push_back({std::string(index.name.view()), index.unique, "c",
                           !index.where.tokens.empty(), parts_of(table, index.columns)});
    Answer expected;
    for (Shown& index : all) {
        add_rest(table, key, index);
        expected.push_back(row_of(index));
    }
    Answer found;
    auto list = connection.prepare("PRAGMA main.index_list(" + ddl::quoted(table.name) + ")");
    while (list.step()) found.push_back(found_row(connection, list));
    std::ranges::sort(found);
    std::ranges::sort(expected);
    return {"index_list and index_xinfo", std::move(found), std::move(expected)};
}

}  // namespace evolve
