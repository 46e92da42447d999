#include <boost/test/unit_test.hpp>
#include <optional>

#include "installation.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

/// Primary result codes (https://sqlite.org/rescode.html) and what they are to be told as.
struct Fault {
    int code;
    FailureKind kind;
};
constexpr Fault faults[] = {
    {1, FailureKind::error},       {5, FailureKind::busy},        {7, FailureKind::out_of_memory},
    {9, FailureKind::interrupted}, {10, FailureKind::io},         {11, FailureKind::corrupt},
    {13, FailureKind::full},       {19, FailureKind::constraint},
};

/// Counts the points at which a migration can be stopped, and stops at one of them.
struct Stopper {
    std::size_t at = static_cast<std::size_t>(-1);
    Fault fault = faults[0];
    std::size_t passed = 0;
    std::string sql = {};

    void operator()(std::string_view statement) {
        if (passed++ != at) return;
        sql = statement;
        throw Failure(fault.code, "injected", std::string(statement), Where::current());
    }
};

struct Journey {
    const char* snapshot;
    const char* to;
    Direction direction;
};
constexpr Journey far_up{"01", "0009", Direction::up};
constexpr Journey up{"08", "0009", Direction::up};
constexpr Journey far_down{"09", "0001", Direction::down};
constexpr Journey down{"09", "0008", Direction::down};

/// Something for a rollback to keep.
void write_values(const Installation& database, const Journey& journey) {
    if (journey.direction == Direction::down)
        database.execute("UPDATE tasks SET clusterbasemodel_config = zeroblob(id * 100)");
}

Result<Receipt, MigrateError> travel(const Installation& database, const Journey& journey,
                                     Stopper& stopper) {
    return database.go(journey.to, journey.direction,
                       {.before_statement = [&](std::string_view sql) { stopper(sql); }});
}

/// Stops the journey at every point; `pick` says of what at the point. The database is the same one
/// all the time: after each stop it is to be untouched.
template <class Pick>
std::size_t stop_everywhere(const Installation& database, const Journey& journey, Pick pick) {
    const Bytes before = database.bytes();
    std::size_t point = 0;
    for (bool there = true; there; ++point) {
        Stopper stopper{.at = point, .fault = pick(point)};
        const Present present = database.present();
        const auto receipt = travel(database, journey, stopper);
        there = !receipt.has_value();
        if (!there) break;
        BOOST_TEST_CONTEXT(journey.snapshot << " to " << journey.to << ", before " << stopper.sql) {
            const auto* stopped = receipt.error().template get<Stopped>();
            BOOST_REQUIRE(stopped != nullptr);
            BOOST_TEST((stopped->failure.kind == stopper.fault.kind));
            BOOST_TEST((database.bytes() == before));
            BOOST_TEST((database.present() == present));
        }
    }
    BOOST_TEST((database.bytes() != before));  // the last time nothing stopped it
    return point;
}

Fault in_turn(std::size_t point) { return faults[point % std::size(faults)]; }

/// Writes in a process that ends like a crash, so that a -wal file with content stays behind.
void leave_a_wal(const Installation& database) {
    const int answer = in_child([&] {
        auto* connection =
            new Connection(Connection::open(database.path(), {.access = Access::write}));
        connection->execute("UPDATE tasks SET description = 'only in the wal'");
        return 0;
    });
    BOOST_REQUIRE(answer == 0);
    BOOST_REQUIRE(!database.bytes().wal.empty());
}

}  // namespace

// Law 7: whatever fails at whatever point, the file is as it was, and nothing is recorded.
BOOST_AUTO_TEST_SUITE(interrupted_migrations)

BOOST_AUTO_TEST_CASE(stopped_at_any_point_by_anything_the_last_migration_leaves_every_byte) {
    for (const Fault& fault : faults)
        for (const Journey& journey : {up, down}) {
            const Installation database(journey.snapshot);
            write_values(database, journey);
            const std::size_t points =
                stop_everywhere(database, journey, [&](std::size_t) { return fault; });
            BOOST_TEST(points == (journey.direction == Direction::up ? 6u : 15u));
        }
}

BOOST_AUTO_TEST_CASE(stopped_at_any_point_a_long_way_leaves_every_byte_in_a_wal_database) {
    for (const Journey& journey : {far_up, far_down}) {
        const Installation database(journey.snapshot);
        write_values(database, journey);
        BOOST_TEST(stop_everywhere(database, journey, in_turn) > 16u);
    }
}

BOOST_AUTO_TEST_CASE(stopped_at_any_point_a_long_way_leaves_every_byte_beside_a_rollback_journal) {
    for (const Journey& journey : {far_up, far_down}) {
        const Installation database(journey.snapshot);
        database.execute("PRAGMA journal_mode = delete");
        write_values(database, journey);
        BOOST_TEST(stop_everywhere(database, journey, in_turn) > 16u);
    }
}

BOOST_AUTO_TEST_CASE(stopped_at_any_point_a_wal_that_was_left_stays_as_it_is) {
    for (const Journey& journey : {up, down, far_down}) {
        const Installation database(journey.snapshot);
        leave_a_wal(database);
        stop_everywhere(database, journey, in_turn);
    }
}

// A rollback that must bring back what an apply kept has points of its own.
BOOST_AUTO_TEST_CASE(stopped_at_any_point_while_values_return_nothing_has_returned) {
    const Installation database("09");
    write_values(database, down);
    const Dump all = database.values();
    database.down("0008");
    BOOST_TEST(stop_everywhere(database, up, in_turn) == 9u);
    BOOST_TEST(lost(all, database.values()) == "");
}

// Pitfall D05: the outer transaction can end beneath a statement. What comes after it would commit
// by itself; so nothing comes after it.
BOOST_AUTO_TEST_CASE(when_the_transaction_ends_by_itself_nothing_is_committed_d05) {
    for (const Journey& journey : {up, down})
        for (std::size_t point = 0;; ++point) {
            const Installation database(journey.snapshot);
            const Bytes before = database.bytes();
            Database opened = database.open();
            std::size_t passed = 0;
            const auto receipt =
                migrate(opened, managed_by(example()),
                        planner(example().graph, named(journey.to), journey.direction),
                        {.before_statement = [&](std::string_view) {
                            if (passed++ == point) opened.connection.execute("ROLLBACK");
                        }});
            if (passed <= point) break;
            BOOST_TEST_CONTEXT("point " << point) {
                BOOST_REQUIRE(!receipt.has_value());
                BOOST_TEST(receipt.error().get<Stopped>() != nullptr);
                BOOST_TEST(!opened.connection.in_transaction());
                { const auto closing = std::move(opened.connection); }
                BOOST_TEST((database.bytes() == before));
            }
        }
}

// ON CONFLICT ROLLBACK in a row's table: the failing statement itself ends the transaction.
BOOST_AUTO_TEST_CASE(a_statement_that_rolls_everything_back_is_no_reason_to_go_on_d04_d05) {
    const Installation database("08");
    database.execute("CREATE TABLE app(x UNIQUE ON CONFLICT ROLLBACK); INSERT INTO app VALUES (1)");
    const Bytes before = database.bytes();
    {
        Database opened = database.open();
        const auto receipt =
            migrate(opened, managed_by(example()), planner(example().graph, named("0009")),
                    {.before_statement = [&](std::string_view sql) {
                        if (sql == "COMMIT")
                            opened.connection.execute("INSERT INTO app VALUES (1)");
                    }});
        BOOST_REQUIRE(!receipt.has_value());
        const auto* stopped = receipt.error().get<Stopped>();
        BOOST_REQUIRE(stopped != nullptr);
        BOOST_TEST((stopped->failure.kind == FailureKind::constraint));
    }
    BOOST_TEST((database.bytes() == before));
}

// An error of COMMIT says nothing: the file is read before evolve says what happened.
BOOST_AUTO_TEST_CASE(a_commit_that_fails_although_it_lasts_is_a_success) {
    const Installation database("08");
    {
        Database opened = database.open();
        const auto receipt =
            migrate(opened, managed_by(example()), planner(example().graph, named("0009")),
                    {.before_statement = [&](std::string_view sql) {
                        if (sql == "COMMIT") opened.connection.execute("COMMIT");
                    }});
        BOOST_TEST(receipt.has_value());
    }
    BOOST_TEST(is_at(database.position(), "0009"));
}

// What the checks above are worth: a migration that is stopped, but commits what it has, is seen.
BOOST_AUTO_TEST_CASE(the_check_for_untouched_bytes_sees_one_statement_that_was_committed) {
    const Installation database("08");
    const Bytes before = database.bytes();
    const Present present = database.present();
    {
        Database opened = database.open();
        std::size_t passed = 0;
        const auto receipt =
            migrate(opened, managed_by(example()), planner(example().graph, named("0009")),
                    {.before_statement = [&](std::string_view sql) {
                        if (passed++ != 1) return;
                        opened.connection.execute("COMMIT");
                        throw Failure(13, "injected", std::string(sql), Where::current());
                    }});
        BOOST_TEST(!receipt.has_value());
    }
    BOOST_TEST((database.bytes() != before));
    BOOST_TEST((database.present() != present));
}

BOOST_AUTO_TEST_SUITE_END()
