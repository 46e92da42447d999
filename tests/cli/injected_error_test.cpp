#include <boost/test/unit_test.hpp>
#include <sstream>

#include "cli/program.hpp"
#include "evolve/sqlite/failure.hpp"
#include "execute/installation.hpp"

using namespace evolve;

namespace {

struct Outcome {
    int exit = -1;
    std::string out;
    std::string err;
};

using Hook = std::function<void(std::string_view)>;

Outcome evolve_with(const std::vector<std::string>& words, Hook hook = {},
                    FreeBytes free = free_bytes) {
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in;
    Outcome outcome;
    outcome.exit = cli::run_program(words, {.out = out,
                                            .err = err,
                                            .in = in,
                                            .graph_variable = example_graph(),
                                            .before_statement = std::move(hook),
                                            .free = std::move(free)});
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
}

struct Fault {
    int code;  ///< SQLite's
    int exit;
    const char* said;
};
constexpr Fault faults[] = {
    {1, 3, "SQLite refused it"}, {5, 4, "locked by another program"}, {7, 4, "out of memory"},
    {8, 4, "cannot be written"}, {10, 4, "disk or its file system"},  {11, 4, "damaged"},
    {13, 4, "disk full"},        {19, 3, "rows contradict"},          {9, 130, "interrupted"},
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// Whether a backup lies beside the database; one that is not whole would be one too many anyway.
bool has_backup(const Installation& database) {
    bool found = false;
    const auto directory = std::filesystem::path(database.path()).parent_path();
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        BOOST_TEST(entry.path().extension() != ".part");
        found |= entry.path().extension() == ".backup";
    }
    return found;
}

void remove_backups(const Installation& database) {
    const auto directory = std::filesystem::path(database.path()).parent_path();
    std::vector<std::filesystem::path> backups;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (entry.path().extension() == ".backup") backups.push_back(entry.path());
    for (const auto& path : backups) std::filesystem::remove(path);
}

/// Stops the command before each of its statements in turn, and looks at all that it says and does.
std::size_t stop_everywhere(const Installation& database, const std::vector<std::string>& command,
                            std::string_view version) {
    const Bytes before = database.bytes();
    for (std::size_t point = 0;; ++point) {
        const Fault& fault = faults[point % std::size(faults)];
        std::size_t passed = 0;
        std::string sql;
        const Outcome outcome = evolve_with(command, [&](std::string_view next) {
            if (passed++ != point) return;
            sql = next;
            throw sqlite::Failure(fault.code, "injected", sql, sqlite::Where::current());
        });
        if (passed <= point) {
            BOOST_TEST(outcome.exit == 0);
            BOOST_TEST(contains(outcome.out, "completed successfully"));
            return point;
        }
        BOOST_TEST_CONTEXT(command.front() << " before " << sql << ":\n" << outcome.err) {
            BOOST_TEST(outcome.exit == fault.exit);
            BOOST_TEST(outcome.out == "");
            BOOST_TEST(contains(outcome.err, fault.said));
            BOOST_TEST(contains(outcome.err, "Nothing was changed"));
            BOOST_TEST((database.bytes() == before));
            const bool disk_failed = fault.code == 10 || fault.code == 11;
            BOOST_TEST((!has_backup(database) || disk_failed));
            remove_backups(database);
            const Outcome status = evolve_with({"status", database.path()});
            BOOST_TEST(contains(status.out, version));
        }
    }
}

}  // namespace

// Pitfall D10, and the fourth "done when" of the main job: exit code, message and file agree.
BOOST_AUTO_TEST_SUITE(injected_errors)

BOOST_AUTO_TEST_CASE(apply_that_fails_anywhere_says_so_and_has_changed_nothing_d10) {
    const Installation near("08");
    BOOST_TEST(stop_everywhere(near, {"apply", near.path()}, "0008-gpu-info") == 6u);
    const Installation far("01");
    BOOST_TEST(stop_everywhere(far, {"apply", far.path()}, "0001-initial") > 16u);
}

BOOST_AUTO_TEST_CASE(rollback_that_fails_anywhere_says_so_and_has_changed_nothing_d10) {
    const Installation near("09");
    BOOST_TEST(stop_everywhere(near, {"rollback", near.path(), "--to", "0008"},
                               "0009-cluster-resources") == 15u);
    const Installation far("09");
    BOOST_TEST(stop_everywhere(far, {"rollback", far.path(), "--to", "0001"},
                               "0009-cluster-resources") > 16u);
}

BOOST_AUTO_TEST_CASE(the_step_that_failed_is_named_with_where_the_database_still_is) {
    const Installation database("08");
    const Outcome outcome = evolve_with({"apply", database.path()}, [](std::string_view sql) {
        if (contains(std::string(sql), "created_clusterbasemodel"))
            throw sqlite::Failure(13, "full", "", sqlite::Where::current());
    });
    BOOST_TEST(outcome.exit == 4);
    BOOST_TEST(
        contains(outcome.err, "✗ Added column 'created_clusterbasemodel' (VARCHAR): disk full"));
    BOOST_TEST(contains(outcome.err, "is at 0008-gpu-info as before"));
}

BOOST_AUTO_TEST_CASE(without_room_on_the_disk_the_exit_is_4_and_the_message_says_what_to_free_i01) {
    const Installation database("09");
    const Bytes before = database.bytes();
    const Outcome outcome = evolve_with({"rollback", database.path(), "--to", "0008"}, {},
                                        [](const std::string&) { return std::uintmax_t{1000}; });
    BOOST_TEST(outcome.exit == 4);
    BOOST_TEST(contains(outcome.err, "disk full: up to "), outcome.err);
    BOOST_TEST(contains(outcome.err, "Nothing was changed. Free "), outcome.err);
    BOOST_TEST((database.bytes() == before));
    BOOST_TEST(!has_backup(database));
}

BOOST_AUTO_TEST_CASE(in_json_a_failure_has_its_code_too) {
    const Installation database("08");
    const Outcome outcome =
        evolve_with({"apply", database.path(), "--json"}, [](std::string_view sql) {
            if (sql == "COMMIT") throw sqlite::Failure(13, "", "", sqlite::Where::current());
        });
    BOOST_TEST(outcome.exit == 4);
    BOOST_TEST(contains(outcome.out, "\"disk-full\""));
}

BOOST_AUTO_TEST_CASE(one_failure_does_not_stop_the_other_databases_and_the_exit_is_the_highest) {
    const Installation good("08");
    const Installation drifted("migrated-full");
    const Installation last("07");
    const Outcome outcome =
        evolve_with({"apply", good.path(), drifted.path(), "/no/such/file", last.path()});
    BOOST_TEST(outcome.exit == 4);
    BOOST_TEST(is_at(good.position(), "0009"));
    BOOST_TEST(is_at(last.position(), "0009"));
}

BOOST_AUTO_TEST_CASE(an_up_to_date_database_is_answered_while_a_writer_is_at_work_e05) {
    const Installation database("09");
    const Bytes before = database.bytes();
    {
        Database writer = database.open();
        writer.connection.execute("BEGIN IMMEDIATE");
        const Outcome outcome = evolve_with({"apply", database.path()});
        BOOST_TEST(outcome.exit == 0);
        BOOST_TEST(contains(outcome.out, "nothing to do"));
    }
    BOOST_TEST((database.bytes() == before));
}

BOOST_AUTO_TEST_CASE(three_lineages_of_scripts_are_drift_with_exit_3) {
    for (const char* name : {"migrated-scripts-only", "migrated-full", "migrated-drifted"}) {
        const Installation database(name);
        const Bytes before = database.bytes();
        const Outcome outcome = evolve_with({"apply", database.path()});
        BOOST_TEST(outcome.exit == 3);
        BOOST_TEST(contains(outcome.err, "has drifted"));
        BOOST_TEST(contains(outcome.err, "parameter_presets"));
        BOOST_TEST((database.bytes() == before));
    }
}

BOOST_AUTO_TEST_SUITE_END()
