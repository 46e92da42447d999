#include "support/parts.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "support/draw.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

namespace evolve {

const std::vector<std::string>& hazard_names() {
    static const std::vector<std::string> names = {
        "a",           "b",        "c",     "id",         "x",      "Mixed",   "UPPER",
        "two one",     "in\"side", "it's",  "[bracket]",  "br]",    "`tick`",  "main.dot",
        "line\nbreak", "tab\t",    "é",     "É",          "名前",   "🙂",    "select",
        "order",       "primary",  "check", "constraint", "unique", "rowid_",  "",
        "--",          "/*",       ";",     "%s",         "a\\b",   "\xff",    "1",
        "x'00'",       " ",        "text",  "null",       "true",   "default", "length"};
    return names;
}

/// A name that is none of those taken.
Identifier fresh_name(const std::vector<Identifier>& taken) {
    Identifier name = *any_name();
    for (int i = 0; std::ranges::find(taken, name) != taken.end(); ++i)
        name = Identifier(Text("n" + std::to_string(i)));
    return name;
}

OnConflict any_on_conflict() {
    if (!one_in(3)) return OnConflict::unspecified;
    return one_of<OnConflict>({OnConflict::rollback, OnConflict::abort, OnConflict::fail,
                               OnConflict::ignore, OnConflict::replace});
}

SortOrder any_order() {
    return one_of<SortOrder>({SortOrder::unspecified, SortOrder::ascending, SortOrder::descending});
}

Identifier any_collation() {
    return Identifier(one_of<std::string>({"NOCASE", "binary", "RTRIM"}));
}

Identifier maybe_constraint_name() { return one_in(4) ? *any_name() : Identifier(); }

std::string any_type() {
    return one_of<std::string>({"", "INTEGER", "TEXT", "VARCHAR(255)", "INT", "BIGINT", "REAL",
                                "DOUBLE PRECISION", "DECIMAL(10,-2)", "BLOB", "JSON", "DATETIME",
                                "boolean", "\"odd \"\" type\"", "\"INTEGER\"", "[b t]", "'s'",
                                "key"});
}

std::string any_default_text() {
    return one_of<std::string>({"5",
                                "-5",
                                "+5",
                                "(5)",
                                "((-5))",
                                "00012",
                                "0x1F",
                                "7.5",
                                "1e3",
                                "9223372036854775807",
                                "9223372036854775808",
                                "'x'",
                                "'it''s'",
                                "''",
                                "'7'",
                                "\"dq\"",
                                "word",
                                "x'00ff'",
                                "X''",
                                "NULL",
                                "(null)",
                                "TRUE",
                                "false",
                                "CURRENT_TIMESTAMP",
                                "(1 + 1)",
                                "(strftime('%s', 'now'))",
                                "(- 5)",
                                "-'7'",
                                "(+7)"});
}

Default any_default() { return *column("c DEFAULT " + any_default_text()).rule<Default>(); }

/// A condition on a column, that SQLite can compile; the name quoted in one of four ways.
Check any_check(const Identifier& name) {
    std::string quoted = ddl::quoted(name);
    if (one_in(3)) quoted = ddl::quoted(name.view(), '`');
    const auto condition = one_of<std::string>(
        {" IS NOT NULL", " > -5", " IN ('a', \"no column\", x'00', 1.5e-3)", " LIKE 'it''s%'",
         " COLLATE nocase <> 'x'", " || 'y' <> 'z' OR (1 << 2) >= ~ 3",
         " = CASE WHEN TRUE THEN 1 ELSE 0 END", " BETWEEN 0 AND 0xff"});
    const auto opened = one_in(4) ? "length(" + quoted + ")" : quoted;
    return *column("c CHECK (" + opened + condition + ")").rule<Check>();
}

ForeignKeyAction any_action() {
    using enum ForeignKeyAction;
    return one_of<ForeignKeyAction>(
        {unspecified, no_action, restrict, set_null, set_default, cascade});
}

ForeignKeyTarget any_target(const std::vector<Identifier>& parents, std::size_t columns) {
    ForeignKeyTarget target;
    target.parent = one_of(parents);
    if (one_in(2))
        for (std::size_t i = 0; i < columns; ++i) target.columns.push_back(*any_name());
    target.on_delete = any_action();
    target.on_update = any_action();
    if (one_in(5)) target.match = Identifier("FULL");
    using enum Deferral;
    target.deferral =
        one_of<Deferral>({unspecified, not_deferrable, not_deferrable_initially_deferred,
                          not_deferrable_initially_immediate, deferrable,
                          deferrable_initially_deferred, deferrable_initially_immediate});
    return target;
}

KeyPart part_of(const Identifier& name) {
    return {name, one_in(4) ? any_collation() : Identifier(), any_order()};
}

std::vector<Identifier> names_of(const Table& table) {
    std::vector<Identifier> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
}

/// One or two different columns.
std::vector<Identifier> some_of(const std::vector<Identifier>& names) {
    std::vector<Identifier> chosen{one_of(names)};
    const Identifier second = one_of(names);
    if (one_in(2) && second != chosen.front()) chosen.push_back(second);
    return chosen;
}

std::vector<KeyPart> parts_of(const std::vector<Identifier>& names) {
    std::vector<KeyPart> parts;
    for (const Identifier& name : some_of(names)) parts.push_back(part_of(name));
    return parts;
}

Expression expression(const std::string& sql) {
    return column("c CHECK (" + sql + ")").rule<Check>()->condition;
}

}  // namespace evolve
