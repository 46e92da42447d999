#include "evolve/model/fingerprint.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>
#include <string>

#include "evolve/model/canonical.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

void equal(std::string_view a, std::string_view b) {
    BOOST_TEST(canonical(schema(a)) == canonical(schema(b)));
    BOOST_TEST(fingerprint(schema(a)) == fingerprint(schema(b)));
}

void different(std::string_view a, std::string_view b) {
    BOOST_TEST_CONTEXT(a << "\n" << b)
    BOOST_TEST(fingerprint(schema(a)) != fingerprint(schema(b)));
}

std::string with(std::string_view column) {
    return "CREATE TABLE t (x, s, " + std::string(column) + ")";
}

void equal_columns(std::string_view a, std::string_view b) { equal(with(a), with(b)); }
void different_columns(std::string_view a, std::string_view b) { different(with(a), with(b)); }

}  // namespace

// DESIGN section 4, "Fingerprint": one case for each item of its two lists.
BOOST_AUTO_TEST_SUITE(model_fingerprint)

// Ignored.

BOOST_AUTO_TEST_CASE(white_space_and_comments_are_ignored) {
    equal("CREATE TABLE t (a INT CHECK (a>1))",
          "CREATE  TABLE t(\n a /* c */ INT -- d\n CHECK( a > 1 ) )");
    equal_columns("a DECIMAL(10,2)", "a DECIMAL( 10 , 2 )");
}

BOOST_AUTO_TEST_CASE(quoting_style_is_ignored) {
    equal("CREATE TABLE t (a, CHECK (a > 1)); CREATE INDEX i ON t (a)",
          "CREATE TABLE [t] (`a`, CHECK (\"a\" > 1)); CREATE INDEX 'i' ON \"t\" (\"a\")");
}

BOOST_AUTO_TEST_CASE(ascii_case_of_names_keywords_and_type_words_is_ignored) {
    equal(
        "create table T (A varchar collate NOCASE check (a is not NULL)); create index I on T (A)",
        "CREATE TABLE t (a VARCHAR COLLATE nocase CHECK (A IS NOT null)); CREATE INDEX i ON t (a)");
    different("CREATE TABLE t (é)", "CREATE TABLE t (É)");
}

BOOST_AUTO_TEST_CASE(column_order_is_ignored) {
    equal("CREATE TABLE t (a INT, b TEXT)", "CREATE TABLE t (b TEXT, a INT)");
}

BOOST_AUTO_TEST_CASE(order_of_objects_is_ignored) {
    equal("CREATE TABLE t (a); CREATE TABLE u (b)", "CREATE TABLE u (b); CREATE TABLE t (a)");
}

BOOST_AUTO_TEST_CASE(order_of_constraints_is_ignored) {
    equal("CREATE TABLE t (a, b, UNIQUE (a, b), CHECK (a > b))",
          "CREATE TABLE t (a, b, CHECK (a > b), UNIQUE (a, b))");
    equal_columns("a NOT NULL DEFAULT 5 UNIQUE", "a UNIQUE DEFAULT 5 NOT NULL");
}

BOOST_AUTO_TEST_CASE(names_of_constraints_are_ignored) {
    equal("CREATE TABLE t (a CONSTRAINT n NOT NULL, CONSTRAINT u UNIQUE (a))",
          "CREATE TABLE t (a NOT NULL, UNIQUE (a))");
}

BOOST_AUTO_TEST_CASE(whether_a_constraint_stands_at_the_column_or_the_table_is_ignored) {
    equal("CREATE TABLE t (id INTEGER PRIMARY KEY)",
          "CREATE TABLE t (id INTEGER, PRIMARY KEY (id))");
    equal("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
          "CREATE TABLE t (id INTEGER, PRIMARY KEY (id AUTOINCREMENT))");
    equal("CREATE TABLE t (a UNIQUE ON CONFLICT FAIL)",
          "CREATE TABLE t (a, UNIQUE (a) ON CONFLICT FAIL)");
    equal("CREATE TABLE t (a CHECK (a > 1), b)", "CREATE TABLE t (a, b, CHECK (a > 1))");
    equal("CREATE TABLE t (a, b CHECK (a > 1))", "CREATE TABLE t (a, b, CHECK (a > 1))");
    equal("CREATE TABLE t (a REFERENCES p (x) ON DELETE CASCADE)",
          "CREATE TABLE t (a, FOREIGN KEY (a) REFERENCES p (x) ON DELETE CASCADE)");
}

// Pitfall of SQLite: only at the column does DESC keep an INTEGER PRIMARY KEY from being the rowid.
BOOST_AUTO_TEST_CASE(descending_keys_at_column_and_table_stay_apart) {
    different("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)",
              "CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC))");
    different("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)",
              "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    different("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC))",
              "CREATE TABLE t (id INTEGER, PRIMARY KEY (id))");
    equal("CREATE TABLE t (id INTEGER PRIMARY KEY ASC)",
          "CREATE TABLE t (id INTEGER, PRIMARY KEY (id))");
}

BOOST_AUTO_TEST_CASE(redundant_parentheses_and_sign_around_a_literal_are_ignored) {
    for (const char* five : {"(5)", "+5", "((5))", "(+5)", "+ 5"})
        equal_columns("a DEFAULT " + std::string(five), "a DEFAULT 5");
    equal_columns("a DEFAULT (-5)", "a DEFAULT -5");
    equal_columns("a DEFAULT (- (5))", "a DEFAULT - 5");
    equal_columns("a DEFAULT ('x')", "a DEFAULT 'x'");
    equal_columns("a DEFAULT (X'ab')", "a DEFAULT x'AB'");
    equal_columns("a DEFAULT (TRUE)", "a DEFAULT true");
    equal_columns("a DEFAULT (CURRENT_DATE)", "a DEFAULT current_date");
    different_columns("a DEFAULT -5", "a DEFAULT 5");
    different_columns("a DEFAULT (1) ", "a DEFAULT ((1) + (2))");
}

BOOST_AUTO_TEST_CASE(default_null_is_ignored) {
    equal_columns("a DEFAULT NULL", "a");
    equal_columns("a DEFAULT (null)", "a");
    equal_columns("a DEFAULT 5 DEFAULT NULL", "a");
    different_columns("a DEFAULT 'null'", "a");
    different_columns("a DEFAULT \"null\"", "a");
}

BOOST_AUTO_TEST_CASE(quotes_of_a_string_are_ignored) {
    equal_columns("a DEFAULT \"s\"", "a DEFAULT 's'");  // never a column
    equal_columns("a DEFAULT word", "a DEFAULT 'word'");
    equal_columns("a DEFAULT [word]", "a DEFAULT 'word'");
    equal_columns("a CHECK (a <> \"string\")", "a CHECK (a <> 'string')");
    different_columns("a CHECK (a <> \"s\")", "a CHECK (a <> 's')");  // s is a column
    different_columns("a CHECK (\"rowid\" <> 1)", "a CHECK ('rowid' <> 1)");
    different_columns("a DEFAULT 'S'", "a DEFAULT 's'");
    different_columns("a DEFAULT \"true\"", "a DEFAULT true");
}

// Counts.

BOOST_AUTO_TEST_CASE(type_words_count) {
    different_columns("a INT", "a INTEGER");
    different_columns("a VARCHAR(9)", "a VARCHAR(10)");
    different_columns("a", "a BLOB");
}

BOOST_AUTO_TEST_CASE(not_null_counts) { different_columns("a NOT NULL", "a"); }

BOOST_AUTO_TEST_CASE(defaults_count) {
    different_columns("a DEFAULT 5", "a DEFAULT '5'");
    different_columns("a DEFAULT 5", "a DEFAULT 5.0");
    different_columns("a DEFAULT 5", "a");
    different_columns("a DEFAULT 1 DEFAULT 2", "a DEFAULT 2 DEFAULT 1");
    equal_columns("a DEFAULT 1 DEFAULT 2", "a DEFAULT 2");
}

BOOST_AUTO_TEST_CASE(index_names_count) {
    different("CREATE TABLE t (a); CREATE INDEX i ON t (a)",
              "CREATE TABLE t (a); CREATE INDEX j ON t (a)");
}

BOOST_AUTO_TEST_CASE(a_unique_constraint_is_no_unique_index) {
    different("CREATE TABLE t (a UNIQUE)", "CREATE TABLE t (a); CREATE UNIQUE INDEX i ON t (a)");
    different("CREATE TABLE t (a); CREATE INDEX i ON t (a)",
              "CREATE TABLE t (a); CREATE UNIQUE INDEX i ON t (a)");
}

BOOST_AUTO_TEST_CASE(on_conflict_counts) {
    different_columns("a NOT NULL ON CONFLICT IGNORE", "a NOT NULL");
    different_columns("a NOT NULL ON CONFLICT IGNORE", "a NOT NULL ON CONFLICT REPLACE");
    different("CREATE TABLE t (a, b, UNIQUE (a, b) ON CONFLICT FAIL)",
              "CREATE TABLE t (a, b, UNIQUE (a, b))");
}

BOOST_AUTO_TEST_CASE(collate_counts) {
    different_columns("a COLLATE nocase", "a");
    different_columns("a COLLATE nocase COLLATE rtrim", "a COLLATE rtrim COLLATE nocase");
    different("CREATE TABLE t (a); CREATE INDEX i ON t (a COLLATE nocase)",
              "CREATE TABLE t (a); CREATE INDEX i ON t (a)");
    different("CREATE TABLE t (a UNIQUE)", "CREATE TABLE t (a, UNIQUE (a COLLATE nocase))");
}

BOOST_AUTO_TEST_CASE(desc_counts) {
    different("CREATE TABLE t (a); CREATE INDEX i ON t (a DESC)",
              "CREATE TABLE t (a); CREATE INDEX i ON t (a)");
    equal("CREATE TABLE t (a); CREATE INDEX i ON t (a ASC)",
          "CREATE TABLE t (a); CREATE INDEX i ON t (a)");
}

BOOST_AUTO_TEST_CASE(order_of_key_columns_counts) {
    different("CREATE TABLE t (a, b, PRIMARY KEY (a, b))",
              "CREATE TABLE t (a, b, PRIMARY KEY (b, a))");
    different("CREATE TABLE t (a, b); CREATE INDEX i ON t (a, b)",
              "CREATE TABLE t (a, b); CREATE INDEX i ON t (b, a)");
}

BOOST_AUTO_TEST_CASE(expression_tokens_count) {
    different_columns("a CHECK (a > 1)", "a CHECK (a >= 1)");
    different_columns("a CHECK (a > 1)", "a CHECK ((a > 1))");
    different_columns("a CHECK (a <> 'X')", "a CHECK (a <> 'x')");
    different_columns("a CHECK (a > 1)", "a");
    different_columns("a CHECK (a > 1)", "a CHECK (a > 1) CHECK (a > 1)");
}

BOOST_AUTO_TEST_CASE(autoincrement_counts) {
    different("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
              "CREATE TABLE t (id INTEGER PRIMARY KEY)");
}

BOOST_AUTO_TEST_CASE(every_part_of_a_foreign_key_counts) {
    const char* plain = "a REFERENCES p (x)";
    for (const char* other :
         {"a", "a REFERENCES q (x)", "a REFERENCES p", "a REFERENCES p (y)",
          "a REFERENCES p (x) ON DELETE CASCADE", "a REFERENCES p (x) ON UPDATE CASCADE",
          "a REFERENCES p (x) MATCH full", "a REFERENCES p (x) DEFERRABLE INITIALLY DEFERRED"})
        different_columns(plain, other);
    different_columns("a REFERENCES p ON DELETE CASCADE", "a REFERENCES p ON UPDATE CASCADE");
}

BOOST_AUTO_TEST_CASE(names_and_tables_count) {
    different_columns("a", "b");
    different("CREATE TABLE t (a)", "CREATE TABLE u (a)");
    different("CREATE TABLE t (a)", "");
    different("CREATE TABLE t (a); CREATE TABLE u (a); CREATE INDEX i ON t (a)",
              "CREATE TABLE t (a); CREATE TABLE u (a); CREATE INDEX i ON u (a)");
}

BOOST_AUTO_TEST_CASE(no_name_can_imitate_another_canonical_text) {
    different("CREATE TABLE t (\"a \"\"\", b)", "CREATE TABLE t (a, b)");
    different("CREATE TABLE t (\"a\"\"; not null\")", "CREATE TABLE t (a NOT NULL)");
    different("CREATE TABLE \"t\n\" (a)", "CREATE TABLE t (a)");
    different_columns("a CHECK (a <> 'b'' , ''c')", "a CHECK (a <> 'b' , 'c')");
}

BOOST_AUTO_TEST_CASE(its_text_is_the_number_of_the_form_and_64_digits) {
    const Fingerprint empty = fingerprint(Schema());
    BOOST_TEST(empty.text() ==
               "1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST((Fingerprint::parse(empty.text()) == empty));
}

BOOST_AUTO_TEST_CASE(a_text_of_another_form_is_no_fingerprint) {
    const std::string digits(64, 'a');
    BOOST_TEST(Fingerprint::parse("1:" + digits).has_value());
    for (const std::string& text :
         {std::string(), digits, ":" + digits, "x:" + digits, "1:" + digits + "a",
          "1:" + digits.substr(1), "1:" + std::string(64, 'A'), "1:" + std::string(64, 'g')})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!Fingerprint::parse(text).has_value());
}

// The canonical form is a promise: evidence and history hold fingerprints. Whoever changes this
// text needs a new number (canonical.hpp): no new evolve may see drift in an old database (F01b),
// and no old version may come to mean something else (F13).
BOOST_AUTO_TEST_CASE(form_1_is_this) {
    const Schema found = schema(
        "CREATE TABLE Tasks (ID INTEGER PRIMARY KEY AUTOINCREMENT, Title VARCHAR(9) NOT NULL "
        "DEFAULT "
        "(-5) COLLATE nocase CHECK (title <> \"x\"), p REFERENCES Q ON DELETE CASCADE, "
        "UNIQUE (title, p DESC) ON CONFLICT FAIL); CREATE UNIQUE INDEX I ON tasks (P)");
    BOOST_TEST(canonical(found) ==
               "table \"tasks\"\n"
               "  \"id\" integer; primary key autoincrement\n"
               "  \"p\" ; references \"q\" on delete cascade\n"
               "  \"title\" varchar(9); collate \"nocase\"; default - 5; not null\n"
               "  : check \"title\" <> 'x'\n"
               "  : unique on conflict fail (\"title\", \"p\" desc)\n"
               "unique index \"i\" on \"tasks\" (\"p\")\n");
}

RC_BOOST_PROP(a_schema_that_is_spelled_otherwise_has_the_same_fingerprint, ()) {
    const Schema original = *any_schema();
    const Schema other = *respelled(original);
    RC_ASSERT(canonical(other) == canonical(original));
}

RC_BOOST_PROP(normalising_twice_is_normalising_once, ()) {
    const Table once = normalised(*any_table());
    RC_ASSERT(normalised(once) == once);
}

BOOST_AUTO_TEST_SUITE_END()
