#include "support/migrations.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

namespace gen = rc::gen;

constexpr int most_steps = 6;
constexpr int most_attempts = 30;

int below(int end) { return *gen::resize(rc::kNominalSize, gen::inRange(0, end)); }
bool one_in(int chances) { return below(chances) == 0; }

template <class T>
const T& one_of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

void drop_references(Column& column) {
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<References>(constraint.rule);
    });
}

void drop_references(Table& table) {
    for (Column& column : table.columns) drop_references(column);
    std::erase_if(table.constraints, [](const TableConstraint& constraint) {
        return std::holds_alternative<ForeignKey>(constraint.rule);
    });
}

/// Columns of a table to which a foreign key may refer, and whether it may do so without a name.
struct Key {
    std::vector<Identifier> columns;
    bool is_primary = false;
    bool needs_no_name = false;  ///< cannot be named: its collations are not those of the columns
};

bool in_own_collations(const std::vector<KeyPart>& parts) {
    return std::ranges::all_of(parts, [](const KeyPart& part) { return part.collation.empty(); });
}

std::vector<Identifier> columns_of(const std::vector<KeyPart>& parts) {
    std::vector<Identifier> columns;
    for (const KeyPart& part : parts) columns.push_back(part.column);
    return columns;
}

std::vector<Key> keys_of(const Schema& schema, const Table& parent) {
    std::vector<Key> keys;
    for (const Column& column : parent.columns)
        if (column.has<PrimaryKey>()) keys.push_back({{column.name}, true});
    for (const TableConstraint& constraint : parent.constraints)
        if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
            keys.push_back({columns_of(key->columns), true, !in_own_collations(key->columns)});
    for (const Column& column : parent.columns)
        if (column.has<Unique>()) keys.push_back({{column.name}});
    for (const TableConstraint& constraint : parent.constraints)
        if (const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
            unique != nullptr && in_own_collations(unique->columns))
            keys.push_back({columns_of(unique->columns)});
    for (const Index& index : schema.indexes)
        if (index.unique && index.table == parent.name && in_own_collations(index.columns))
            keys.push_back({columns_of(index.columns)});
    return keys;
}

/// What refers to the key, in any of the ways to say so.
ForeignKeyTarget target_of(const Table& parent, const Key& key) {
    using enum ForeignKeyAction;
    ForeignKeyTarget target;
    target.parent = parent.name;
    if (!key.needs_no_name && (!key.is_primary || one_in(2))) target.columns = key.columns;
    const std::vector actions{unspecified, no_action, restrict, set_null, set_default, cascade};
    target.on_delete = one_of(actions);
    target.on_update = one_of(actions);
    target.deferral = one_of(std::vector{
        Deferral::unspecified, Deferral::not_deferrable, Deferral::deferrable,
        Deferral::deferrable_initially_deferred, Deferral::deferrable_initially_immediate});
    return target;
}

/// Different columns of the table, so many; none if it has not as many.
std::vector<Identifier> some_columns(const Table& table, std::size_t count) {
    std::vector<Identifier> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    if (names.size() < count) return {};
    for (std::size_t i = 0; i < count; ++i) {
        const int left = static_cast<int>(names.size() - i);
        std::swap(names[i], names[i + static_cast<std::size_t>(below(left))]);
    }
    names.resize(count);
    return names;
}

/// Lets the child refer to a key of some table of the schema, itself among them.
void refer_to_some_key(const Schema& schema, Table& child) {
    std::vector<const Table*> parents{&child};
    for (const Table& table : schema.tables)
        if (table.name != child.name) parents.push_back(&table);
    const Table& parent = *one_of(parents);
    const auto keys = keys_of(schema, parent);
    if (keys.empty()) return;
    const Key& key = one_of(keys);
    const auto columns = some_columns(child, key.columns.size());
    if (columns.empty()) return;
    child.constraints.push_back({{}, ForeignKey{columns, target_of(parent, key)}});
}

/// A schema whose foreign keys all fit, in circles too.
Schema schema_with_references() {
    Schema schema = *any_schema();
    for (Table& table : schema.tables) drop_references(table);
    if (schema.tables.empty()) return schema;
    for (int left = below(4); left > 0; --left) {
        const int number = below(static_cast<int>(schema.tables.size()));
        refer_to_some_key(schema, schema.tables[static_cast<std::size_t>(number)]);
    }
    return schema;
}

/// A CHECK of an added column that its default meets, whatever else it demands.
Check met_by_default(const Column& added, const Table& table) {
    const std::string name = ddl::quoted(added.name);
    const auto* rule = added.rule<Default>();
    const std::string given = rule == nullptr ? "NULL" : ddl::write(rule->value);
    std::string condition =
        name + " IS (" + given + ") OR " +
        one_of<std::string>({name + " > -5", name + " IN ('a', 7, x'00')", name + " LIKE 'it''s%'",
                             "length(" + name + ") BETWEEN 0 AND 0xff"});
    if (one_in(3)) {
        const std::string other = ddl::quoted(one_of(table.columns).name);
        condition += " OR " + other + (one_in(4) ? " IS NOT NULL" : " IS NOT 'zz'");
        if (one_in(3)) condition = "(" + condition + ") AND " + other + " IS NOT 'zz'";
    }
    return *column("c CHECK (" + condition + ")").rule<Check>();
}

/// The added column with rules that fit its table and the schema.
void mend(Column& column, const Schema& schema, const Table& table) {
    drop_references(column);
    const bool checked = column.has<Check>();
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<Check>(constraint.rule);
    });
    if (checked) column.constraints.push_back({{}, met_by_default(column, table)});
    if (column.has<Default>() || column.has<NotNull>() || !one_in(3)) return;
    const Table& parent = one_of(schema.tables);
    for (const Key& key : keys_of(schema, parent))
        if (key.columns.size() == 1) {
            column.constraints.push_back({{}, References{target_of(parent, key)}});
            return;
        }
}

/// A step that applies to the schema, or nothing.
std::optional<Step> some_step(const Schema& schema) {
    Step::Kind kind = (*any_step(schema)).kind();
    if (auto* create = std::get_if<CreateTable>(&kind)) {
        drop_references(create->table);
        for (int left = below(3); left > 0; --left) refer_to_some_key(schema, create->table);
    }
    if (auto* add = std::get_if<AddColumn>(&kind))
        mend(add->column, schema, schema.tables[*schema.table(add->table)]);
    Step step = std::visit([](auto each) { return Step(std::move(each)); }, std::move(kind));
    return applied(step, schema) ? std::optional(std::move(step)) : std::nullopt;
}

std::vector<Step> some_steps(Schema schema) {
    std::vector<Step> steps;
    for (int left = 1 + below(most_steps); left > 0; --left) {
        auto step = some_step(schema);
        if (!step) continue;
        schema = applied(*step, std::move(schema)).value();
        steps.push_back(std::move(*step));
    }
    return steps;
}

/// A unique index that is dropped again asserts something of the rows, and of those that come back
/// to the new version later: no step of it is at fault when they are refused.
bool asserts_uniqueness(const std::vector<Step>& steps) {
    std::set<Identifier> indexes;
    return std::ranges::any_of(steps, [&](const Step& step) {
        const auto* create = std::get_if<CreateIndex>(&step.kind());
        const auto* drop = std::get_if<DropIndex>(&step.kind());
        if (create != nullptr && create->index.unique) indexes.insert(create->index.name);
        return drop != nullptr && indexes.contains(drop->index);
    });
}

}  // namespace

rc::Gen<std::optional<MigrationCase>> any_migration_case() {
    return gen::exec([]() -> std::optional<MigrationCase> {
        MigrationCase found{
            {VersionName::parse("0001-before"), *VersionName::parse("0002-after"), {}},
            schema_with_references()};
        if (one_in(12)) {
            found.before = Schema();
            found.migration.from = std::nullopt;
        }
        for (int attempts = 0; attempts < most_attempts; ++attempts) {
            found.migration.steps = some_steps(found.before);
            if (asserts_uniqueness(found.migration.steps)) continue;
            if (!found.migration.steps.empty() && applied(found.migration, found.before))
                return found;
        }
        return std::nullopt;
    });
}

}  // namespace evolve
