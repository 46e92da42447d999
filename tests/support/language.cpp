#include "support/language.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "support/draw.hpp"
#include "support/generators.hpp"
#include "support/parts.hpp"

namespace evolve {
namespace {

namespace gen = rc::gen;

std::string any_strict_type() {
    return one_of<std::string>(
        {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY", "integer", "\"TEXT\"", "[int]"});
}

/// Types beyond those of the other generators, and their oddities.
std::string any_odd_type() {
    return one_of<std::string>({"VARCHAR [10]", "[INT] x", "\"BLOB\" INT", "generated", "GENERATED",
                                "`a \"b\" c`", "UNSIGNED BIG INT", "NATIVE CHARACTER(70)",
                                "FLOATING POINT", "'quoted type'(1,2)", "\"\"", "if", "é 名前"});
}

/// Something of a column that can be computed again and again, with COLLATE at its end or not.
Expression any_computation(const Identifier& name) {
    const std::string quoted = one_in(3) ? ddl::quoted(name.view(), '`') : ddl::quoted(name);
    const auto pattern = one_of<std::string>(
        {"lower(?)", "? || 'x'", "? + 1", "- ?", "CASE WHEN ? THEN 1 ELSE 0 END", "? IS NOT NULL",
         "length(?) * 2", "? COLLATE nocase || \"no such column\"", "(?) + (? * 2)", "? IN (1, 2)",
         "coalesce(?, x'00ff', 1.5e3)", "? LIKE 'a%'", "substr(?, 1, 3) COLLATE rtrim",
         "CAST(? AS INTEGER)", "NOT ?", "? BETWEEN 1 AND 2", "abs(?)"});
    std::string sql;
    for (char byte : pattern) sql += byte == '?' ? quoted : std::string(1, byte);
    return expression(sql);
}

GeneratedStorage any_storage() {
    using enum GeneratedStorage;
    return one_of<GeneratedStorage>({unspecified, virtual_, stored});
}

/// What surrounds one column when it is drawn.
struct Place {
    const std::vector<Identifier>& names;  ///< of all columns
    std::size_t position = 0;
    const std::vector<Identifier>& parents;
    OnConflict keys{};
    bool strict = false;
};

Column language_column(const Place& place) {
    const Identifier& name = place.names[place.position];
    std::string type = one_in(4) ? any_odd_type() : any_type();
    if (place.strict) type = any_strict_type();
    Column result{name, Text(type), {}};
    const auto add = [&](auto rule) {
        result.constraints.push_back({maybe_constraint_name(), std::move(rule)});
    };
    const bool generated = place.position > 0 && one_in(4);
    if (one_in(4)) add(NotNull{any_on_conflict()});
    if (one_in(6)) add(Nullable{any_on_conflict()});
    if (!generated && one_in(3)) add(any_default());
    if (one_in(5)) add(any_check(one_of(place.names)));
    if (one_in(5)) add(Collate{any_collation()});
    if (generated) {
        const auto earlier = place.names.begin() + static_cast<std::ptrdiff_t>(place.position);
        add(some_generation({place.names.begin(), earlier}));
    }
    if (one_in(6)) add(Unique{place.keys});
    for (int left = one_in(6) ? between(1, 3) : 0; left > 0; --left)
        add(References{any_target(place.parents, 1)});
    return result;
}

std::vector<Identifier> real_columns(const Table& table) {
    std::vector<Identifier> names;
    for (const Column& column : table.columns)
        if (!column.is_generated()) names.push_back(column.name);
    return names;
}

void add_key(Table& table, OnConflict keys) {
    if (one_in(2)) {
        table.constraints.push_back(
            {maybe_constraint_name(), PrimaryKeyOf{parts_of(real_columns(table)), keys, false}});
        return;
    }
    Column& first = table.columns.front();
    const bool integer = one_in(2);
    if (integer) first.type = Text("INTEGER");
    const SortOrder order = any_order();
    const bool counts =
        integer && order != SortOrder::descending && !table.without_rowid && one_in(2);
    first.constraints.push_back({maybe_constraint_name(), PrimaryKey{order, keys, counts}});
}

void add_constraints(Table& table, const std::vector<Identifier>& parents, OnConflict keys) {
    const auto names = names_of(table);
    const auto add = [&](auto rule) {
        table.constraints.push_back({maybe_constraint_name(), std::move(rule)});
    };
    for (int left = one_in(4) ? between(1, 3) : 0; left > 0; --left)
        add(UniqueOf{parts_of(names), keys});
    if (one_in(4)) {
        Check check = any_check(one_of(names));
        check.on_conflict = any_on_conflict();
        add(std::move(check));
    }
    for (int left = one_in(4) ? between(1, 3) : 0; left > 0; --left) {
        const auto chosen = some_of(names);
        add(ForeignKey{chosen, any_target(parents, chosen.size())});
    }
    std::ranges::rotate(
        table.constraints,
        table.constraints.begin() + between(0, static_cast<int>(table.constraints.size() + 1)));
}

std::vector<Identifier> names_in(const Schema& schema) {
    std::vector<Identifier> names;
    const auto add = [&](const auto& objects) {
        for (const auto& object : objects) names.push_back(object.name);
    };
    add(schema.tables);
    add(schema.indexes);
    add(schema.views);
    add(schema.virtual_tables);
    return names;
}

std::vector<Identifier> triggers_of(const Schema& schema) {
    std::vector<Identifier> names;
    for (const Trigger& trigger : schema.triggers) names.push_back(trigger.name);
    return names;
}

std::vector<Identifier> tables_of(const Schema& schema) {
    std::vector<Identifier> names{Identifier("nowhere")};
    for (const Table& table : schema.tables) names.push_back(table.name);
    return names;
}

}  // namespace

rc::Gen<Table> any_language_table(Identifier name, std::vector<Identifier> parents) {
    parents.push_back(name);
    return gen::exec([name, parents] {
        const OnConflict keys = any_on_conflict();
        std::vector<Identifier> names;
        for (int left = between(1, 6); left > 0; --left) names.push_back(fresh_name(names));
        Table table{name, {}, {}};
        table.strict = one_in(4);
        table.without_rowid = one_in(4);
        for (std::size_t i = 0; i < names.size(); ++i)
            table.columns.push_back(language_column({names, i, parents, keys, table.strict}));
        if (table.without_rowid || one_in(2)) add_key(table, keys);
        add_constraints(table, parents, keys);
        return table;
    });
}

Generated some_generation(const std::vector<Identifier>& names) {
    Expression computation = any_computation(one_of(names));
    return {std::move(computation), any_storage()};
}

Index language_index(const Table& table, Identifier name) {
    Index index{std::move(name), table.name, one_in(3)};
    const auto names = names_of(table);
    for (int left = between(1, 4); left > 0; --left) {
        KeyPart part = part_of(one_of(names));
        if (one_in(3)) part = {{}, {}, part.order, any_computation(one_of(names))};
        index.columns.push_back(std::move(part));
    }
    if (one_in(3)) index.where = any_check(one_of(names)).condition;
    return index;
}

rc::Gen<Schema> any_language() {
    return gen::exec([] {
        Schema schema;
        for (int left = between(1, 4); left > 0; --left)
            schema.tables.push_back(
                *any_language_table(fresh_name(names_in(schema)), tables_of(schema)));
        if (one_in(8))
            schema.virtual_tables.push_back(language_virtual_table(fresh_name(names_in(schema))));
        for (int left = between(0, 4); left > 0; --left)
            schema.indexes.push_back(
                language_index(one_of(schema.tables), fresh_name(names_in(schema))));
        for (int left = between(0, 3); left > 0; --left)
            schema.views.push_back(language_view(schema, fresh_name(names_in(schema))));
        for (int left = between(0, 3); left > 0; --left)
            schema.triggers.push_back(language_trigger(schema, fresh_name(triggers_of(schema))));
        return schema;
    });
}

}  // namespace evolve
