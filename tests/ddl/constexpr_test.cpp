// That the pure front can run in the compiler (TYPED-FRONT rules). There is nothing to execute:
// it holds when it compiles.
#ifndef __clang__  // clang 14 cannot constant-evaluate std::variant

#include <evolve/ddl/parser.hpp>

namespace evolve {
namespace {

constexpr bool reads(std::string_view sql) { return ddl::parse_definition(sql).has_value(); }
constexpr bool reads_column(std::string_view sql) {
    return ddl::parse_column_definition(sql).has_value();
}

// Each production of the grammar.

static_assert(reads("CREATE TABLE t (a)"));
static_assert(reads("CREATE TABLE t (id INTEGER PRIMARY KEY, task_name VARCHAR NOT NULL)"));
static_assert(reads("create table if not exists main.[t t] (`a` int, \"b\" text, 'c' blob);"));
static_assert(
    reads("CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b DESC) ON CONFLICT REPLACE, "
          "CONSTRAINT u UNIQUE (b COLLATE nocase ASC), CHECK (a > (b + 1)), "
          "FOREIGN KEY (a) REFERENCES p (x) ON DELETE SET NULL ON UPDATE CASCADE "
          "MATCH full DEFERRABLE INITIALLY DEFERRED)"));
static_assert(reads("CREATE UNIQUE INDEX i ON t (a, b COLLATE binary DESC)"));
static_assert(reads_column("a DECIMAL(10, -2) NOT NULL DEFAULT -5 CHECK (a <> 0) COLLATE rtrim"));
static_assert(reads_column("a DEFAULT (strftime('%s', 'now')) REFERENCES p NOT DEFERRABLE"));
static_assert(reads_column("a DEFAULT x'00ff' UNIQUE ON CONFLICT IGNORE /* c */ -- d"));
static_assert(
    reads_column("a INTEGER CONSTRAINT k PRIMARY KEY ASC ON CONFLICT FAIL AUTOINCREMENT"));
static_assert(reads_column("a REFERENCES p ON DELETE NO ACTION ON UPDATE SET DEFAULT"));
static_assert(reads_column("a REFERENCES p ON DELETE RESTRICT DEFERRABLE INITIALLY IMMEDIATE"));

static_assert(reads_column("a INT GENERATED ALWAYS AS (b + 1) STORED NULL ON CONFLICT FAIL"));
static_assert(
    reads("CREATE TABLE t (a INT, b AS (a), CHECK (a) CONSTRAINT n) WITHOUT ROWID, STRICT"));
static_assert(reads("CREATE INDEX i ON t (lower(a) DESC, b) WHERE b > 0"));
static_assert(reads("CREATE VIEW v (a) AS SELECT 1"));
static_assert(
    reads("CREATE TRIGGER r AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN new.a > 0 "
          "BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; DELETE FROM t; END"));
static_assert(reads("CREATE VIRTUAL TABLE v USING fts5 (a, tokenize = 'porter')"));

constexpr Schema schema_of(std::string_view sql) { return *ddl::parse_script(sql); }
static_assert(schema_of("CREATE TABLE t (a); CREATE INDEX i ON t (a);").indexes.size() == 1);

static_assert(!reads("CREATE TABLE t (a,)"));
static_assert(!reads("CREATE TABLE t AS SELECT 1"));
static_assert(!reads_column("a INT 5"));

static_assert(ddl::parse_definition("CREATE TABLE T (A int)") ==
              ddl::parse_definition("create table \"t\" ([a] int)"));

constexpr std::uint32_t line_of_error(std::string_view sql) {
    return ddl::parse_definition(sql).error().line;
}
static_assert(line_of_error("CREATE TABLE t (\n  a INT,\n  b INT NOT 5\n)") == 3);

}  // namespace
}  // namespace evolve

#endif
