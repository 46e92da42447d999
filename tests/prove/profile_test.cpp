#include "evolve/prove/profile.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "codec/graph_directory.hpp"
#include "evolve/prove/state_gen.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

const char* const tables_sql =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, note TEXT);"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id), data BLOB, n INTEGER);";

sqlite::Connection filled_database() {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    connection.execute(tables_sql);
    connection.execute(
        "INSERT INTO p (note) VALUES (NULL), ('secret'), (NULL), ('secret');"
        "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 10)"
        " INSERT INTO c (p, data, n) SELECT 2, zeroblob(1000), -n FROM i;");
    return connection;
}

Profile learnt() {
    auto connection = filled_database();
    return learn(connection, {Identifier("p"), Identifier("c"), Identifier("missing")});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_test)

BOOST_AUTO_TEST_CASE(it_holds_classes_sizes_and_fan_outs) {
    const Profile profile = learnt();
    BOOST_TEST(profile.tables.size() == 2u);
    const ColumnProfile* note = profile.column(Identifier("P"), Identifier("NOTE"));
    BOOST_REQUIRE(note != nullptr);
    BOOST_TEST(note->nulls == 500u);
    BOOST_TEST(note->texts[size_of(6)] == 500u);
    const ColumnProfile* data = profile.column(Identifier("c"), Identifier("data"));
    BOOST_REQUIRE(data != nullptr);
    BOOST_TEST(data->blobs[size_of(1000)] == 1000u);
    const ColumnProfile* n = profile.column(Identifier("c"), Identifier("n"));
    BOOST_REQUIRE(n != nullptr);
    BOOST_TEST(n->negatives == 1000u);
    BOOST_TEST(n->integers[size_of(10)] == 300u);  // 8, 9 and 10
    const auto* reference = profile.reference(Identifier("c"), {Identifier("p")});
    BOOST_REQUIRE(reference != nullptr);
    BOOST_TEST(reference->children[size_of(10)] == 1000u);
}

BOOST_AUTO_TEST_CASE(its_file_holds_no_value_and_reads_back_equal) {
    const GraphDirectory directory;
    const Profile profile = learnt();
    BOOST_REQUIRE(write_profile(directory.path(), profile).has_value());
    std::ifstream file(directory.path() + "/profile.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    BOOST_TEST(text.find("secret") == std::string::npos);
    const auto read = read_profile(directory.path());
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((*read == profile));
}

BOOST_AUTO_TEST_CASE(a_directory_without_one_has_none) {
    const GraphDirectory directory;
    const auto read = read_profile(directory.path());
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(!read->has_value());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_wrong_says_where) {
    const GraphDirectory directory;
    const auto error_of = [&](const std::string& text) {
        std::ofstream(directory.path() + "/profile.json") << text;
        const auto read = read_profile(directory.path());
        return read ? "read" : std::string(read.error().key.view());
    };
    BOOST_TEST(error_of(R"({"tables": {"t": {"columns": {"a": {"null": 1001}}}}})") ==
               "tables.t.columns.a.null");
    BOOST_TEST(error_of(R"({"tables": {"t": {"columns": {"a": {"date": 1}}}}})") ==
               "tables.t.columns.a.date");
    BOOST_TEST(error_of(R"({"tables": {"t": {}}})") == "tables.t");
}

BOOST_AUTO_TEST_CASE(states_are_like_it) {
    const Profile profile = learnt();
    Subject subject = subject_of(tables_sql, {AddColumn{"c", column("x")}});
    const auto blobs_of_that_size = [&] {
        const Schedule schedule(subject, 512);
        std::size_t count = 0;
        for (std::size_t unit = 0; unit < schedule.units(); ++unit)
            for (const StatePtr& state : schedule.states(schedule.unit(unit), 7))
                for (const RowsOf& rows : state->tables)
                    for (const auto& row : rows.rows)
                        count += static_cast<std::size_t>(
                            std::ranges::count_if(row, [](const Value& value) {
                                const auto* blob = std::get_if<Blob>(&value);
                                return blob != nullptr && blob->bytes.view().size() >= 512;
                            }));
        return count;
    };
    BOOST_TEST(blobs_of_that_size() == 0u);
    subject.profile = std::make_shared<const Profile>(profile);
    BOOST_TEST(blobs_of_that_size() > 100u);
}

BOOST_AUTO_TEST_CASE(as_many_rows_refer_to_one_as_in_the_profile) {
    const Profile profile = learnt();
    const Schema from = schema(tables_sql);
    const auto most_children = [&](const Profile* known) {
        const StateMaker maker(from, {}, known);
        std::size_t most = 0;
        for (std::uint64_t index = 0; index < 20; ++index) {
            const State state = maker.make({}, Size::fifty, {}, {7, 11, index});
            std::map<std::int64_t, std::size_t> children;
            for (const auto& row : state.tables[1].rows)
                if (const auto* parent = std::get_if<std::int64_t>(&row[1])) ++children[*parent];
            std::size_t of_state = 0;
            for (const auto& [parent, count] : children) of_state = std::max(of_state, count);
            if (state.tables[0].rows.size() > 10) most += of_state;
        }
        return most;
    };
    BOOST_TEST(most_children(&profile) > most_children(nullptr));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
