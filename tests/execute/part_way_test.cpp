#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "installation.hpp"

using namespace evolve;

namespace {

const std::vector<std::string> columns = {
    "clusterbasemodel_config JSON", "clusterservingruntime_config JSON",
    "created_clusterbasemodel VARCHAR", "created_clusterservingruntime VARCHAR"};

/// Every choice of some of them, in every order: 65 with none.
std::vector<std::vector<std::string>> arrangements(std::vector<std::string> rest) {
    std::vector<std::vector<std::string>> all{{}};
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto others = rest;
        const std::string first = others[i];
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        for (auto& tail : arrangements(others)) {
            tail.insert(tail.begin(), first);
            all.push_back(std::move(tail));
        }
    }
    return all;
}

std::size_t already_there(const Receipt& receipt) {
    std::size_t count = 0;
    for (const PlannedMigration& migration : receipt.plan.migrations)
        count += static_cast<std::size_t>(
            std::ranges::count(migration.steps, true, &PlannedStep::already_there));
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(part_way_states)

// Law 5: from wherever a script was cut short, the same end, whatever the order of the columns.
BOOST_AUTO_TEST_CASE(every_subset_of_the_columns_in_every_order_comes_to_the_same_end) {
    const Installation straight("08");
    straight.up();
    const Dump wanted = straight.values();
    const auto all = arrangements(columns);
    BOOST_TEST(all.size() == 65u);
    for (const auto& there : all) BOOST_TEST_CONTEXT(there.size() << " columns") {
            const Installation old("08");
            std::string sql;
            for (const std::string& column : there) sql += "ALTER TABLE tasks ADD " + column + ";";
            old.execute(sql);
            const Receipt receipt = old.up();
            const bool full = there.size() == columns.size();
            BOOST_TEST(is_empty(receipt.plan) == full);
            if (!full) BOOST_TEST(already_there(receipt) == there.size());
            BOOST_TEST(lost(wanted, old.values()) == "");
            BOOST_TEST(lost(old.values(), wanted) == "");
            BOOST_TEST(is_at(old.position(), "0009"));
        }
}

BOOST_AUTO_TEST_CASE(values_that_the_script_wrote_stay) {
    const Installation old("08");
    old.execute(
        "ALTER TABLE tasks ADD created_clusterbasemodel VARCHAR;"
        "UPDATE tasks SET created_clusterbasemodel = 'v' || id");
    const Dump before = old.values();
    old.up();
    BOOST_TEST(lost(before, old.values()) == "");
}

BOOST_AUTO_TEST_CASE(a_state_between_several_versions_is_found_on_the_path_to_the_target) {
    const Installation old("05");
    old.execute(
        "ALTER TABLE tasks ADD parallel_config JSON;"
        "ALTER TABLE tasks ADD clusterbasemodel_config JSON");
    BOOST_TEST(
        std::holds_alternative<Drifted>(locate(example().graph, old.present(), std::nullopt)));
    const Position found = old.position();
    const auto* part_way = std::get_if<PartWay>(&found);
    BOOST_REQUIRE(part_way != nullptr);
    BOOST_TEST(part_way->from().value() == named("0005"));
    BOOST_TEST(part_way->to() == named("0009"));
    BOOST_TEST(part_way->done == 2u);

    const Installation straight("05");
    straight.up();
    old.up();
    BOOST_TEST(is_at(old.position(), "0009"));
    BOOST_TEST(lost(straight.values(), old.values()) == "");
    BOOST_TEST(lost(old.values(), straight.values()) == "");
}

BOOST_AUTO_TEST_CASE(a_half_made_table_with_its_indexes_is_completed) {
    const Installation old("01");
    old.execute(
        "CREATE TABLE parameter_presets (id INTEGER NOT NULL, name VARCHAR(255) NOT NULL, "
        "description TEXT, category VARCHAR(100), is_system BOOLEAN, parameters JSON NOT NULL, "
        "metadata JSON, created_at DATETIME DEFAULT (CURRENT_TIMESTAMP), "
        "updated_at DATETIME DEFAULT (CURRENT_TIMESTAMP), PRIMARY KEY (id));"
        "CREATE INDEX ix_parameter_presets_category ON parameter_presets (category)");
    old.up("0002");
    BOOST_TEST(is_at(old.position(), "0002"));
}

BOOST_AUTO_TEST_CASE(a_column_of_another_type_is_drift_and_no_part_way_state) {
    const Installation old("08");
    old.execute("ALTER TABLE tasks ADD clusterbasemodel_config TEXT");
    BOOST_TEST(std::holds_alternative<Drifted>(old.position()));
}

BOOST_AUTO_TEST_CASE(from_part_way_there_is_no_way_down) {
    const Installation old("08");
    old.execute("ALTER TABLE tasks ADD clusterbasemodel_config JSON");
    const auto refused = old.go("0007", Direction::down);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().get<NoStart>() != nullptr);
}

// What the first apply kept apart returns also where somebody has put some columns back by hand.
BOOST_AUTO_TEST_CASE(a_part_way_state_gets_back_what_a_rollback_kept_of_the_missing_columns) {
    const Installation old("09");
    old.execute(
        "UPDATE tasks SET created_clusterbasemodel = 'a' || id, "
        "created_clusterservingruntime = 'b' || id");
    old.down("0008");
    old.execute("ALTER TABLE tasks ADD created_clusterbasemodel VARCHAR");
    old.up();
    Database database = old.open();
    BOOST_TEST(sqlite::query_integer(database.connection,
                                     "SELECT count(*) FROM tasks WHERE created_clusterbasemodel IS "
                                     "NULL AND created_clusterservingruntime = 'b' || id") == 15);
    BOOST_TEST(sqlite::query_integer(database.connection, "SELECT count(*) FROM evolve_kept") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
