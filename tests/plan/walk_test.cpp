#include "evolve/plan/walk.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
#include "graph/versions.hpp"

using namespace evolve;

namespace {

const std::string old = "CREATE TABLE t (x, y); CREATE TABLE u (z)";

Migration of(std::vector<Step> steps) {
    return {version("0001-a"), version("0002-b"), std::move(steps)};
}

/// Which steps are done, as "1 3"; "lost" where it cannot be told.
std::string done(const Migration& migration, const std::string& now) {
    const auto walked = walk(migration, schema(old), schema(now));
    if (!walked) return "lost";
    BOOST_TEST(fingerprint(walked->end) == fingerprint(applied(migration, schema(old)).value()));
    std::string text;
    for (std::size_t i = 0; i < walked->done.size(); ++i)
        if (walked->done[i]) text += (text.empty() ? "" : " ") + std::to_string(i + 1);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_walk)

BOOST_AUTO_TEST_CASE(steps_that_do_not_meet_may_be_done_in_any_order) {
    BOOST_TEST(!steps_meet(of({add("t", "a"), add("t", "b"), add("u", "c")}), schema(old)));
    BOOST_TEST(done(of({add("t", "a"), add("t", "b"), add("u", "c")}),
                    "CREATE TABLE t (x, y, b); CREATE TABLE u (z)") == "2");
}

BOOST_AUTO_TEST_CASE(a_new_table_and_its_indexes_do_not_meet) {
    BOOST_TEST(!steps_meet(
        of({create("CREATE TABLE v (a)"), CreateIndex{index("CREATE INDEX i ON v (a)")}}),
        schema(old)));
}

BOOST_AUTO_TEST_CASE(where_steps_meet_the_first_ones_are_told_from_all_others) {
    const Migration migration = of({DropColumn{"t", "y"}, add("t", "y TEXT"), add("u", "c")});
    BOOST_TEST(steps_meet(migration, schema(old)));
    BOOST_TEST(done(migration, old) == "");
    BOOST_TEST(done(migration, "CREATE TABLE t (x); CREATE TABLE u (z)") == "1");
    BOOST_TEST(done(migration, "CREATE TABLE t (x, y TEXT); CREATE TABLE u (z)") == "1 2");
    BOOST_TEST(done(migration, "CREATE TABLE t (x, y TEXT); CREATE TABLE u (z, c)") == "1 2 3");
    BOOST_TEST(done(migration, "CREATE TABLE t (x, y); CREATE TABLE u (z, c)") == "lost");
}

BOOST_AUTO_TEST_CASE(first_steps_that_look_like_others_are_not_known) {
    const Migration migration =
        of({add("u", "c"), create("CREATE TABLE v (a)"), DropTable{"v"}, add("u", "d")});
    BOOST_TEST((known_prefixes(migration, schema(old)) == std::vector<std::size_t>{2}));
    BOOST_TEST(done(migration, "CREATE TABLE t (x, y); CREATE TABLE u (z, c)") == "lost");
}

BOOST_AUTO_TEST_SUITE_END()
