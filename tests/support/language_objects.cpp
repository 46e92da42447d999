#include <algorithm>
#include <string>
#include <utility>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "support/draw.hpp"
#include "support/language.hpp"
#include "support/parts.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

std::string spelled(const Identifier& name) {
    const bool bracket = name.view().find(']') == std::string_view::npos;
    if (bracket && one_in(4)) return "[" + std::string(name.view()) + "]";
    return ddl::quoted(name.view(), one_of<char>({'"', '"', '`'}));
}

/// The tokens of a statement, read as the SELECT of a view or the body of a trigger.
Expression select_tokens(const std::string& sql) {
    const std::string text = "CREATE VIEW v AS " + sql;
    return std::get<View>(parsed(ddl::parse_definition(text), text)).select;
}
Expression body_tokens(const std::string& sql) {
    const std::string text = "CREATE TRIGGER r INSERT ON t BEGIN " + sql + " END";
    return std::get<Trigger>(parsed(ddl::parse_definition(text), text)).body;
}

/// A table and a column of it for the marks $t and $c, the column of another for $u and $d.
std::string filled(const std::string& pattern, const Schema& schema) {
    const Table& t = one_of(schema.tables);
    const Table& u = one_of(schema.tables);
    const Identifier c = one_of(t.columns).name;
    const Identifier d = one_of(u.columns).name;
    std::string sql;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '$' || i + 1 == pattern.size()) {
            sql += pattern[i];
            continue;
        }
        switch (pattern[++i]) {
            case 't': sql += spelled(t.name); break;
            case 'c': sql += spelled(c); break;
            case 'u': sql += spelled(u.name); break;
            default: sql += spelled(d); break;
        }
    }
    return sql;
}

/// A SELECT of two columns.
std::string any_select() {
    return one_of<std::string>(
        {"SELECT $c, 1 FROM $t", "SELECT x.$c AS a, count(*) total FROM $t AS x GROUP BY $c",
         "SELECT $t.$c, $u.$d FROM $t CROSS JOIN $u", "VALUES (1, 'it''s; END'), (x'ab', NULL)",
         "WITH q (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM q WHERE n < 5) SELECT n, -n FROM q",
         "SELECT a.$c, b.$d FROM $t AS a LEFT JOIN $u b ON a.$c = b.$d",
         "SELECT $c, \"a string\" FROM $t WHERE $c IN (SELECT $d FROM $u) ORDER BY 1 DESC LIMIT 3",
         "SELECT CASE WHEN $c THEN 'x' END, (SELECT max($d) FROM $u) FROM $t",
         "SELECT $c, 1.5e-3 FROM $t EXCEPT SELECT $d, 0xff FROM $u",
         "SELECT DISTINCT $c, row_number() OVER (PARTITION BY $c ORDER BY $c) FROM $t"});
}

std::string any_statement() {
    return one_of<std::string>({"SELECT 1;", "DELETE FROM $t WHERE $c = old.$c;",
                                "UPDATE $t SET $c = CASE WHEN new.$c THEN 'END' ELSE NULL END;",
                                "INSERT OR IGNORE INTO $t ($c) VALUES (new.$c), ('; END');",
                                "INSERT INTO $t ($c) SELECT $d FROM $u WHERE \"a string\" <> 'b';",
                                "SELECT RAISE(ABORT, 'no; way') WHERE new.$c > 1;",
                                "REPLACE INTO $t ($c) VALUES (1);",
                                "INSERT INTO $t ($c) VALUES (1) ON CONFLICT DO NOTHING;",
                                "UPDATE OR ROLLBACK $t SET $c = (SELECT $d FROM $u LIMIT 1);"});
}

void make_instead_of(Trigger& trigger, const View& view) {
    trigger.time = TriggerTime::instead_of;
    trigger.table = view.name;
}

}  // namespace

View language_view(const Schema& schema, Identifier name) {
    View view{std::move(name)};
    if (one_in(3)) view.columns = {Identifier("first"), Identifier("the \"second\"")};
    view.select = select_tokens(filled(any_select(), schema));
    return view;
}

Trigger language_trigger(const Schema& schema, Identifier name) {
    Trigger trigger{std::move(name)};
    const Table& table = one_of(schema.tables);
    trigger.table = table.name;
    trigger.time =
        one_of<TriggerTime>({TriggerTime::unspecified, TriggerTime::before, TriggerTime::after});
    trigger.event = one_of<TriggerEvent>(
        {TriggerEvent::insertion, TriggerEvent::deletion, TriggerEvent::update});
    if (trigger.event == TriggerEvent::update && one_in(2))
        trigger.columns = some_of(names_of(table));
    if (!schema.views.empty() && one_in(4)) make_instead_of(trigger, one_of(schema.views));
    if (one_in(3)) trigger.condition = expression(filled("new.$c IS NOT \"s\" OR 1 > 2", schema));
    std::string body;
    for (int left = between(1, 4); left > 0; --left) body += filled(any_statement(), schema) + " ";
    trigger.body = body_tokens(body);
    return trigger;
}

VirtualTable language_virtual_table(Identifier name) {
    VirtualTable table{std::move(name), Identifier(one_of<std::string>({"fts5", "FTS4", "rtree"}))};
    if (table.module == "rtree")
        table.arguments = {"id", "minX", "maxX", "+note TEXT"};
    else if (table.module == "fts5")
        table.arguments = {"body", "\"b c\" UNINDEXED", "tokenize = 'porter ascii'"};
    else if (one_in(2))
        table.arguments = {"body", "note VARCHAR(20)", "tokenize=unicode61 \"tokenchars=-\""};
    return table;
}

}  // namespace evolve
