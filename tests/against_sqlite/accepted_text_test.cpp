#include <boost/test/unit_test.hpp>

#include "against_sqlite/pragmas.hpp"
#include "against_sqlite/read_back.hpp"
#include "against_sqlite/stored.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/plain_strings.hpp"
#include "support/printers.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

constexpr auto prelude =
    "CREATE TABLE base(a, b, c, begin, \"end\", \"desc\", \"like\"); CREATE VIEW bv AS SELECT 1 x";

/// The answer of table_xinfo with the affinity instead of the type, and without the text of the
/// default: in these two SQLite shows blanks and comments as they were written.
std::string meaning(Answer answer) {
    for (Row& row : answer) {
        const bool typeless = row[2].empty();
        row[2] = std::to_string(static_cast<int>(typeless ? Affinity::blob : affinity_of(row[2])));
        row[4] = row[4] == "(null)" ? "" : "some";
    }
    return shown(answer);
}

/// SQLite takes the text; evolve reads what SQLite stored; what evolve writes makes the same again;
/// and the pragmas say so.
void check(const std::string& sql) {
    BOOST_TEST_CONTEXT(sql) {
        Connection connection = Connection::memory();
        connection.execute(prelude);
        const std::string refusal = refusal_of(connection, sql);
        BOOST_TEST(refusal == "");
        if (!refusal.empty()) return;
        try {
            const Schema stored = stored_in(connection);
            Connection other = Connection::memory();
            create(other, stored);
            const Schema remade = stored_in(other);
            BOOST_TEST(remade == with_plain_strings(stored));
            BOOST_TEST(fingerprint(remade) == fingerprint(stored));
            for (const Table& table : stored.tables) {
                const Answers there = table_xinfo(connection, table);
                BOOST_TEST(meaning(there.found) == meaning(table_xinfo(other, table).found));
                const Answers indexes = indexes_of(connection, stored, table);
                BOOST_TEST(shown(indexes.found) == shown(indexes.expected));
                const Answers keys = foreign_key_list(connection, table);
                BOOST_TEST(shown(keys.found) == shown(keys.expected));
            }
        } catch (const std::invalid_argument& unreadable) {
            BOOST_ERROR(unreadable.what());
        }
    }
}

}  // namespace

// Pitfalls F05 and F06 with their nasty examples. A text that SQLite takes and evolve does not is a
// bug.
BOOST_AUTO_TEST_SUITE(accepted_text)

BOOST_AUTO_TEST_CASE(every_clause_in_every_place_where_sqlite_takes_it_f05) {
    for (const char* sql : {
             "create table t(a constraint x, b constraint y constraint z not null constraint q)",
             "create table t(a, constraint x)",
             "create table t(a, constraint x constraint y unique(a) constraint z)",
             "create table t(a, unique(a) unique(a), check(a) on conflict ignore constraint k)",
             "create table t(a, unique(a) check(a > 0) primary key(a) foreign key(a) references p)",
             "create table t(a deferrable, b references p deferrable initially deferred, c not "
             "deferrable)",
             "create table t(a references p not deferrable, b not null deferrable)",
             "create table t(a references p on insert cascade match x match y on delete set null "
             "on "
             "delete cascade on update no action)",
             "create table t(a null on conflict ignore not null null)",
             "create table t(a default -current_timestamp, b default +null, c default - 'x', d "
             "default indexed, e default desc)",
             "create table t(a default \"s\", b default [s], c default `s`, d default s)",
             "create table t(a default 5 default 6 not null on conflict fail not null)",
             "create table t(a default(x'ab'), b default x'AB', c default ((('x'))))",
             "create table t(a default (1 + (2)), b default (strftime('%s', 'now')))",
             "create table t(a default +5, b default - 5, c default 5., d default .5e-1)",
             "create table t(a collate 'nocase', b collate [rtrim], c collate \"binary\")",
             "create table t(a references left, b references 'p' ('x'))",
             "create table t(a int primary key, b int) without rowid,strict, strict",
             "create table t(a int primary key, b int) strict,without rowid",
             "create table t(a int primary key), without rowid, strict",
             "create table t(a default 0x1Fnot null, b default 0xffunique)",
             "create table t(a, primary key((a)))",
             "create table t(a, primary key('a' collate nocase))",
             "create table t(a, unique((a) collate nocase), unique(((('a')))))",
             "create table t(a integer, primary key (a desc autoincrement) on conflict fail)",
             "create table t(a integer primary key asc)",
             "create table t(a \"INTEGER\" primary key autoincrement)",
             "create table t(a, b INT AS (a) stored, c as (a) VIRTUAL not null, d as (b || c))",
             "create table t(a generated always as (1) virtual, b)",
             "create table t(a, b as (a) unique check(b) collate nocase references p)",
             "create table t(a, check(a = 'it''s (' and \"b(\" <> ')'))",
             "create table t(a, check(a in (1, (2), ((3))) or a like '%'))",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(types_are_what_sqlite_reads) {
    for (const char* sql : {
             "create table t(a VARCHAR[10], b [INT] x, c \"INT\" y, d [INT], e \"a b\"\"c\")",
             "create table t(a INT /*x*/ EGER, b 'x y', c \"text\" 'x'(5))",
             "create table t(a BLOB /* INT */ x, b x /* CHAR */ INT, c DOUBLE --y\n PRECISION)",
             "create table t(a INT GENERATED ALWAYS, b GENERATED ALWAYS, c VARCHARXXXXXXXXXX "
             "ALWAYS, e GENERATED)",
             "create table t(a, b GENERATED(5), c X GENERATED ALWAYS(5) AS (1))",
             "create table t(a, b INT ALWAYS AS (a))",
             "create table t(a INTEGERgenerated always as (1), b)",
             "create table t(a generated \"always\" as (1), b \"generated\" always as (1), c)",
             "create table t(a [x generated always], b aaaaaaaaaaaaaaaaaaaaaaalways)",
             "create table t(a, b INT isnullALWAYS AS (a), c nullGENERATED ALWAYS AS (a))",
             "create table t(a aaaaaaaaaaaaaaaaalwaysALWAYS, b [aaa][b]xalways)",
             "create table t(a int(+5, -2), b x( 1.5 , 1e3 ), c VARCHAR ( 255 ))",
             "create table t(a \"\", b '', c [] )",
             "create table t(a key, b action, c if, d temp, e \"select\", f row rows, g first "
             "last)",
             "create table t(a UNSIGNED BIG INT, b LONG VARCHAR, c NATIVE CHARACTER(70))",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(names_may_hold_anything_f06) {
    for (const char* sql : {
             "create table \"a.b\"(\"c d\", [e.f], `g\"h`, 'i''j', \"k\nl\", \"\", \"名前\", "
             "\"🙂\", \"sqlite\", sqlit_e)",
             "create table \"x'y\"(\"--\", \"/*\", \";\", \"%s\", \"a\\b\", \"[br]\")",
             "create table action(if, key, desc, action, temp, view, virtual, trigger, end, "
             "\"begin\")",
             "create table \"select\"(\"from\", \"where\", cross, full, left, natural, replace)",
             "create table rowid(rowid, oid, _rowid_)",
             "create table Straße(Größe, GrÖße)",
             "create table t(a$b, _c, \xc3\xa9)",
             "create table main.t(a)",
             "create table 'main'.'t'(a)",
             "create table if not exists main . t (a)",
             "create index main.i on base(a)",
             "create view \"v v\"(\"a b\") as select 1 as \"x y\"",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(comments_may_stand_anywhere) {
    for (const char* sql : {
             "create /*1*/ table /*2*/ t /*3*/ ( /*4*/ a /*5*/ , -- 6\n b /*7*/ ) /*8*/ ; --9",
             "create table t(a, b) /* unfinished",
             "create table t(a, b) --",
             "create table t(a/**/int/***/not/*'*/null--x\n)without/* */rowid/*\"*/"
             ",strict -- ; )",
             "create index i on base(a) -- why (",
             "create view v as select 1 -- and so on",
             "create view v as values(1) /* unfinished",
             "create trigger r insert on base begin select 1; /* ; end */ end -- it",
             "\xef\xbb\xbf create table t(a)",
         }) {
        if (std::string_view(sql).find("without") == std::string_view::npos) check(sql);
    }
    check("create table t(a/**/int/***/primary/*'*/key--x\n)without/* */rowid/*\"*/,strict -- ; )");
}

BOOST_AUTO_TEST_CASE(indexes_of_every_kind) {
    for (const char* sql : {
             "create index i on base((a))",
             "create index i on base(a collate nocase collate binary desc)",
             "create index i on base(1, 'x' || a, x'ab' || b)",
             "create index i on base(desc)",
             "create index i on base(desc desc)",
             "create index i on base(a || desc)",
             "create index i on base(not desc)",
             "create index i on base(case when a then end end desc)",
             "create index i on base(case when (case a when 1 then end end) then 2 end asc)",
             "create index i on base(a like desc desc, like, like like like)",
             "create index i on base(a + (desc) desc)",
             "create index i on base(a is not null desc, a isnull, b notnull desc, -c)",
             "create index i on base(lower(a) collate nocase desc, coalesce(a, b, (c)))",
             "create index i on base(a) where end is not null",
             "create index i on base(a) where a in (1, 2) and (b between 1 and 2 or c glob 'x*')",
             "create unique index if not exists main.i on base(a) where b = \"zz\" -- c",
             "create index \"i i\" on \"base\"(\"a\", [b], `c`, 'a')",
         })
        check(sql);
}

// SQLite 3.40 counts these functions among the unsafe ones.
BOOST_AUTO_TEST_CASE(json_functions_may_stand_wherever_sqlite_takes_them) {
    for (const char* sql : {
             "create index i on base(json_extract(a, '$.x'), b ->> '$.y', c -> 'z')",
             "create table t(a text, b as (json_extract(a, '$.b')) stored, c int generated always "
             "as (a ->> '$.c') virtual not null, check (json_valid(a)))",
             "create table t(a default (json_array()), b default (json('{}')))",
             "create view v as select value from base, json_each(a) where json_type(a) = 'array'",
         })
        check(sql);
}

// Of 300 texts as tools and people write them, those that are unlike the ones above.
BOOST_AUTO_TEST_CASE(texts_of_tools) {
    for (const char* sql : {
             "CREATE TABLE gorm (`id` integer,`n` text NOT NULL DEFAULT \"x\",PRIMARY KEY (`id` "
             "AUTOINCREMENT),CONSTRAINT `fk_a` FOREIGN KEY (`n`) REFERENCES `base`(`a`),CONSTRAINT "
             "`chk` CHECK (n <> \"\"))",
             "CREATE TABLE cache (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, path "
             "VARCHAR(4000) "
             "DEFAULT NULL COLLATE \"BINARY\", etag CLOB DEFAULT '' NOT NULL --(DC2Type:json)\n)",
             "CREATE TABLE \"Order Details\"(\"Price\" NUMERIC NOT NULL DEFAULT 0, "
             "\"Discount\" REAL DEFAULT 0, CHECK ([Discount]>=(0) AND [Discount]<=(1)))",
             "CREATE TABLE roles (\r\n    \"Id\" TEXT NOT NULL CONSTRAINT \"PK_roles\" PRIMARY "
             "KEY,\r\n    \"N\" INTEGER NOT NULL CONSTRAINT \"AK\" UNIQUE ON CONFLICT "
             "IGNORE\r\n)",
             "create table t(a int constraint nn not null constraint u unique constraint ck "
             "check(a) constraint df default 3 constraint co collate nocase constraint fk "
             "references base)",
             "create table t(a datetime year, b interval hour, c date key, d int offset, e text "
             "replace, f text plan query, g national character(15), h timestamp without tz)",
             "create table t(a primary key, b primary_key, c default hello_world not null)",
             "create table t(id text default (lower(hex(randomblob(4))) || '-' || "
             "lower(hex(randomblob(2)))) primary key, at default ((julianday('now') - "
             "2440587.5)*86400.0))",
             "create table t(a, check ((a, 1) < (5, 6)), check (a is distinct from 7), check (a in "
             "() or a not in (1)), check (a not glob '[a-z]*' and a like '%\\%' escape '\\'))",
             "create index i on base(iif(a, b, c), likelihood(a, 0.5), strftime('%Y', b))",
             "create view v as select b.end, b.begin from (select 1 as end, 2 as begin) b",
             "create view v as select a is true, b is not false, (1, 2) < (3, 4) from base",
             "create view v as with n(x) as materialized (values (1)) select x from n right join "
             "base on 1 full outer join bv on x = a order by 1 nulls last",
             "create view v as select first_value(a) over (order by b groups between 1 preceding "
             "and 2 following exclude ties), sum(b) filter (where c) over w from base window w as "
             "(partition by a), w2 as (w)",
             "create trigger r after insert on base begin update base set a = s.x from (select 1 "
             "as x) s where base.a = s.x; end",
             "create trigger r after insert on base begin insert into base(a, b) values (1, 2) on "
             "conflict do nothing; select raise(ignore); select raise(rollback, \"x\"); end",
             "create trigger r after insert on base when (select \"end\") begin select end from "
             "(select 1 as end); values (1); end",
             "create virtual table v using fts4(content=\"base\", a, b, prefix=\"1,2\", "
             "order=desc, notindexed=a)",
             "create virtual table v using rtree(id, minx, maxx, +name TEXT, +\"other col\" BLOB)",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(views_and_triggers_of_every_kind) {
    for (const char* sql : {
             "create view v(a,b) as select 1,2 -- foo",
             "create view v as with x as (select 1) select * from x",
             "create view v as select \"a\", 'b', [c], `begin` from base where \"no\" = 'x;y'",
             "create view v as select (select (select 1)), count(*) filter (where a) over w from "
             "base window w as (order by a)",
             "create view v as values (1), (2) union all select a from base order by 1 limit 1;",
             "create trigger r after insert on main.base when begin begin select 1; end",
             "create trigger r insert on base when new.begin > 5 begin select case when 1 then 2 "
             "end; end",
             "create trigger r update of a, \"b\" on base for each row begin update base set a=1; "
             "delete from base; end; ",
             "create trigger r delete on base begin select 1; end /* x",
             "create trigger main.r before delete on 'base' begin select end from base; end",
             "create trigger r instead of update of x on bv begin select 1; end",
             "create trigger r insert on base begin insert into base(a) values(1) on conflict do "
             "nothing; select raise(abort, 'no; end'); replace into base(a) values (';'); end",
             "create trigger base insert on base begin with q as (select 1) select * from q; end",
             "create trigger r insert on base when case new.a when 1 then 0 else 1 end begin "
             "select "
             "case 1 when 1 then end end from base; end",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(virtual_tables_with_any_arguments) {
    for (const char* sql : {
             "create virtual table v using fts5(a, b, tokenize = 'porter ascii')",
             "create virtual table if not exists main.v /*x*/ using fts5 ( a , , /*c*/ b /*d*/ )",
             "create virtual table v using fts4",
             "create virtual table v using fts4()",
             "create virtual table v using fts4(a; b)",
             "create virtual table v using fts4(a (;, b) c, d)",
             "create virtual table v using 'fts4'(a) ;",
             "create virtual table [v v] using \"rtree\"(id, x0, x1)",
             "create virtual table v using fts4(a varchar(10, 2), tokenize=unicode61 "
             "\"tokenchars=-,)\")",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(what_create_table_as_select_stores_is_read) {
    for (const char* sql : {
             "create table t as select a, b as \"x y\", 1 as one, 'x' as \"select\" from base",
             "create table t as select 1",
             "create table t as select a || 'q' a_long_column_name_of_many_letters, b "
             "another_long_column_name_of_many_letters, cast(a as int) c, cast(b as real) d from "
             "base",
         })
        check(sql);
}

BOOST_AUTO_TEST_CASE(what_alter_table_leaves_is_read) {
    for (const char* sql : {
             "create table t(a, b, unique(a)); alter table t add column c text default 'x'",
             "create table t(a, b -- last\n); alter table t rename column b to \"b b\"",
             "create table t(a, b, c, check(a)); alter table t drop column c",
             "create table t(a, b /* , */, c); alter table t drop column b",
             "create table t(a references t(a), b); alter table t rename to \"u u\"",
             "create table t(a, b); create index i on t(a, b) where b > 0; create view v as select "
             "a from t; alter table t rename column a to \"new name\"",
             "create table t(a, b); create trigger r after update of a on t begin insert into t(a) "
             "values (new.a); end; alter table t rename to tt; alter table tt rename column a to z",
             "create table t(a int, b as (a) virtual); alter table t add column c as (a || b)",
             "create table t(a int) strict; alter table t add column b text",
             "create table t(a int primary key, b) without rowid; alter table t add c; alter table "
             "t drop b",
         })
        check(sql);
}

BOOST_AUTO_TEST_SUITE_END()
