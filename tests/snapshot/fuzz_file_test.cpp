#include <boost/test/unit_test.hpp>

#include "evolve/codec/graph_files.hpp"
#include "evolve/run/run.hpp"
#include "snapshot/fuzz_case.hpp"
#include "sqlite/scratch.hpp"
#include "support/repository.hpp"

// Files that a fuzz target found, which are no migration's fault.

using namespace evolve;

namespace {

/// What became of a file of the corpus on its way to a version of fuzz/small_graph.
FuzzOutcome brought(const std::string& file, const std::string& version) {
    const sqlite::Scratch scratch;
    const auto loaded = load_graph(repository() / "fuzz/small_graph");
    const Managed managed(loaded->graph, loaded->settings);
    const FuzzBases no_bases;
    const Executor execute = run;
    const FileTarget target{.to = loaded->graph.resolve(version).value()};
    const std::string path = repository() / "fuzz/corpus/migrated_bytes" / file;
    return try_bytes({no_bases, loaded->graph, managed, execute}, target, {sqlite::read_file(path)},
                     scratch.path());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_file_test)

// The migration drops the view that kept SQLite from looking.
BOOST_AUTO_TEST_CASE(damage_that_sqlite_does_not_see_beside_a_view_is_no_find) {
    const FuzzOutcome outcome = brought("damage-behind-a-view", "0003");
    BOOST_TEST(!outcome.broken, outcome.cause);
    BOOST_TEST(outcome.code == "kept");
}

BOOST_AUTO_TEST_SUITE_END()
