#include "model/fingerprint_pairs.hpp"

namespace evolve {

/// White space, comments, quoting style, ASCII case, order of columns and of table constraints,
/// names of constraints, where a constraint stands, redundant brackets and sign around a literal,
/// DEFAULT NULL, "s" against 's' where it is a string; and what says nothing at all.
const std::vector<Pair>& pairs_that_are_equal() {
    static const std::vector<Pair> pairs = {
        // White space and comments.
        {"CREATE TABLE t(a,b)", "CREATE  TABLE\tt (\n  a,\r\n  b\f)"},
        {"CREATE TABLE t(a int/*c*/,b)--d", "CREATE TABLE t(a int,b)"},
        {"CREATE TABLE t(a check(a>1))", "CREATE TABLE t(a check( a > /*x*/ 1 ))"},
        {"CREATE TABLE t(a decimal(10,2))", "CREATE TABLE t(a decimal ( 10 , 2 ))"},
        {"CREATE TABLE t(a double precision)", "CREATE TABLE t(a double\n--c\nprecision)"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a,1 FROM t",
         "CREATE TABLE t(a); CREATE VIEW v AS SELECT a , /*c*/ 1\nFROM t -- d"},
        {"CREATE TABLE t(a); CREATE TRIGGER r INSERT ON t BEGIN SELECT 1;END",
         "CREATE TABLE t(a); CREATE TRIGGER r INSERT ON t\nBEGIN\n  SELECT 1; -- x\nEND"},
        {"CREATE TABLE t(a); CREATE INDEX i ON t(a||'x')WHERE a>1",
         "CREATE TABLE t(a); CREATE INDEX i ON t ( a || 'x' ) WHERE a > 1 -- c"},
        {"CREATE VIRTUAL TABLE v USING fts5(a,b)", "CREATE VIRTUAL TABLE v USING fts5( a , b )"},
        {"CREATE VIRTUAL TABLE v USING fts5(a,tokenize='x y')",
         "CREATE VIRTUAL TABLE v USING fts5(a, tokenize = 'x y')"},
        {"CREATE TABLE t(a as(a+1), b)", "CREATE TABLE t(a AS ( a + 1 ), b)"},
        {"CREATE TABLE t(a primary key)without rowid",
         "CREATE TABLE t(a primary key) /**/ WITHOUT\nROWID"},
        // Quoting style.
        {"CREATE TABLE t(a)", "CREATE TABLE \"t\"([a])"},
        {"CREATE TABLE `t`('a')", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a, b AS (a || 'x'))", "CREATE TABLE t(a, [b] AS (\"a\" || 'x'))"},
        {"CREATE TABLE t(a, check([a] > 1))", "CREATE TABLE t(a, check(`a` > 1))"},
        {"CREATE TABLE t(a); CREATE INDEX i ON t(a) WHERE a > 1",
         "CREATE TABLE t(a); CREATE INDEX [i] ON 't'('a') WHERE \"a\" > 1"},
        {"CREATE TABLE t(a); CREATE INDEX i ON t(lower(a))",
         "CREATE TABLE t(a); CREATE INDEX i ON t(lower([a]))"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a AS x FROM t",
         "CREATE TABLE t(a); CREATE VIEW \"v\" AS SELECT \"a\" AS [x] FROM `t`"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT q.a total FROM t q ORDER BY total",
         "CREATE TABLE t(a); CREATE VIEW v AS SELECT \"q\".\"a\" \"total\" FROM t \"q\" ORDER BY "
         "\"total\""},
        {"CREATE TABLE t(a); CREATE TRIGGER r UPDATE OF a ON t BEGIN DELETE FROM t WHERE a = "
         "old.a; END",
         "CREATE TABLE t(a); CREATE TRIGGER [r] UPDATE OF \"a\" ON [t] BEGIN DELETE FROM \"t\" "
         "WHERE `a` = \"old\".[a]; END"},
        {"CREATE TABLE t(a collate nocase)", "CREATE TABLE t(a collate \"nocase\")"},
        {"CREATE TABLE t(a references p(x))", "CREATE TABLE t(a references [p](`x`))"},
        {"CREATE VIRTUAL TABLE v USING fts5(a)", "CREATE VIRTUAL TABLE [v] USING \"fts5\"(a)"},
        {"CREATE VIEW v(x, y) AS SELECT 1, 2", "CREATE VIEW v(\"x\", [y]) AS SELECT 1, 2"},
        // ASCII case of names, keywords and type words.
        {"CREATE TABLE t(a int not null)", "create table T(A INT NOT NULL)"},
        {"CREATE TABLE t(a collate nocase)", "CREATE TABLE t(a COLLATE NOCASE)"},
        {"CREATE TABLE t(a check(a is null))", "CREATE TABLE t(a CHECK(A IS NULL))"},
        {"CREATE TABLE t(a default current_timestamp)",
         "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP)"},
        {"CREATE TABLE t(a default true)", "CREATE TABLE t(a default TRUE)"},
        {"CREATE TABLE t(a default 0XFF)", "CREATE TABLE t(a default 0xff)"},
        {"CREATE TABLE t(a default x'AB')", "CREATE TABLE t(a default X'ab')"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t LEFT JOIN t u",
         "CREATE TABLE t(a); create view V as select A from T left join T U"},
        {"CREATE TABLE t(a); CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT RAISE(ABORT, 'x'); "
         "END",
         "CREATE TABLE t(a); create trigger R after delete on T begin select raise(abort, 'x'); "
         "end"},
        {"CREATE TABLE t(a INT) STRICT", "CREATE TABLE t(a int) strict"},
        {"CREATE VIRTUAL TABLE v USING fts5(Title)", "CREATE VIRTUAL TABLE V USING FTS5(title)"},
        // Order of columns and of table constraints.
        {"CREATE TABLE t(a int, b text)", "CREATE TABLE t(b text, a int)"},
        {"CREATE TABLE t(a, b as (a), c)", "CREATE TABLE t(c, b as (a), a)"},
        {"CREATE TABLE t(a, b, check(a), unique(b, a))",
         "CREATE TABLE t(a, b, unique(b, a), check(a))"},
        {"CREATE TABLE t(a unique not null)", "CREATE TABLE t(a not null unique)"},
        {"CREATE TABLE t(a int primary key) STRICT, WITHOUT ROWID",
         "CREATE TABLE t(a int primary key) WITHOUT ROWID, STRICT"},
        {"CREATE TABLE t(a); CREATE TABLE u(b)", "CREATE TABLE u(b); CREATE TABLE t(a)"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT 1; CREATE VIEW w AS SELECT 2",
         "CREATE VIEW w AS SELECT 2; CREATE VIEW v AS SELECT 1; CREATE TABLE t(a)"},
        // Names of constraints.
        {"CREATE TABLE t(a constraint n not null)", "CREATE TABLE t(a not null)"},
        {"CREATE TABLE t(a, constraint n check(a))", "CREATE TABLE t(a, constraint m check(a))"},
        {"CREATE TABLE t(a constraint n)", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a constraint n as (1), b)", "CREATE TABLE t(a as (1), b)"},
        // Whether a constraint stands at the column or the table.
        {"CREATE TABLE t(a unique)", "CREATE TABLE t(a, unique(a))"},
        {"CREATE TABLE t(a primary key)", "CREATE TABLE t(a, primary key(a))"},
        {"CREATE TABLE t(a check(a > 1), b)", "CREATE TABLE t(a, b check(a > 1))"},
        {"CREATE TABLE t(a check(a > 1))", "CREATE TABLE t(a, check(a > 1))"},
        {"CREATE TABLE t(a references p)", "CREATE TABLE t(a, foreign key(a) references p)"},
        {"CREATE TABLE t(a references p, b deferrable)",
         "CREATE TABLE t(a references p deferrable, b)"},
        {"CREATE TABLE t(a int primary key) WITHOUT ROWID",
         "CREATE TABLE t(a int, primary key(a)) WITHOUT ROWID"},
        {"CREATE TABLE t(a, unique((a)))", "CREATE TABLE t(a, unique(a))"},
        // Redundant brackets and sign around a literal.
        {"CREATE TABLE t(a default (5))", "CREATE TABLE t(a default 5)"},
        {"CREATE TABLE t(a default +5)", "CREATE TABLE t(a default ((5)))"},
        {"CREATE TABLE t(a default -5)", "CREATE TABLE t(a default (-(5)))"},
        {"CREATE TABLE t(a default ('x'))", "CREATE TABLE t(a default 'x')"},
        {"CREATE TABLE t(a); CREATE INDEX i ON t((a))",
         "CREATE TABLE t(a); CREATE INDEX i ON t(a)"},
        // DEFAULT NULL, and other words that say nothing.
        {"CREATE TABLE t(a default null)", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a default (null))", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a null)", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a null on conflict fail)", "CREATE TABLE t(a)"},
        {"CREATE TABLE t(a generated always as (1), b)", "CREATE TABLE t(a as (1) virtual, b)"},
        {"CREATE TABLE t(a, unique(a asc, a))", "CREATE TABLE t(a, unique(a, a))"},
        {"CREATE TABLE t(a); CREATE TRIGGER r BEFORE INSERT ON t BEGIN SELECT 1; END",
         "CREATE TABLE t(a); CREATE TRIGGER r INSERT ON main.t FOR EACH ROW BEGIN SELECT 1; END"},
        {"CREATE VIRTUAL TABLE v USING fts5(a,,b)", "CREATE VIRTUAL TABLE v USING fts5(a,b)"},
        {"CREATE VIRTUAL TABLE v USING m()", "CREATE VIRTUAL TABLE v USING m"},
        {"CREATE TABLE IF NOT EXISTS main.t(a)", "CREATE TABLE t(a)"},
        // "s" against 's' where it is a string.
        {"CREATE TABLE t(a default \"x\")", "CREATE TABLE t(a default 'x')"},
        {"CREATE TABLE t(a check(a <> \"x\"))", "CREATE TABLE t(a check(a <> 'x'))"},
        {"CREATE TABLE t(a, b as (a || \"x\"))", "CREATE TABLE t(a, b as (a || 'x'))"},
        {"CREATE TABLE t(a); CREATE INDEX i ON t(a) WHERE a = \"x\"",
         "CREATE TABLE t(a); CREATE INDEX i ON t(a) WHERE a = 'x'"},
        {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t WHERE a = \"x\"",
         "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t WHERE a = 'x'"},
    };
    return pairs;
}

}  // namespace evolve
