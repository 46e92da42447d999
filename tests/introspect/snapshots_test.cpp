#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "against_sqlite/pragmas.hpp"
#include "against_sqlite/read_back.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/fingerprint.hpp"
#include "sqlite/scratch.hpp"
#include "support/printers.hpp"
#include "support/repository.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> all_snapshots() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(repository() / "tests/snapshots"))
        if (entry.path().extension() == ".db") paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

Schema schema_in(Connection& connection) {
    const auto wanted = [](const SchemaObject& object) {
        return !object.name.view().starts_with("sqlite_");
    };
    auto schema = introspect::schema_of(introspect::read_objects(connection), wanted);
    if (!schema) throw std::invalid_argument(explain(schema.error()).wrong);
    return *schema;
}

void check_pragmas(Connection& connection, const Schema& schema) {
    for (const Table& table : schema.tables) {
        const Answers indexes = indexes_of(connection, schema, table);
        BOOST_TEST(shown(indexes.found) == shown(indexes.expected));
        const Answers keys = foreign_key_list(connection, table);
        BOOST_TEST(shown(keys.found) == shown(keys.expected));
    }
}

}  // namespace

// Files that real applications left, of many years and tools (tests/snapshots/NOTICE.md).
BOOST_AUTO_TEST_SUITE(snapshot_schemas)

BOOST_AUTO_TEST_CASE(each_is_read_whole_and_made_anew_is_the_same_f09) {
    const auto paths = all_snapshots();
    BOOST_TEST(paths.size() == 41u);
    for (const fs::path& path : paths) BOOST_TEST_CONTEXT(path.filename()) {
            const Scratch scratch;
            fs::copy_file(path, scratch.path());
            Connection old = Connection::open(scratch.path());
            const Schema schema = schema_in(old);
            check_pragmas(old, schema);
            Connection fresh = Connection::memory();
            create(fresh, schema);
            const Schema remade = schema_in(fresh);
            BOOST_TEST(fingerprint(remade) == fingerprint(schema));
            BOOST_TEST(difference(schema, remade) == Difference());
            check_pragmas(fresh, remade);
        }
}

BOOST_AUTO_TEST_SUITE_END()
