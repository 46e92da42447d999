#include <boost/test/unit_test.hpp>

#include "evolve/codec/graph_files.hpp"
#include "evolve/run/run.hpp"
#include "snapshot/fuzz_case.hpp"
#include "sqlite/scratch.hpp"
#include "support/repository.hpp"

// Files that a fuzz target found, which are no migration's fault.

using namespace evolve;

namespace {

/// What became of a file on its way to a version of fuzz/small_graph.
FuzzOutcome brought(const MutatedFile& file, const std::string& version,
                    const Executor& execute = run) {
    const sqlite::Scratch scratch;
    const auto loaded = load_graph(repository() / "fuzz/small_graph");
    const Managed managed(loaded->graph, loaded->settings);
    const FuzzBases no_bases;
    const FileTarget target{.to = loaded->graph.resolve(version).value()};
    return try_bytes({no_bases, loaded->graph, managed, execute}, target, file, scratch.path());
}

std::string corpus(const std::string& name) {
    return repository() / "fuzz/corpus/migrated_bytes" / name;
}

FuzzOutcome brought(const std::string& of_corpus, const std::string& version) {
    return brought(MutatedFile{sqlite::read_file(corpus(of_corpus))}, version);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_file_test)

// The migration drops the view that kept SQLite from looking.
BOOST_AUTO_TEST_CASE(damage_that_sqlite_does_not_see_beside_a_view_is_no_find) {
    const FuzzOutcome outcome = brought("damage-behind-a-view", "0003");
    BOOST_TEST(!outcome.broken, outcome.cause);
    BOOST_TEST(outcome.code == "kept");
}

// A row has one value more than its table has columns, and promises more bytes of it than there
// are.
BOOST_AUTO_TEST_CASE(damage_that_only_another_column_shows_is_no_find) {
    const FuzzOutcome outcome = brought("a-record-with-more-than-its-table", "0006");
    BOOST_TEST(!outcome.broken, outcome.cause);
    BOOST_TEST(outcome.code == "kept");
}

// Whatever else the file holds: a virtual table of somebody else's, which takes no column.
BOOST_AUTO_TEST_CASE(damage_that_a_migration_makes_is_a_find) {
    const Executor careless = [](sqlite::Connection& connection, const Plan& plan,
                                 const Managed& managed, const RunOptions& options) {
        auto receipt = run(connection, plan, managed, options);
        connection.execute(
            "PRAGMA ignore_check_constraints = 1; UPDATE a SET r = -1;"
            "PRAGMA ignore_check_constraints = 0");
        return receipt;
    };
    for (const bool beside_a_module : {false, true}) {
        const sqlite::Scratch scratch;
        sqlite::write_file(scratch.path(), sqlite::read_file(corpus("to-added")));
        if (beside_a_module)
            sqlite::Connection::open(scratch.path(), {.access = sqlite::Access::write})
                .execute("CREATE VIRTUAL TABLE f USING fts5(a)");
        const FuzzOutcome outcome =
            brought(MutatedFile{sqlite::read_file(scratch.path())}, "0006", careless);
        BOOST_TEST(outcome.broken, beside_a_module);
    }
}

// SQLite deletes the WAL of a file that has no page as soon as somebody opens it.
BOOST_AUTO_TEST_CASE(the_wal_of_a_file_without_a_page_is_sqlites_to_delete) {
    const FuzzOutcome outcome = brought({.bytes = "S", .wal = std::string(568, '\0')}, "0003");
    BOOST_TEST(!outcome.broken, outcome.cause);
}

BOOST_AUTO_TEST_SUITE_END()
