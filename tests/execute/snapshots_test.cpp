#include <boost/test/unit_test.hpp>
#include <sstream>

#include "evolve/execute/create.hpp"
#include "evolve/execute/verify.hpp"
#include "evolve/plan/difference_text.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "installation.hpp"

using namespace evolve;
using namespace std::string_literals;

namespace {

const std::vector<std::string> revisions = {"01", "02", "03", "04", "05", "06", "07", "08", "09"};

/// What an application keeps in its file beside the tables of its models.
constexpr auto unmanaged =
    "PRAGMA user_version = 7; PRAGMA application_id = 1234;"
    "CREATE TABLE notes(n INTEGER PRIMARY KEY AUTOINCREMENT, body, task REFERENCES tasks(id));"
    "INSERT INTO notes(body) VALUES ('a'), (x'00ff'), (1.5), (NULL);"
    "DELETE FROM notes WHERE n = 4;"
    "CREATE INDEX notes_body ON notes(body) WHERE body IS NOT NULL;"
    "CREATE VIEW bodies AS SELECT n, body FROM notes;"
    "CREATE TRIGGER no_change BEFORE UPDATE ON notes BEGIN SELECT RAISE(ABORT, 'no'); END;";

Fingerprint fingerprint_of(const Installation& installation) {
    return fingerprint(installation.present().schema);
}

Fingerprint fingerprint_of_new_installation() {
    const sqlite::Scratch scratch;
    auto plan = plan_creation(example().graph, named("0009")).value();
    auto database = open_new_database(scratch.path(), {}).value();
    auto made =
        create_installation(std::move(database), managed_by(example()), trusted(std::move(plan)));
    BOOST_REQUIRE(made.has_value());
    auto again = sqlite::Connection::open(scratch.path());
    return fingerprint(read_present(again, managed_by(example()))->schema);
}

std::string differences(const Installation& installation) {
    const Position position = installation.position();
    const auto* drifted = std::get_if<Drifted>(&position);
    if (drifted == nullptr) return "no drift";
    std::string all(drifted->nearest.text());
    for (const std::string& line : lines(drifted->difference)) all += "\n" + line;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(autotuner_snapshots)

// The story that evolve began with (pitfall F11): old files of nine revisions of the models, kept
// as the application wrote them and not made from the newest (pitfall J02). Each ends as a new
// installation begins (pitfall F08). Values are compared class and byte, sqlite_sequence and rowids
// among them.
BOOST_AUTO_TEST_CASE(each_reaches_the_newest_version_and_keeps_every_value) {
    const Fingerprint wanted = fingerprint_of_new_installation();
    for (const std::string& revision : revisions) BOOST_TEST_CONTEXT(revision) {
            const Installation old(revision);
            old.execute(unmanaged);
            const Dump before = old.values();
            const auto [texts, file] = [&] {
                Database database = old.open();
                return std::pair(definitions(database.connection), settings(database.connection));
            }();
            old.up();
            BOOST_TEST(lost(before, old.values()) == "");
            BOOST_TEST(fingerprint_of(old) == wanted);
            Database database = old.open();
            BOOST_TEST(settings(database.connection) == file);
            for (const auto& [name, sql] : texts)
                if (const auto now = definitions(database.connection);
                    name != "tasks" && name != "experiments" && name != "parameter_presets")
                    BOOST_TEST(now.at(name) == sql);
        }
}

BOOST_AUTO_TEST_CASE(each_then_passes_verification) {
    const Installation old("01");
    old.up();
    Database database = old.open();
    const auto found =
        verify(database, example().graph, *read_present(database.connection, managed_by(example())),
               named("0009"));
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->passed());
    BOOST_TEST(found->added.size() == 4u);
    for (const AddedColumn& column : found->added) BOOST_TEST(column.nulls == column.rows);
}

// Pitfall E05: nothing to do takes no lock and writes nothing.
BOOST_AUTO_TEST_CASE(a_second_time_nothing_is_written) {
    for (const std::string& revision : revisions) BOOST_TEST_CONTEXT(revision) {
            const Installation old(revision);
            old.up();
            const Bytes before = old.bytes();
            {
                Database database = old.open();
                const auto receipt = Installation::done(migrate(
                    database, managed_by(example()), planner(example().graph, named("0009"))));
                BOOST_TEST(is_empty(receipt.plan));
                BOOST_TEST(database.connection.total_changes() == 0);
            }
            BOOST_TEST((old.bytes() == before));
        }
}

BOOST_AUTO_TEST_CASE(an_up_to_date_database_needs_no_lock_of_a_writer_at_work_e05) {
    const Installation old("09");
    Database writer = old.open();
    const sqlite::Transaction transaction(writer.connection);
    writer.connection.execute("UPDATE tasks SET description = 'in the middle'");
    BOOST_TEST(is_empty(old.up().plan));
}

BOOST_AUTO_TEST_CASE(each_goes_back_to_where_it_was) {
    for (std::size_t i = 0; i + 1 < revisions.size(); ++i) BOOST_TEST_CONTEXT(revisions[i]) {
            const Installation old(revisions[i]);
            old.execute(unmanaged);
            const Dump before = old.values();
            const Fingerprint was = fingerprint_of(old);
            old.up();
            old.down("00" + revisions[i]);
            BOOST_TEST(lost(before, old.values()) == "");
            BOOST_TEST(lost(old.values(), before) == "");
            BOOST_TEST(fingerprint_of(old) == was);
            BOOST_TEST(is_at(old.position(), "00" + revisions[i]));
        }
}

BOOST_AUTO_TEST_CASE(from_the_newest_to_the_first_and_back_everything_returns) {
    const Installation old("09");
    old.execute("UPDATE tasks SET clusterbasemodel_config = 'x', slo_config = id % 3");
    old.execute("UPDATE parameter_presets SET runtime = id || 'r'");
    const Dump before = old.values();
    old.down("0001");
    BOOST_TEST(is_at(old.position(), "0001"));
    BOOST_TEST(lost(before, old.values()) != "");
    old.up();
    BOOST_TEST(lost(before, old.values()) == "");
    BOOST_TEST(lost(old.values(), before) == "");
    Database database = old.open();
    BOOST_TEST(sqlite::query_integer(database.connection, "SELECT count(*) FROM evolve_kept") == 0);
}

// Their lineages join with a later version of evolve; until then each difference is listed.
BOOST_AUTO_TEST_CASE(those_that_lived_through_scripts_are_drift_with_every_difference) {
    const struct {
        const char* name;
        std::vector<std::string> said;
    } lineages[] = {
        {"migrated-scripts-only", {"parameter_presets", "parallel_config", "idx_preset_category"}},
        {"migrated-full", {"name", "UNIQUE", "AUTOINCREMENT", "idx_preset_category"}},
        {"migrated-drifted", {"system_config", "actual_ttft", "selection_reason"}},
    };
    for (const auto& lineage : lineages) BOOST_TEST_CONTEXT(lineage.name) {
            const Installation old(lineage.name);
            const std::string said = differences(old);
            for (const std::string& word : lineage.said)
                BOOST_TEST(said.find(word) != said.npos, word << " is not in\n" << said);
            const Bytes before = old.bytes();
            const auto refused = old.go("0009", Direction::up);
            BOOST_REQUIRE(!refused.has_value());
            const auto* cause = refused.error().get<NoStart>();
            BOOST_REQUIRE(cause != nullptr);
            BOOST_TEST((explain(*cause).exit == ExitCode::refused));
            BOOST_TEST((old.bytes() == before));
        }
}

// What the checks above are worth: each sees the smallest change of its kind.
BOOST_AUTO_TEST_CASE(the_dump_sees_every_change_of_class_and_byte) {
    const auto changed = [](const char* from, const char* to) {
        auto connection = sqlite::Connection::memory();
        connection.execute("CREATE TABLE t(x); INSERT INTO t VALUES ("s + from + ")");
        const Dump before = dump(connection);
        connection.execute("UPDATE t SET x = "s + to);
        return lost(before, dump(connection)) != "";
    };
    BOOST_TEST(!changed("1", "1"));
    BOOST_TEST(changed("1", "1.0"));
    BOOST_TEST(changed("''", "NULL"));
    BOOST_TEST(changed("''", "x''"));
    BOOST_TEST(changed("'a'", "x'61'"));
    BOOST_TEST(changed("CAST(x'610062' AS TEXT)", "CAST(x'610063' AS TEXT)"));
    BOOST_TEST(changed("9223372036854775807", "9223372036854775806"));
}

BOOST_AUTO_TEST_CASE(the_dump_sees_rows_that_move_come_or_go) {
    auto connection = sqlite::Connection::memory();
    connection.execute("CREATE TABLE t(x); INSERT INTO t VALUES (1), (1)");
    const Dump before = dump(connection);
    connection.execute("UPDATE t SET rowid = 5 WHERE rowid = 2");
    BOOST_TEST(lost(before, dump(connection)) != "");
    connection.execute("UPDATE t SET rowid = 2 WHERE rowid = 5");
    BOOST_TEST(lost(before, dump(connection)) == "");
    connection.execute("INSERT INTO t VALUES (1)");
    BOOST_TEST(lost(before, dump(connection)) != "");
}

BOOST_AUTO_TEST_CASE(the_bytes_see_a_migration) {
    const Installation old("08");
    const Bytes before = old.bytes();
    old.up();
    BOOST_TEST((old.bytes() != before));
}

BOOST_AUTO_TEST_SUITE_END()
