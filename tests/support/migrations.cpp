#include "support/migrations.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/run/sql_step.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/row_steps.hpp"
#include "support/draw.hpp"
#include "support/generators.hpp"
#include "support/language.hpp"
#include "support/object_steps.hpp"
#include "support/references.hpp"
#include "support/row_steps.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

namespace gen = rc::gen;

constexpr int most_steps = 6;
constexpr int most_attempts = 30;

/// Whether all views and triggers of the schema compile, on which SQLite insists whenever it alters
/// a table, and evolve after each migration. SQLite makes those that do not.
bool compiles(const Schema& schema) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    try {
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        const std::string name = ddl::quoted(Identifier("some table of ours"));
        connection.execute("CREATE TABLE " + name + " (a)");
        connection.execute("ALTER TABLE " + name + " RENAME TO \"another\"");
        return introspect::broken_objects(connection, introspect::read_objects(connection)).empty();
    } catch (const sqlite::Failure&) {
        return false;
    }
}

/// A schema of the whole language in which everything compiles.
Schema sound_language() {
    for (int attempts = 0; attempts < most_attempts; ++attempts)
        if (Schema schema = *any_language(); compiles(schema)) return schema;
    return {};
}

/// A schema whose foreign keys all fit, in circles too; of the whole language now and then.
Schema schema_with_references() {
    Schema schema = one_in(3) ? sound_language() : *any_schema();
    for (Table& table : schema.tables) drop_references(table);
    if (schema.tables.empty()) return schema;
    for (int left = below(4); left > 0; --left) {
        const int number = below(static_cast<int>(schema.tables.size()));
        refer_to_some_key(schema, schema.tables[static_cast<std::size_t>(number)]);
    }
    return schema;
}

/// A default that is a word is a string, which in a CHECK would be a name.
std::string written_as_value(const Expression& value) {
    const auto& token = value.tokens.front();
    const bool word = value.tokens.size() == 1 && token.kind == ExpressionTokenKind::word &&
                      keyword_of(token.text) == Keyword::none &&
                      !equal_ignoring_case(token.text, "true") &&
                      !equal_ignoring_case(token.text, "false");
    return word ? ddl::string_literal(token.text) : ddl::write(value);
}

/// A CHECK of an added column that its default meets, whatever else it demands.
Check met_by_default(const Column& added, const Table& table) {
    const std::string name = ddl::quoted(added.name);
    const auto* rule = added.rule<Default>();
    const std::string given = rule == nullptr ? "NULL" : written_as_value(rule->value);
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
    refer_to_some_key(schema, column);
}

/// A step that applies to the schema, or nothing.
std::optional<Step> some_right_step(const Schema& schema, const Schema& before) {
    if (!schema.tables.empty() && one_in(5)) return some_row_step(schema, before);
    const bool whole_language = !schema.tables.empty() && one_in(6);
    Step::Kind kind = (whole_language ? some_language_step(schema) : *any_step(schema)).kind();
    if (auto* create = std::get_if<CreateTable>(&kind)) {
        drop_references(create->table);
        for (int left = below(3); left > 0; --left) refer_to_some_key(schema, create->table);
    }
    if (auto* add = std::get_if<AddColumn>(&kind))
        mend(add->column, schema, schema.tables[*schema.table(add->table)]);
    Step step = std::visit([](auto each) { return Step(std::move(each)); }, std::move(kind));
    const auto after = applied(step, schema);
    if (!after || (whole_language && !compiles(*after))) return std::nullopt;
    return step;
}

/// The statements of the steps, one after the other; nothing where a step does not apply.
std::optional<std::vector<Text>> statements_of(const std::vector<Step>& steps, Schema schema) {
    std::vector<Text> all;
    for (const Step& step : steps) {
        for (const std::string& sql : statements(step, schema)) all.emplace_back(sql);
        auto next = applied(step, std::move(schema));
        if (!next) return std::nullopt;
        schema = std::move(*next);
    }
    return all;
}

/// Whether SQL that does what the step does would do too little: SQLite cannot add a column that
/// has rules, and rows that go may be parents.
bool needs_more_than_sql(const Step& step, const Schema& schema) {
    if (const auto* drop = std::get_if<DropColumn>(&step.kind())) {
        const Table& table = schema.existing_table(drop->table);
        const Column& column = table.columns[*table.position_of(drop->column)];
        return column.has<Check>() || column.has<NotNull>();
    }
    return changes_rows(step) && std::ranges::any_of(schema.tables, [](const Table& table) {
               return !foreign_keys(table).empty();
           });
}

/// The same step as a person would write it in SQL, up and down, with its claim; nothing where
/// SQLite cannot do it so. What changes rows has no way back then.
std::optional<Step> written_as_sql(const Step& step, const Schema& schema) {
    if (std::holds_alternative<AlterColumn>(step.kind()) ||
        std::holds_alternative<AlterTable>(step.kind()) || needs_more_than_sql(step, schema))
        return std::nullopt;
    if (const auto* add = std::get_if<AddColumn>(&step.kind());
        add != nullptr &&
        (add->has_fill() || !can_add_in_place(*add, schema.existing_table(add->table))))
        return std::nullopt;
    const auto up = statements_of({step}, schema);
    if (!up || up->empty()) return std::nullopt;
    Sql sql{*up, {}, StepClass::lossy, {}};
    if (!changes_rows(step)) {
        sql.down = statements_of(inverse(step, schema), *applied(step, schema));
        if (!sql.down) return std::nullopt;  // then the claim would be false
        sql.claims = class_of(step, schema);
    }
    auto tried = tried_out(std::move(sql), schema);
    if (!tried || !applied(*tried, schema)) return std::nullopt;
    return Step(std::move(*tried));
}

std::vector<Step> some_right_steps(Schema schema) {
    const Schema before = schema;
    std::vector<Step> steps;
    for (int left = 1 + below(most_steps); left > 0; --left) {
        auto step = some_right_step(schema, before);
        if (step && one_in(6)) step = written_as_sql(*step, schema);
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
            found.migration.steps = some_right_steps(found.before);
            if (asserts_uniqueness(found.migration.steps)) continue;
            // From null keys that fit none are let through, of which `prove` then has to speak.
            Migration fitting = found.migration;
            fitting.from = VersionName::parse("0001-before");
            if (!found.migration.steps.empty() && applied(fitting, found.before)) return found;
        }
        return std::nullopt;
    });
}

}  // namespace evolve
