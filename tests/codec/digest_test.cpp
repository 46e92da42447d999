#include "evolve/codec/digest.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/codec/step_json.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

Migration migration(std::string_view from, std::string_view to, std::string_view step) {
    return {VersionName::parse(from), *VersionName::parse(to), {*parse_step(step, "a test")}};
}

Migration creation(std::string_view sql) {
    return {std::nullopt, *VersionName::parse("0001-initial"), {CreateTable{table(sql)}}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_digest_does_not_depend_on_how_a_file_spells_a_migration) {
    BOOST_TEST(digest(creation("create table [t] (`a` INT not null)")) ==
               digest(creation("CREATE TABLE t (\n  a INT NOT NULL -- why\n)")));
    BOOST_TEST(
        digest(migration("0001-a", "0002-b", R"({"drop_table":{"keep":true,"table":"t"}})")) ==
        digest(migration("0001-a", "0002-b", R"({"drop_table": {"table": "t"}})")));
}

BOOST_AUTO_TEST_CASE(the_digest_tells_migrations_apart) {
    const std::string one =
        digest(migration("0001-a", "0002-b", R"({"drop_table": {"table": "t"}})"));
    for (const Migration& other : {
             migration("0001-a", "0002-b", R"({"drop_table": {"table": "u"}})"),
             migration("0001-a", "0002-b", R"({"drop_table": {"table": "t", "keep": false}})"),
             migration("0001-a", "0002-b", R"({"drop_index": {"index": "t"}})"),
             migration("0001-a", "0002-c", R"({"drop_table": {"table": "t"}})"),
             migration("0001-c", "0002-b", R"({"drop_table": {"table": "t"}})"),
             migration("null", "0002-b", R"({"drop_table": {"table": "t"}})"),
             Migration{VersionName::parse("0001-a"), *VersionName::parse("0002-b"), {}},
         })
        BOOST_TEST(digest(other) != one);
}

/// History rows and evidence outlive the code that wrote them.
BOOST_AUTO_TEST_CASE(the_digest_is_the_same_in_every_release) {
    BOOST_TEST(digest(migration("0001-a", "0002-b", R"({"drop_table": {"table": "t"}})")) ==
               "10e0d50cb63d842031ef6c526b9c91ad9dee3914efa942d6c51369d571c0e352");
}

}  // namespace evolve
