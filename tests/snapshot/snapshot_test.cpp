#include "evolve/snapshot/snapshot.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "evolve/base/joined.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/trust.hpp"
#include "sqlite/scratch.hpp"
#include "support/printers.hpp"
#include "support/repository.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

std::vector<fs::path> old_databases() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(repository() / "tests/snapshots"))
        if (entry.path().extension() == ".db") paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

/// All runs of six letters of the bytes, those of longer ones among them.
void add_words(std::string_view bytes, Words& words) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        letters = std::isalpha(static_cast<unsigned char>(bytes[i])) != 0 ? letters + 1 : 0;
        if (letters >= 6) words.emplace(bytes.substr(i - 5, 6));
    }
}

/// Those of every value of every table, in the letters of UTF-8; but for the settings of FTS5,
/// which it writes for every table.
Words words_of_values(Connection& connection) {
    Words words;
    std::vector<std::string> tables;
    {
        auto names = connection.prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'view' AND name "
            "<> 'sqlite_schema' AND name NOT GLOB '*_config'");
        while (names.step()) tables.emplace_back(names.text(0));
    }
    for (const std::string& table : tables) {
        auto rows = connection.prepare("SELECT * FROM main.\"" + table + "\"");
        while (rows.step())
            for (int i = 0; i < rows.column_count(); ++i) add_words(rows.text(i), words);
    }
    return words;
}

Words words_of_schema(Connection& connection) {
    Words words;
    // As they lie in the file, one after the other.
    auto objects =
        connection.prepare("SELECT type || name || tbl_name, sql FROM main.sqlite_schema");
    while (objects.step())
        for (int i = 0; i < 2; ++i) add_words(objects.text(i), words);
    return words;
}

/// The words of the original's values that the bytes of a file hold and the schema does not.
std::vector<std::string> leaked(const std::string& original, const std::string& file) {
    auto from = Connection::open(original);
    trust_functions(from);
    Words in_file;
    const std::string bytes = read_file(file);
    add_words(bytes, in_file);
    std::string narrow;  // UTF-16
    for (const char byte : bytes)
        if (byte != 0) narrow += byte;
    add_words(narrow, in_file);
    const Words values = words_of_values(from);
    const Words schema = words_of_schema(from);
    std::vector<std::string> found;
    for (const std::string& word : in_file)
        if (values.contains(word) && !schema.contains(word)) found.push_back(word);
    return found;
}

Schema schema_of(Connection& connection) {
    const auto wanted = [](const SchemaObject& object) {
        return !object.name.view().starts_with("sqlite_") &&
               !object.name.view().starts_with("evolve_");
    };
    return introspect::schema_of(introspect::read_objects(connection), wanted).value();
}

std::string settings_of(Connection& connection) {
    std::string all;
    for (const std::string name : {"page_size", "encoding", "user_version", "application_id",
                                   "auto_vacuum", "journal_mode"}) {
        auto pragma = connection.prepare("PRAGMA main." + name);
        pragma.step();
        all += name + "=" + std::string(pragma.text(0)) + " ";
    }
    return all;
}

std::string all_of(Connection& connection, const std::string& sql) {
    std::string all;
    auto rows = connection.prepare(sql);
    while (rows.step())
        for (int i = 0; i < rows.column_count(); ++i) all += std::string(rows.text(i)) + "|";
    return all;
}

/// A database and the snapshot of it.
struct Taken {
    Scratch scratch;
    Snapshot report;
    Connection original;
    Connection snapshot;

    explicit Taken(std::string_view sql, const SnapshotOptions& options = {})
        : report(take(sql, options)), original(open("a.db")), snapshot(open("b.db")) {}

    Snapshot take(std::string_view sql, const SnapshotOptions& options) {
        {
            auto made = Connection::open(scratch.path(), {.access = Access::create});
            trust_functions(made);
            made.execute(sql);
        }
        auto connection = open("a.db");
        auto taken = take_snapshot(connection, scratch.path("b.db"), options);
        if (!taken) throw std::runtime_error(taken.error().wrong);
        return std::move(*taken);
    }

    Connection open(std::string_view name) {
        auto connection = Connection::open(scratch.path(name));
        trust_functions(connection);
        return connection;
    }

    std::int64_t number(const std::string& sql) { return query_integer(snapshot, sql); }

    [[nodiscard]] std::vector<std::string> leaks() const {
        return leaked(scratch.path("a.db"), scratch.path("b.db"));
    }
};

void check_sound(Taken& taken) {
    BOOST_TEST(introspect::integrity_check(taken.snapshot).empty());
    BOOST_TEST(introspect::foreign_key_violations(taken.snapshot).empty());
    BOOST_TEST(fingerprint(schema_of(taken.snapshot)) == fingerprint(schema_of(taken.original)));
    BOOST_TEST(settings_of(taken.snapshot) == settings_of(taken.original));
    BOOST_TEST(joined(taken.leaks()) == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot_test)

// Issue 8, done when 1.
BOOST_AUTO_TEST_CASE(those_of_old_databases_keep_their_schema_and_no_value) {
    const auto paths = old_databases();
    BOOST_TEST(paths.size() == 41u);
    for (const fs::path& path : paths) BOOST_TEST_CONTEXT(path) {
            const Scratch scratch;
            fs::copy_file(path, scratch.path());
            auto original = Connection::open(scratch.path());
            const auto taken = take_snapshot(original, scratch.path("b.db"), {.rows = 20});
            BOOST_REQUIRE(taken.has_value());
            auto snapshot = Connection::open(scratch.path("b.db"));
            BOOST_TEST(fingerprint(schema_of(snapshot)) == fingerprint(schema_of(original)));
            BOOST_TEST(settings_of(snapshot) == settings_of(original));
            BOOST_TEST(introspect::integrity_check(snapshot) ==
                       introspect::integrity_check(original));
            BOOST_TEST(introspect::foreign_key_violations(original).empty());
            BOOST_TEST(introspect::foreign_key_violations(snapshot).empty());
            for (const SampledTable& table : taken->tables) {
                BOOST_TEST(table.left_out == 0, table.table.view());
                BOOST_TEST(table.taken >= std::min<std::int64_t>(table.rows, 20));
            }
            const auto leaks = leaked(scratch.path(), scratch.path("b.db"));
            BOOST_TEST(joined(leaks) == "");
        }
}

BOOST_AUTO_TEST_CASE(with_values_kept_the_search_finds_them) {
    const Scratch scratch;
    fs::copy_file(snapshot("migrated-full"), scratch.path());
    auto original = Connection::open(scratch.path());
    BOOST_REQUIRE(take_snapshot(original, scratch.path("b.db"), {.rows = 20, .keep_values = true}));
    BOOST_TEST(leaked(scratch.path(), scratch.path("b.db")).size() > 100u);
}

BOOST_AUTO_TEST_CASE(the_same_database_and_seed_give_the_same_bytes) {
    const Scratch scratch;
    fs::copy_file(snapshot("migrated-full"), scratch.path());
    auto original = Connection::open(scratch.path());
    const auto bytes = [&](const std::string& name, std::uint64_t seed) {
        BOOST_REQUIRE(take_snapshot(original, scratch.path(name), {.rows = 5, .seed = seed}));
        return read_file(scratch.path(name));
    };
    const std::string first = bytes("1.db", 1);
    BOOST_TEST((first == bytes("2.db", 1)));
    BOOST_TEST((first != bytes("3.db", 2)));
}

BOOST_AUTO_TEST_CASE(rows_come_with_all_that_they_refer_to) {
    Taken taken(
        "CREATE TABLE groups (name TEXT PRIMARY KEY COLLATE NOCASE, boss REFERENCES people);"
        "CREATE TABLE people (id INTEGER PRIMARY KEY, team TEXT REFERENCES groups,"
        " friend INT REFERENCES people (id));"
        "CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;"
        "CREATE TABLE uses (a, b, FOREIGN KEY (a, b) REFERENCES pairs);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)"
        " INSERT INTO groups SELECT 'Group number' || i, i FROM n;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)"
        " INSERT INTO people SELECT i, upper('Group number' || (501 - i)), (i * 7) % 500 + 1 FROM "
        "n;"
        "INSERT INTO pairs SELECT 'left' || id, id * 1.5 FROM people;"
        "INSERT INTO uses SELECT a, b FROM pairs ORDER BY b DESC;",
        {.rows = 4});
    check_sound(taken);
    BOOST_TEST(taken.number("SELECT count(*) FROM uses") >= 4);
    BOOST_TEST(taken.number("SELECT count(*) FROM uses") < 30);
    BOOST_TEST(taken.number("SELECT count(*) FROM uses JOIN pairs USING (a, b)") ==
               taken.number("SELECT count(*) FROM uses"));
}

BOOST_AUTO_TEST_CASE(a_long_chain_of_rows_is_left_out_and_counted) {
    Taken taken(
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, before INT REFERENCES posts (id));"
        "INSERT INTO posts VALUES (1, NULL);"
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
        " INSERT INTO posts SELECT i, i - 1 FROM n;");
    check_sound(taken);
    BOOST_TEST(taken.report.tables[0].rows == 5001);
    BOOST_TEST(taken.report.tables[0].left_out > 0);
    BOOST_TEST(taken.report.tables[0].taken < 2000);
}

BOOST_AUTO_TEST_CASE(odd_rows_are_kept) {
    Taken taken(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
        " INSERT INTO t SELECT i, 'common' FROM n;"
        "UPDATE t SET v = NULL WHERE id = 1000; UPDATE t SET v = 12 WHERE id = 1001;"
        "UPDATE t SET v = 12345678 WHERE id = 1002; UPDATE t SET v = -12345 WHERE id = 1003;"
        "UPDATE t SET v = 1.5 WHERE id = 1004; UPDATE t SET v = x'0102' WHERE id = 1005;"
        "UPDATE t SET v = printf('%.300c', 'x') WHERE id = 1006;"
        "UPDATE t SET v = CAST(x'61ff62' AS TEXT) WHERE id = 1007;",
        {.rows = 2});
    check_sound(taken);
    const std::string classes =
        all_of(taken.snapshot, "SELECT DISTINCT typeof(v) FROM t ORDER BY 1");
    BOOST_TEST(classes == "blob|integer|null|real|text|");
    BOOST_TEST(taken.number("SELECT max(length(v)) FROM t WHERE typeof(v) = 'text'") == 300);
    BOOST_TEST(taken.number("SELECT length(max(v)) FROM t WHERE typeof(v) = 'integer'") == 8);
    BOOST_TEST(taken.number("SELECT min(v) FROM t WHERE typeof(v) = 'integer'") < -9999);
    BOOST_TEST(taken.number("SELECT count(*) FROM t WHERE substr(hex(v), 3, 1) IN "
                            "('8','9','A','B','C','D','E','F')") == 1);
    BOOST_TEST(taken.number("SELECT count(*) FROM t") < 16);
}

BOOST_AUTO_TEST_CASE(orphans_that_are_there_are_kept) {
    Taken taken(
        "CREATE TABLE parents (id INTEGER PRIMARY KEY);"
        "CREATE TABLE children (id INTEGER PRIMARY KEY, parent REFERENCES parents (id));"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900)"
        " INSERT INTO parents SELECT i FROM n;"
        "INSERT INTO children SELECT id, id FROM parents;"
        "UPDATE children SET parent = 4444 WHERE id = 456;",
        {.rows = 3});
    BOOST_TEST(introspect::foreign_key_violations(taken.original).size() == 1u);
    BOOST_TEST(introspect::foreign_key_violations(taken.snapshot).size() == 1u);
}

BOOST_AUTO_TEST_CASE(constraints_hold_for_scrubbed_values) {
    Taken taken(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'finished')),"
        " port INT CHECK (port BETWEEN 1 AND 65535), starts INT, ends INT CHECK (starts <= ends),"
        " address TEXT UNIQUE COLLATE NOCASE CHECK (address LIKE 'mailto:%@%'),"
        " settings TEXT CHECK (json_valid(settings)),"
        " theme TEXT GENERATED ALWAYS AS (json_extract(settings, '$.theme')) STORED NOT NULL,"
        " short TEXT AS (substr(address, 8, 3)) VIRTUAL);"
        "CREATE UNIQUE INDEX by_settings ON t (lower(address), json_extract(settings, '$.number'));"
        "CREATE TABLE s (a INTEGER NOT NULL, b TEXT, c ANY, d BLOB, e REAL, PRIMARY KEY (a, b)) "
        "STRICT, WITHOUT ROWID;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400)"
        " INSERT INTO t (state, port, starts, ends, address, settings)"
        " SELECT iif(i % 2, 'waiting', 'finished'), 60000 + i, 1700000000 + i, 1700000100 + i,"
        " 'mailto:Person' || i || '@example.org',"
        " json_object('theme', 'midnight' || i, 'number', i) FROM n;"
        "INSERT INTO s SELECT id, 'textual' || id, iif(id % 2, id, 'anything'), x'0badcafe', id / "
        "7.0"
        " FROM t;"
        "DELETE FROM t WHERE id > 390;");
    check_sound(taken);
    BOOST_TEST(taken.report.tables[0].taken >= 20);
    BOOST_TEST(taken.report.tables[1].taken >= 20);
    BOOST_TEST(all_of(taken.snapshot, "SELECT * FROM sqlite_sequence") == "t|400|");
    BOOST_TEST(taken.number("SELECT count(*) FROM t WHERE theme IS json_extract(settings, "
                            "'$.theme') AND short = substr(address, 8, 3)") ==
               taken.report.tables[0].taken);
}

BOOST_AUTO_TEST_CASE(full_text_indexes_know_scrubbed_rows_alone) {
    Taken taken(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);"
        "CREATE VIRTUAL TABLE searched USING fts5(body, content='notes', content_rowid='id');"
        "CREATE VIRTUAL TABLE own USING fts5(title, body);"
        "CREATE VIRTUAL TABLE old USING fts4(title);"
        "CREATE VIRTUAL TABLE blind USING fts5(body, content='');"
        "CREATE VIRTUAL TABLE places USING rtree(id, west, east, +label);"
        "INSERT INTO notes VALUES (1, 'secretword about somebody'), (2, 'another confession');"
        "INSERT INTO searched(searched) VALUES ('rebuild');"
        "INSERT INTO own VALUES ('confidential', 'secretword hidden'), ('private', NULL);"
        "INSERT INTO old VALUES ('confidential papers');"
        "INSERT INTO blind(rowid, body) VALUES (1, 'unreadable secretword');"
        "INSERT INTO places VALUES (1, 12.5, 13.5, 'somewhere hidden');");
    BOOST_TEST(joined(taken.leaks()) == "");
    BOOST_TEST(fingerprint(schema_of(taken.snapshot)) == fingerprint(schema_of(taken.original)));
    BOOST_TEST(taken.number("SELECT count(*) FROM own") == 2);
    BOOST_TEST(taken.number("SELECT count(*) FROM old") == 1);
    BOOST_TEST(taken.number("SELECT count(*) FROM places") == 1);
    const std::string word =
        all_of(taken.snapshot, "SELECT substr(body, 1, 10) FROM notes WHERE id = 1");
    BOOST_TEST(taken.number("SELECT count(*) FROM searched WHERE searched MATCH '" +
                            word.substr(0, 10) + "'") == 1);
    BOOST_TEST(
        taken.number("SELECT count(*) FROM own WHERE own MATCH '" + word.substr(0, 10) + "'") == 1);
    BOOST_REQUIRE(taken.report.unread.size() == 1u);
    BOOST_TEST(taken.report.unread[0].view() == "blind");
    auto writing = Connection::open(taken.scratch.path("b.db"), {.access = Access::write});
    BOOST_TEST(introspect::module_damage(writing, introspect::read_objects(writing)).empty());
}

BOOST_AUTO_TEST_CASE(what_evolve_and_analyze_wrote_is_left_out) {
    Taken taken(
        "CREATE TABLE t (v TEXT); CREATE INDEX by_v ON t (v);"
        "INSERT INTO t VALUES ('statistical'), ('secretword');"
        "CREATE TABLE evolve_history (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT);"
        "CREATE INDEX evolve_by ON evolve_history (at);"
        "INSERT INTO evolve_history (at) VALUES ('yesterday'); ANALYZE;");
    BOOST_TEST(joined(taken.leaks()) == "");
    BOOST_TEST(all_of(taken.snapshot, "SELECT name FROM sqlite_schema ORDER BY 1") == "by_v|t|");
}

BOOST_AUTO_TEST_CASE(settings_of_the_file_are_kept) {
    Taken taken(
        "PRAGMA page_size = 1024; PRAGMA encoding = 'UTF-16be'; PRAGMA auto_vacuum = 1;"
        "PRAGMA user_version = 42; PRAGMA application_id = 77;"
        "CREATE TABLE t (v TEXT UNIQUE, w TEXT REFERENCES t (v));"
        "INSERT INTO t VALUES ('secretword', 'secretword'), ('other words', NULL);"
        "PRAGMA journal_mode = WAL;");
    check_sound(taken);
    BOOST_TEST(settings_of(taken.snapshot) ==
               "page_size=1024 encoding=UTF-16be user_version=42 application_id=77 auto_vacuum=1 "
               "journal_mode=wal ");
}

BOOST_AUTO_TEST_CASE(a_table_without_a_name_for_its_rowid_is_sampled_too) {
    Taken taken(
        "CREATE TABLE t (rowid TEXT, _rowid_ TEXT, oid TEXT);"
        "INSERT INTO t VALUES ('secretword', NULL, 'a'), ('secretword', 'b', 'c');");
    check_sound(taken);
    BOOST_TEST(taken.number("SELECT count(*) FROM t") == 2);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_there_is_not_replaced) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t (v)");
    write_file(scratch.path("b.db"), "mine");
    auto connection = Connection::open(scratch.path());
    const auto taken = take_snapshot(connection, scratch.path("b.db"));
    BOOST_REQUIRE(!taken.has_value());
    BOOST_TEST(taken.error().code == "file-exists");
    BOOST_TEST(read_file(scratch.path("b.db")) == "mine");
}

BOOST_AUTO_TEST_CASE(a_row_that_its_own_key_does_not_find_is_left_out) {
    const auto path = repository() / "fuzz/corpus/database_bytes/row-that-its-key-does-not-find";
    auto connection = Connection::open(path.string());
    Snapshot snapshot;
    BOOST_REQUIRE(snapshot_bytes(connection, {}, snapshot).has_value());
    BOOST_TEST(
        std::ranges::any_of(snapshot.tables, [](const auto& table) { return table.left_out > 0; }));
}

BOOST_AUTO_TEST_SUITE_END()
