#include <boost/test/unit_test.hpp>
#include <functional>
#include <optional>

#include "evolve/run/database_digest.hpp"
#include "evolve/sqlite/query.hpp"
#include "run/setting.hpp"
#include "scene.hpp"
#include "sqlite/power_cut.hpp"

// That files are read and written in pieces (pieces_vfs.hpp) costs nothing of what SQLite promises
// of a power cut and of a full disk.

using namespace evolve;
using namespace evolve::sqlite;

namespace {

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

constexpr std::int64_t synchronous_off = 0;
constexpr std::int64_t synchronous_full = 2;

Connection open(Access access = Access::write) {
    return Connection::open("/a.db", {.access = access, .vfs = Disk::vfs, .in_pieces = true});
}

/// All that the database holds, or nothing if it is damaged.
std::optional<DatabaseDigest> state() {
    try {
        Connection connection = open();
        if (query_value(connection, "PRAGMA integrity_check") != Value(Text("ok"))) return {};
        return digest_database(connection);
    } catch (const Failure&) {
        return {};
    }
}

/// A change of a database on a disk: what was before, what the disk was asked for, what is after.
struct Recorded {
    Files before;
    std::vector<DiskChange> changes;
    std::size_t committed;  ///< so many of them, when it was said that it is done
    std::optional<DatabaseDigest> old_state;
    std::optional<DatabaseDigest> new_state;
};

Recorded record(Disk& disk, const std::function<void(Connection&)>& change) {
    Recorded recorded{disk.files(), {}, 0, state(), {}};
    disk.put(recorded.before);
    {
        Connection connection = open();
        change(connection);
        recorded.committed = disk.changes.size();
    }
    recorded.changes = disk.changes;
    recorded.new_state = state();
    return recorded;
}

struct Outcomes {
    int before = 0;
    int after = 0;
    int lost = 0;     ///< before, although it was said that it is done
    int damaged = 0;  ///< or something in between
};

void judge(const Recorded& recorded, bool committed, Outcomes& outcomes) {
    const auto found = state();
    if (found && found == recorded.new_state)
        ++outcomes.after;
    else if (found && found == recorded.old_state)
        ++(committed ? outcomes.lost : outcomes.before);
    else
        ++outcomes.damaged;
}

/// The power is cut before, between and after all changes, and the disk has kept this or that.
Outcomes cut_everywhere(Disk& disk, const Recorded& recorded) {
    std::mt19937 random(7046029);
    Outcomes outcomes;
    PowerCut cut(recorded.before);
    for (std::size_t i = 0; i <= recorded.changes.size(); ++i) {
        if (i > 0) cut.after(recorded.changes[i - 1]);
        for (const Files& kept : {cut.with_all(), cut.with_nothing(), cut.with_some(random),
                                  cut.with_some(random), cut.with_some(random)}) {
            disk.put(kept);
            judge(recorded, i >= recorded.committed, outcomes);
        }
    }
    return outcomes;
}

void make_rows(Connection& connection) {
    connection.execute(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE INDEX t_a ON t(a);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 120)"
        " INSERT INTO t SELECT i, 'name ' || (i * 7 % 120), hex(zeroblob(300)) || i FROM n");
}

/// With room for 10 pages, so that pages are written long before the commit.
void keep_aside_and_drop(Connection& connection, std::int64_t synchronous) {
    connection.set_pragma("cache_size", 10);
    connection.set_pragma("synchronous", synchronous);
    connection.execute(
        "BEGIN IMMEDIATE;"
        "CREATE TABLE aside(id INTEGER PRIMARY KEY, b);"
        "INSERT INTO aside SELECT id, b FROM t;"
        "ALTER TABLE t DROP COLUMN b;"
        "COMMIT");
}

/// Whether it succeeds.
bool keeps_aside_and_drops(const std::string& journal_mode) {
    try {
        Connection connection = open();
        connection.execute("PRAGMA journal_mode = " + journal_mode);
        keep_aside_and_drop(connection, synchronous_extra);
        return true;
    } catch (const Failure&) {
        return false;
    }
}

Recorded recorded_drop(Disk& disk, const std::string& journal_mode, std::int64_t synchronous) {
    {
        Connection connection = open(Access::create);
        connection.execute("PRAGMA journal_mode = " + journal_mode);
        make_rows(connection);
    }
    return record(disk, [&](Connection& connection) {
        connection.execute("PRAGMA journal_mode = " + journal_mode);  // only WAL lies in the file
        keep_aside_and_drop(connection, synchronous);
    });
}

std::int64_t longest_write(const Recorded& recorded) {
    std::size_t longest = 0;
    for (const DiskChange& change : recorded.changes)
        longest = std::max(longest, change.bytes.size());
    return static_cast<std::int64_t>(longest);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(power_cut_test)

BOOST_AUTO_TEST_CASE(a_power_cut_leaves_the_rows_of_before_or_of_after_d01) {
    for (const char* mode : {"delete", "truncate", "persist", "wal"})
        for (const std::int64_t synchronous : {synchronous_full, synchronous_extra}) {
            BOOST_TEST_CONTEXT(mode << ", synchronous = " << synchronous) {
                Disk disk;
                const Recorded recorded = recorded_drop(disk, mode, synchronous);
                BOOST_REQUIRE(recorded.old_state.has_value() && recorded.new_state.has_value());
                BOOST_REQUIRE(!(recorded.old_state == recorded.new_state));
                if (mode != std::string("wal")) BOOST_TEST(longest_write(recorded) > 3 * 4096);
                const Outcomes outcomes = cut_everywhere(disk, recorded);
                BOOST_TEST(outcomes.damaged == 0);
                BOOST_TEST(outcomes.before > 20);
                BOOST_TEST(outcomes.after > 0);
                if (synchronous == synchronous_extra) BOOST_TEST(outcomes.lost == 0);
            }
        }
}

// That the test can see damage.
BOOST_AUTO_TEST_CASE(without_syncing_a_power_cut_damages_the_database) {
    for (const char* mode : {"delete", "truncate", "persist"}) {
        Disk disk;
        const Recorded recorded = recorded_drop(disk, mode, synchronous_off);
        BOOST_TEST(cut_everywhere(disk, recorded).damaged > 0);
    }
}

BOOST_AUTO_TEST_CASE(a_full_disk_leaves_the_rows_of_before) {
    for (const char* mode : {"delete", "truncate", "persist", "wal"}) {
        Disk disk;
        const Recorded recorded = recorded_drop(disk, mode, synchronous_extra);
        int failed = 0;
        for (std::size_t i = 0; i < recorded.committed; ++i) {
            disk.put(recorded.before);
            disk.full_after = i;
            const bool done = keeps_aside_and_drops(mode);
            if (mode == std::string("wal")) disk.full_after = unlimited;  // a -wal file is made
            const auto found = state();                                   // else without any room
            BOOST_REQUIRE(found.has_value());
            BOOST_TEST((found == (done ? recorded.new_state : recorded.old_state)));
            failed += done ? 0 : 1;
        }
        BOOST_TEST(failed > 3);
    }
}

BOOST_AUTO_TEST_CASE(a_power_cut_leaves_the_version_before_or_after_a_migration) {
    const auto graph = [] {
        return chain({{evolve::create("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)"),
                       evolve::create_index("CREATE INDEX t_a ON t(a)")},
                      {DropColumn{"t", "b", true}, add("t", "c JSON")},
                      {AlterColumn{"t", column("a TEXT NOT NULL")}}});
    };
    for (const char* mode : {"delete", "wal"}) {
        Disk disk;
        {
            Connection connection = open(Access::create);
            connection.execute("PRAGMA journal_mode = " + std::string(mode));
            Scene scene(graph(), std::move(connection));
            make_rows(scene.connection);
        }
        const Recorded recorded = record(disk, [&](Connection& connection) {
            Scene scene(graph(), std::move(connection));
            scene.go("0003");
            connection = std::move(scene.connection);
        });
        const Outcomes outcomes = cut_everywhere(disk, recorded);
        BOOST_TEST(outcomes.damaged == 0);
        BOOST_TEST(outcomes.lost == 0);
        BOOST_TEST(outcomes.after > 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
