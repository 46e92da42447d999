#include "evolve/prove/contents.hpp"

#include <boost/test/unit_test.hpp>

namespace evolve {
namespace {

sqlite::Connection database() {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    connection.execute(
        "CREATE TABLE t (k INTEGER PRIMARY KEY, a, b, c); INSERT INTO t VALUES (2, 'x', 1, NULL), "
        "(1, 1.0, x'00', 1);"
        "CREATE TABLE w (p, q, PRIMARY KEY (q)) WITHOUT ROWID; INSERT INTO w VALUES (2, 1), (1, 2);"
        "CREATE TABLE u (k INTEGER PRIMARY KEY, a); INSERT INTO u VALUES (1, 'u');"
        "PRAGMA user_version = 3");
    return connection;
}

const std::vector<TableView> whole = {
    {"t", {"k", "a", "b", "c"}}, {"u", {"k", "a"}}, {"w", {"q", "p"}, true}};

}  // namespace

BOOST_AUTO_TEST_SUITE(contents_test)

BOOST_AUTO_TEST_CASE(a_part_read_along_is_what_it_is_when_it_is_read_alone) {
    auto connection = database();
    const std::vector<std::vector<TableView>> parts = {
        whole,
        {},
        {{"t", {"k", "c", "a"}}},
        {{"w", {"p"}, true}, {"t", {"k"}}},  // in another order of the tables, and of the rows
        {{"t", {"a", "b"}}},                 // by another key
        {{"t", {"a", "b"}, true}, {"u", {"k", "a"}}},
    };
    for (const auto& part : parts)
        for (const Detail detail : {Detail::digests, Detail::values}) {
            const auto both = read_with_part(connection, whole, part, detail);
            const Contents alone = read_contents(connection, part, detail);
            BOOST_TEST((both.whole == read_contents(connection, whole, detail)));
            BOOST_TEST((both.part == alone));
            BOOST_TEST((both.part.views == part));
            for (std::size_t i = 0; i < part.size(); ++i)
                BOOST_TEST((both.part.rows[i].values == alone.rows[i].values));
        }
}

BOOST_AUTO_TEST_CASE(a_part_does_not_see_what_is_outside_of_it) {
    auto connection = database();
    const std::vector<TableView> part = {{"t", {"k", "a"}}};
    const auto before = read_with_part(connection, whole, part, Detail::digests);
    connection.execute("UPDATE t SET b = 2");
    const auto other = read_with_part(connection, whole, part, Detail::digests);
    BOOST_TEST((before.part == other.part));
    BOOST_TEST((before.whole != other.whole));
    connection.execute("UPDATE t SET a = 2");
    BOOST_TEST((before.part != read_with_part(connection, whole, part, Detail::digests).part));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
