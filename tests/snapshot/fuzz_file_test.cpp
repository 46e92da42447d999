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
FuzzOutcome brought(const MutatedFile& file, const std::string& version) {
    const sqlite::Scratch scratch;
    const auto loaded = load_graph(repository() / "fuzz/small_graph");
    const Managed managed(loaded->graph, loaded->settings);
    const FuzzBases no_bases;
    const Executor execute = run;
    const FileTarget target{.to = loaded->graph.resolve(version).value()};
    return try_bytes({no_bases, loaded->graph, managed, execute}, target, file, scratch.path());
}

FuzzOutcome brought(const std::string& of_corpus, const std::string& version) {
    const std::string path = repository() / "fuzz/corpus/migrated_bytes" / of_corpus;
    return brought(MutatedFile{sqlite::read_file(path)}, version);
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

// SQLite deletes the WAL of a file that has no page as soon as somebody opens it.
BOOST_AUTO_TEST_CASE(the_wal_of_a_file_without_a_page_is_sqlites_to_delete) {
    const FuzzOutcome outcome = brought({.bytes = "S", .wal = std::string(568, '\0')}, "0003");
    BOOST_TEST(!outcome.broken, outcome.cause);
}

BOOST_AUTO_TEST_SUITE_END()
