#include <boost/test/unit_test.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "evolve/execute/create.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "installation.hpp"

using namespace evolve;
using namespace evolve::sqlite;
using namespace std::chrono_literals;

namespace {

/// Plans for the newest version, and lets something happen right after each plan was made.
struct Disturbed {
    std::function<void(int call)> disturb;
    int calls = 0;

    Result<ProvedPlan, PlannerError> operator()(const Present& present) {
        auto plan = planner(example().graph, named("0009"))(present);
        disturb(++calls);
        return plan;
    }
};

Result<Receipt, MigrateError> go(const Installation& at, Disturbed& disturbed) {
    Database database = at.open();
    return migrate(database, managed_by(example()), std::ref(disturbed));
}

template <class Cause>
bool is(const Result<Receipt, MigrateError>& receipt) {
    return !receipt && receipt.error().template get<Cause>() != nullptr;
}

bool is_busy(const Result<Receipt, MigrateError>& receipt) {
    if (receipt) return false;
    const auto* stopped = receipt.error().get<Stopped>();
    const auto* storage = receipt.error().get<StorageFailure>();
    return (stopped != nullptr && stopped->failure.kind == FailureKind::busy) ||
           (storage != nullptr && storage->kind == FailureKind::busy);
}

constexpr auto rollback_journal = "PRAGMA journal_mode = delete";

}  // namespace

BOOST_AUTO_TEST_SUITE(other_connections)

// Pitfall E03: the lock first, then another look.
BOOST_AUTO_TEST_CASE(a_schema_that_changed_after_planning_is_planned_for_again_e03) {
    const Installation at("08");
    Disturbed other{[&](int call) {
        if (call == 1) at.execute("ALTER TABLE tasks ADD created_clusterbasemodel VARCHAR");
    }};
    const auto receipt = go(at, other);
    BOOST_REQUIRE(receipt.has_value());
    BOOST_TEST(other.calls == 2);
    BOOST_TEST(receipt->plan.part_way);
    BOOST_TEST(is_at(at.position(), "0009"));
}

BOOST_AUTO_TEST_CASE(what_another_program_has_brought_to_the_target_is_left_alone_e03) {
    const Installation at("08");
    Disturbed other{[&](int call) {
        if (call == 1) at.up();
    }};
    const auto receipt = go(at, other);
    BOOST_REQUIRE(receipt.has_value());
    BOOST_TEST(is_empty(receipt->plan));
    BOOST_TEST(at.present().history.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_schema_that_changes_every_time_is_given_up_after_three_plans_e03) {
    const Installation at("08");
    Disturbed other{
        [&](int call) { at.execute("CREATE TABLE other" + std::to_string(call) + "(x)"); }};
    BOOST_TEST(is<ChangedMeanwhile>(go(at, other)));
    BOOST_TEST(other.calls == 3);
    BOOST_TEST(is_at(at.position(), "0008"));
}

BOOST_AUTO_TEST_CASE(rows_that_another_program_writes_after_planning_are_no_reason_to_plan_again) {
    const Installation at("08");
    Disturbed other{[&](int) { at.execute("UPDATE tasks SET description = 'meanwhile'"); }};
    BOOST_TEST(go(at, other).has_value());
    BOOST_TEST(other.calls == 1);
}

BOOST_AUTO_TEST_CASE(a_writer_at_work_is_waited_for_and_then_the_answer_is_busy) {
    for (const char* journal : {"PRAGMA journal_mode", rollback_journal}) {
        const Installation at("08");
        at.execute(journal);
        const Bytes before = at.bytes();
        {
            Database writer = at.open();
            const Transaction transaction(writer.connection);
            const auto start = std::chrono::steady_clock::now();
            BOOST_TEST(is_busy(at.go("0009", Direction::up)));
            BOOST_TEST((std::chrono::steady_clock::now() - start >= 50ms));
        }
        BOOST_TEST((at.bytes() == before));
    }
}

// Pitfall E04: what cannot be read is not "nothing there".
BOOST_AUTO_TEST_CASE(a_database_that_is_locked_against_reading_is_busy_and_not_empty_e04) {
    const Installation at("08");
    at.execute(rollback_journal);
    Database database = at.open();
    Database writer = at.open();
    writer.connection.execute("BEGIN EXCLUSIVE");
    const auto refused =
        migrate(database, managed_by(example()), planner(example().graph, named("0009")));
    BOOST_TEST(is<StorageFailure>(refused));
    BOOST_TEST(is_busy(refused));
    const auto unopened = open_database(at.path(), {.busy_timeout = 10ms});
    BOOST_REQUIRE(!unopened.has_value());
    BOOST_TEST((unopened.error().get<StorageFailure>()->kind == FailureKind::busy));
}

BOOST_AUTO_TEST_CASE(a_database_whose_pages_cannot_be_read_is_no_empty_one_e04) {
    const Installation at("08");
    std::filesystem::resize_file(at.path(), 3 * 4096 / 2);
    const auto unopened = open_database(at.path(), {.access = Access::write});
    BOOST_REQUIRE(!unopened.has_value());
    BOOST_TEST((unopened.error().get<StorageFailure>()->kind == FailureKind::corrupt));
}

// Beside a rollback journal COMMIT waits for readers; the steps do not run twice.
BOOST_AUTO_TEST_CASE(a_commit_that_a_reader_keeps_waiting_too_long_changes_nothing) {
    const Installation at("08");
    at.execute(rollback_journal);
    const Bytes before = at.bytes();
    std::size_t alters = 0;
    {
        Database reader = at.open(Access::read);
        auto rows = reader.connection.prepare("SELECT * FROM tasks");
        rows.step();
        BOOST_TEST(is_busy(at.go("0009", Direction::up, {.before_statement = [&](auto sql) {
                                     alters += sql.starts_with("ALTER") ? 1 : 0;
                                 }})));
    }
    BOOST_TEST(alters == 4u);
    BOOST_TEST((at.bytes() == before));
}

BOOST_AUTO_TEST_CASE(a_commit_goes_on_when_the_reader_has_finished) {
    const Installation at("08");
    at.execute(rollback_journal);
    std::atomic<bool> reading{false};
    std::thread reader([&] {
        Database database = at.open(Access::read);
        auto rows = database.connection.prepare("SELECT * FROM tasks");
        rows.step();
        reading = true;
        std::this_thread::sleep_for(60ms);
    });
    while (!reading) std::this_thread::yield();
    {
        Database database = open_database(at.path(), {.access = Access::write}).value();
        BOOST_TEST(migrate(database, managed_by(example()), planner(example().graph, named("0009")))
                       .has_value());
    }
    reader.join();
    BOOST_TEST(is_at(at.position(), "0009"));
}

// In a WAL database nobody waits for anybody: the reader goes on with what it saw.
BOOST_AUTO_TEST_CASE(a_reader_of_a_wal_database_keeps_its_snapshot) {
    const Installation at("08");
    Database reader = at.open(Access::read);
    auto rows = reader.connection.prepare("SELECT * FROM tasks");
    rows.step();
    at.up();
    int seen = 1;
    while (rows.step()) ++seen;
    BOOST_TEST(seen == 15);
    BOOST_TEST(rows.column_count() == 22);
}

BOOST_AUTO_TEST_CASE(a_new_installation_that_fails_leaves_no_file) {
    const Scratch scratch;
    auto database = open_new_database(scratch.path(), {}).value();
    const auto receipt =
        create_installation(std::move(database), managed_by(example()),
                            trusted(plan_creation(example().graph, named("0009")).value()),
                            {.before_statement = [](std::string_view sql) {
                                if (sql == "COMMIT")
                                    throw Failure(13, "disk full", "", Where::current());
                            }});
    BOOST_TEST(!receipt.has_value());
    BOOST_TEST(!std::filesystem::exists(scratch.path()));
}

// Of two that make one, the slower must not take the file of the other away.
BOOST_AUTO_TEST_CASE(a_new_installation_that_another_program_was_faster_with_stays) {
    const Scratch scratch;
    const auto plan = trusted(plan_creation(example().graph, named("0009")).value());
    auto slow = open_new_database(scratch.path(), {}).value();
    auto fast = open_new_database(scratch.path(), {}).value();
    BOOST_TEST(create_installation(std::move(fast), managed_by(example()), plan).has_value());
    BOOST_TEST(!create_installation(std::move(slow), managed_by(example()), plan).has_value());
    auto made = Connection::open(scratch.path());
    BOOST_TEST(table_names(made).size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
