#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "evolve/execute/history.hpp"
#include "installation.hpp"

using namespace evolve;

namespace {

/// The example's graph with one step more in its last migration.
Graph edited_graph() {
    std::vector<VersionRecord> records;
    for (const Version& version : example().graph.versions()) records.push_back(version.record);
    VersionRecord& last = *std::ranges::find(records, named("0009"), &VersionRecord::name);
    last.from.front().steps.push_back(DropIndex{Identifier("ix_tasks_id")});
    last.fingerprint.reset();
    return Graph::make(records).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(history)

BOOST_AUTO_TEST_CASE(a_migration_up_or_down_is_one_row_each) {
    const Installation database("07");
    database.up();
    database.down("0008");
    const auto rows = database.present().history;
    BOOST_REQUIRE(rows.size() == 3u);
    BOOST_TEST(rows[0].from == "0007-parallelism");
    BOOST_TEST(rows[0].to == "0008-gpu-info");
    BOOST_TEST(rows[1].to == "0009-cluster-resources");
    BOOST_TEST(rows[2].from == "0009-cluster-resources");
    BOOST_TEST(rows[2].to == "0008-gpu-info");
    BOOST_TEST((rows[2].direction == Direction::down));
    BOOST_TEST(rows[1].migration == rows[2].migration);
    BOOST_TEST(rows[2].fingerprint.view() ==
               example().graph.find(named("0008"))->fingerprint().text());
}

BOOST_AUTO_TEST_CASE(who_ran_it_and_why_unproved_is_recorded) {
    const Installation database("08");
    database.up();
    Database opened = database.open();
    BOOST_TEST(
        sqlite::query_integer(opened.connection,
                              "SELECT count(*) FROM evolve_history WHERE evidence = 'a test' "
                              "AND sqlite_version = sqlite_version() AND evolve_version <> '' "
                              "AND at = strftime('%Y-%m-%dT%H:%M:%SZ', at)") == 1);
}

// Pitfall D02: the row and the change are one transaction.
BOOST_AUTO_TEST_CASE(a_row_is_there_exactly_when_the_change_is_d02) {
    const Installation database("08");
    const auto fail_at_row = [](std::string_view sql) {
        if (sql.find("evolve_history") != sql.npos)
            throw sqlite::Failure(13, "disk full", "", sqlite::Where::current());
    };
    BOOST_TEST(!database.go("0009", Direction::up, {.before_statement = fail_at_row}).has_value());
    BOOST_TEST(is_at(database.position(), "0008"));
    BOOST_TEST(database.present().history.empty());
    database.up();
    BOOST_TEST(database.present().history.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_graph_without_history_leaves_none) {
    const Installation database("08");
    Installation::done(database.go("0009", Direction::up, {.history = false}));
    Database opened = database.open();
    BOOST_TEST(sqlite::query_integer(opened.connection,
                                     "SELECT count(*) FROM sqlite_schema WHERE "
                                     "name GLOB 'evolve_*'") == 0);
}

// Pitfall D03: the schema decides, and the message says that history disagrees.
BOOST_AUTO_TEST_CASE(what_was_recorded_but_never_executed_is_found_d03) {
    const Installation database("07");
    database.up("0008");
    database.execute(
        "INSERT INTO evolve_history SELECT 99, at, to_version, '0009-cluster-resources', "
        "'up', migration, fingerprint, evidence, evolve_version, sqlite_version, 0 FROM "
        "evolve_history");
    const Position position = database.position();
    BOOST_TEST(is_at(position, "0008"));
    BOOST_TEST(std::get<AtVersion>(position).history_says == "0009-cluster-resources");
    database.up();
    BOOST_TEST(is_at(database.position(), "0009"));
}

BOOST_AUTO_TEST_CASE(what_was_executed_but_not_recorded_is_found_d03) {
    const Installation database("07");
    database.up("0008");
    database.execute(
        "ALTER TABLE tasks ADD clusterbasemodel_config JSON;"
        "ALTER TABLE tasks ADD clusterservingruntime_config JSON;"
        "ALTER TABLE tasks ADD created_clusterbasemodel VARCHAR;"
        "ALTER TABLE tasks ADD created_clusterservingruntime VARCHAR");
    const Position position = database.position();
    BOOST_TEST(is_at(position, "0009"));
    BOOST_TEST(std::get<AtVersion>(position).history_says == "0008-gpu-info");
    BOOST_TEST(is_empty(database.up().plan));
}

// Pitfall G04.
BOOST_AUTO_TEST_CASE(an_edited_migration_that_was_applied_is_detected_g04) {
    const Installation database("08");
    BOOST_TEST(edited_since(database.present().history, edited_graph()).empty());
    database.up();
    BOOST_TEST(edited_since(database.present().history, example().graph).empty());
    const auto edited = edited_since(database.present().history, edited_graph());
    BOOST_REQUIRE(edited.size() == 1u);
    BOOST_TEST(edited[0] == "0008-gpu-info → 0009-cluster-resources");
}

// Pitfall F12: what a newer evolve graph made is refused, and not one byte is written.
BOOST_AUTO_TEST_CASE(a_database_newer_than_the_graph_is_refused_and_untouched_f12) {
    const Installation database("08");
    database.up();
    database.execute(
        "ALTER TABLE tasks ADD from_the_future JSON;"
        "UPDATE evolve_history SET to_version = '0010-future'");
    const Bytes before = database.bytes();
    const Position position = database.position();
    BOOST_REQUIRE(std::holds_alternative<Newer>(position));
    BOOST_TEST(std::get<Newer>(position).version == "0010-future");
    for (const Direction direction : {Direction::up, Direction::down}) {
        const auto refused = database.go("0008", direction);
        BOOST_REQUIRE(!refused.has_value());
        const auto* cause = refused.error().get<NoStart>();
        BOOST_REQUIRE(cause != nullptr);
        BOOST_TEST((explain(*cause).exit == ExitCode::refused));
    }
    BOOST_TEST((database.bytes() == before));
}

BOOST_AUTO_TEST_SUITE_END()
