#include "evolve/execute/purge.hpp"

#include <algorithm>
#include <thread>

#include "evolve/sqlite/query.hpp"
#include "installation.hpp"

using namespace evolve;

namespace {

/// A database that keeps the values of four columns, and a table that nobody knows any more.
struct Keeper : Installation {
    Keeper() : Installation("09") {
        execute("UPDATE tasks SET clusterbasemodel_config = zeroblob(id * 1000)");
        down("0008");
        execute(
            "CREATE TABLE evolve_kept_7 (other, columns); INSERT INTO evolve_kept_7 "
            "VALUES (1, 2), (3, 4); CREATE TABLE evolve_kept_x (a); CREATE TABLE mine (a)");
    }

    [[nodiscard]] std::vector<std::string> tables() const {
        Database database = open(sqlite::Access::read);
        auto rows = database.connection.prepare(
            "SELECT name FROM sqlite_schema WHERE name LIKE 'evolve\\_kept\\_%' ESCAPE '\\' "
            "ORDER BY 1");
        std::vector<std::string> names;
        while (rows.step()) names.emplace_back(rows.text(0));
        return names;
    }
};

Purge found(const Installation& keeper, std::string_view before = "") {
    Database database = keeper.open(sqlite::Access::read);
    return find_kept(database, before).value();
}

Purge purged(const Installation& keeper, std::string_view before = "") {
    Database database = keeper.open();
    return purge(database, before).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(purging)

BOOST_AUTO_TEST_CASE(complements_are_found_with_where_they_are_from_and_how_large_they_are) {
    const Keeper keeper;
    const Bytes before = keeper.bytes();
    const Purge all = found(keeper);
    BOOST_REQUIRE(all.kept.size() == 2u);
    const KeptSize& known = all.kept[0];
    BOOST_TEST(known.name == "evolve_kept_1");
    BOOST_REQUIRE(known.entry.has_value());
    BOOST_TEST(known.entry->source.view() == "tasks");
    BOOST_TEST(known.entry->from.view() == "0009-cluster-resources");
    BOOST_TEST(known.entry->columns.size() == 4u);
    BOOST_TEST(known.rows == 15);
    BOOST_TEST(known.bytes > 120'000u);
    BOOST_TEST(!known.at.empty());
    BOOST_TEST(!all.removed);
    BOOST_TEST((keeper.bytes() == before));
}

BOOST_AUTO_TEST_CASE(what_a_crash_left_behind_is_found_too_d06) {
    const Keeper keeper;
    const KeptSize left = found(keeper).kept[1];
    BOOST_TEST(left.name == "evolve_kept_7");
    BOOST_TEST(!left.entry.has_value());
    BOOST_TEST(left.rows == 2);
}

BOOST_AUTO_TEST_CASE(purge_removes_exactly_them) {
    const Keeper keeper;
    const Present before = keeper.present();
    const Purge done = purged(keeper);
    BOOST_TEST(done.removed);
    BOOST_TEST(done.kept.size() == 2u);
    BOOST_TEST((keeper.tables() == std::vector<std::string>{"evolve_kept_x"}));
    BOOST_TEST((keeper.present().schema == before.schema));
    BOOST_TEST(keeper.present().kept.empty());
    BOOST_TEST(is_at(keeper.position(), "0008"));
    BOOST_TEST(found(keeper).kept.empty());
}

BOOST_AUTO_TEST_CASE(after_it_apply_adds_the_columns_empty) {
    const Keeper keeper;
    purged(keeper);
    keeper.up("0009");
    Database database = keeper.open();
    BOOST_TEST(sqlite::query_integer(database.connection,
                                     "SELECT count(clusterbasemodel_config) FROM tasks") == 0);
}

BOOST_AUTO_TEST_CASE(a_date_spares_what_is_later_and_what_has_none) {
    const Keeper keeper;
    keeper.execute("UPDATE evolve_kept SET at = '2026-03-05T10:00:00Z'");
    BOOST_TEST(found(keeper, "2026-03-05").kept.empty());
    BOOST_TEST(found(keeper, "2026-03-05T10:00:00Z").kept.empty());
    BOOST_TEST(found(keeper, "2026-03-05T10:00:01Z").kept.size() == 1u);
    BOOST_TEST(purged(keeper, "2026-03-06").kept.size() == 1u);
    BOOST_TEST((keeper.tables() == std::vector<std::string>{"evolve_kept_7", "evolve_kept_x"}));
}

BOOST_AUTO_TEST_CASE(a_row_of_the_catalogue_whose_table_is_gone_goes_too) {
    const Keeper keeper;
    keeper.execute("DROP TABLE evolve_kept_1");
    BOOST_TEST(found(keeper).kept[0].rows == 0);
    purged(keeper);
    BOOST_TEST(keeper.present().kept.empty());
}

// Other evolves may keep more of each complement than this one knows.
BOOST_AUTO_TEST_CASE(further_columns_of_the_catalogue_do_not_matter) {
    const Keeper keeper;
    keeper.execute("ALTER TABLE evolve_kept ADD COLUMN of_tomorrow TEXT");
    keeper.execute("ALTER TABLE evolve_kept_1 RENAME COLUMN k TO k1");
    BOOST_TEST(purged(keeper).kept.size() == 2u);
    BOOST_TEST(found(keeper).kept.empty());
}

BOOST_AUTO_TEST_CASE(where_nothing_is_kept_nothing_is_written) {
    const Installation database("08");
    const Bytes before = database.bytes();
    BOOST_TEST(!purged(database).removed);
    BOOST_TEST((database.bytes() == before));
}

BOOST_AUTO_TEST_CASE(a_purge_that_fails_has_removed_nothing) {
    const Keeper keeper;
    const Bytes before = keeper.bytes();
    {
        Database writer = keeper.open();
        writer.connection.execute("BEGIN IMMEDIATE");
        Database database = keeper.open();
        const auto locked = purge(database);
        BOOST_REQUIRE(!locked.has_value());
        BOOST_TEST((locked.error().kind == sqlite::FailureKind::busy));
    }
    BOOST_TEST((keeper.bytes() == before));
    for (int steps = 0; steps < 12; ++steps) {  // interrupted further on each time
        std::atomic<bool> interrupted{false};
        int left = steps;
        {
            Database database =
                open_database(keeper.path(), {.access = sqlite::Access::write,
                                              .interrupted = &interrupted,
                                              .heartbeat = [&] { interrupted = left-- <= 0; }})
                    .value();
            if (purge(database).has_value()) break;
        }
        BOOST_TEST((keeper.bytes() == before));
    }
}

BOOST_AUTO_TEST_SUITE_END()
