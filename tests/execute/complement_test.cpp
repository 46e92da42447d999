#include <boost/test/unit_test.hpp>
#include <limits>

#include "evolve/ddl/writer.hpp"
#include "installation.hpp"

using namespace evolve;
using namespace std::string_literals;

namespace {

Text bytes(std::string_view text) { return Text(text); }

/// Values that a copy loses if it converts, compares or prints them (pitfall B05).
std::vector<Value> hazards() {
    const double infinity = std::numeric_limits<double>::infinity();
    return {Null(),
            bytes(""),
            Blob{},
            bytes(std::string_view("a\0b", 3)),
            Blob{bytes(std::string_view("\0\xff", 2))},
            -0.0,
            infinity,
            -infinity,
            0.1,
            std::numeric_limits<double>::denorm_min(),
            bytes("\xff\xfe broken"),
            bytes("007"),
            bytes("1e2"),
            std::numeric_limits<std::int64_t>::max(),
            std::numeric_limits<std::int64_t>::min(),
            std::int64_t{9007199254740993},
            bytes("null"),
            bytes("{\"a\": [1]}"),
            bytes("🙂")};
}

constexpr const char* four[] = {"clusterbasemodel_config", "clusterservingruntime_config",
                                "created_clusterbasemodel", "created_clusterservingruntime"};

/// Rows whose four newest columns hold every hazard, each in each column.
void insert_hazards(sqlite::Connection& connection) {
    auto insert = connection.prepare(
        "INSERT INTO tasks (id, task_name, model_config, base_runtime, parameters, "
        "optimization_config, benchmark_config, clusterbasemodel_config, "
        "clusterservingruntime_config, created_clusterbasemodel, created_clusterservingruntime) "
        "VALUES (?1, 'hazard ' || ?1, '', '', '', '', '', ?2, ?3, ?4, ?5)");
    const auto values = hazards();
    for (std::size_t row = 0; row < values.size(); ++row) {
        insert.bind(1, static_cast<std::int64_t>(1000 + 7 * row));
        for (std::size_t i = 0; i < 4; ++i)
            insert.bind(static_cast<int>(i) + 2, values[(row + 5 * i) % values.size()]);
        insert.step();
    }
}

/// A database of the newest version with hazards in it, made with these pragmas.
void make_newest(const Installation& at, const std::string& pragmas) {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(at.path() + suffix);
    auto connection = sqlite::create(at.path(), pragmas);
    const Schema& schema = example().graph.schema_at(named("0009"));
    for (const Table& table : schema.tables) connection.execute(ddl::write(table));
    for (const Index& index : schema.indexes) connection.execute(ddl::write(index));
    insert_hazards(connection);
}

RestoredRows restored(const Receipt& receipt) {
    BOOST_REQUIRE(receipt.migrations.size() == 1u);
    BOOST_REQUIRE(receipt.migrations[0].restored.size() == 1u);
    return receipt.migrations[0].restored[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(complements)

BOOST_AUTO_TEST_CASE(
    every_hazard_comes_back_with_the_next_apply_in_every_encoding_and_journal_b05) {
    for (const char* encoding : {"UTF-8", "UTF-16le", "UTF-16be"})
        for (const char* journal : {"wal", "delete"})
            BOOST_TEST_CONTEXT(encoding << " " << journal) {
                const Installation database("09");
                make_newest(database, "PRAGMA encoding = '"s + encoding +
                                          "'; PRAGMA journal_mode = " + journal);
                const Dump before = database.values();
                const Receipt down = database.down("0008");
                BOOST_TEST(*down.migrations[0].kept[0].rows ==
                           static_cast<std::int64_t>(hazards().size()));
                for (const char* column : four)
                    BOOST_TEST(!database.values()["tasks"].contains(column));
                const RestoredRows back = restored(database.up());
                BOOST_TEST(back.came_later == 0);
                BOOST_TEST(back.gone == 0);
                BOOST_TEST(lost(before, database.values()) == "");
                BOOST_TEST(lost(database.values(), before) == "");
            }
}

BOOST_AUTO_TEST_CASE(rows_that_came_or_went_meanwhile_are_counted_and_the_others_get_theirs) {
    const Installation database("09");
    database.execute("UPDATE tasks SET created_clusterbasemodel = 'v' || id");
    database.down("0008");
    database.execute(
        "DELETE FROM tasks WHERE id IN (2, 3);"
        "INSERT INTO tasks (id, task_name, model_config, base_runtime, parameters, "
        "optimization_config, benchmark_config) VALUES (100, 'new', '', '', '', '', '')");
    const RestoredRows back = restored(database.up());
    BOOST_TEST(*back.rows == 13);
    BOOST_TEST(back.came_later == 1);
    BOOST_TEST(back.gone == 2);
    Database now = database.open();
    BOOST_TEST(sqlite::query_integer(now.connection,
                                     "SELECT count(*) FROM tasks WHERE created_clusterbasemodel = "
                                     "'v' || id AND id < 100") == 13);
    BOOST_TEST(sqlite::query_integer(now.connection,
                                     "SELECT created_clusterbasemodel IS NULL FROM tasks "
                                     "WHERE id = 100") == 1);
}

BOOST_AUTO_TEST_CASE(down_and_up_many_times_leaves_nothing_behind) {
    const Installation database("09");
    database.execute("UPDATE tasks SET clusterbasemodel_config = 'v' || id");
    const Dump before = database.values();
    for (int i = 0; i < 3; ++i) {
        database.down("0006");
        database.up();
    }
    BOOST_TEST(lost(before, database.values()) == "");
    Database now = database.open();
    BOOST_TEST(sqlite::query_integer(now.connection,
                                     "SELECT count(*) FROM sqlite_schema WHERE name GLOB "
                                     "'evolve_kept_*'") == 0);
}

// A later rollback's complement is the one that counts; an older one that was left stays where it
// is.
BOOST_AUTO_TEST_CASE(of_two_complements_the_newer_one_returns) {
    const Installation database("09");
    database.execute("UPDATE tasks SET created_clusterbasemodel = 'old'");
    database.down("0008");
    database.execute(
        "ALTER TABLE tasks ADD clusterbasemodel_config JSON;"
        "ALTER TABLE tasks ADD clusterservingruntime_config JSON;"
        "ALTER TABLE tasks ADD created_clusterbasemodel VARCHAR;"
        "ALTER TABLE tasks ADD created_clusterservingruntime VARCHAR;"
        "UPDATE tasks SET created_clusterbasemodel = 'new'");
    database.down("0008");
    database.up();
    Database now = database.open();
    BOOST_TEST(sqlite::query_integer(now.connection,
                                     "SELECT count(*) FROM tasks WHERE "
                                     "created_clusterbasemodel = 'new'") == 15);
    BOOST_TEST(sqlite::query_integer(now.connection, "SELECT count(*) FROM evolve_kept") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
