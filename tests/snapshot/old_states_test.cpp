#include "evolve/snapshot/old_states.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>

#include "evolve/graph/settings.hpp"
#include "evolve/prove/address.hpp"
#include "prove/trials.hpp"
#include "sqlite/scratch.hpp"

using namespace evolve;
using sqlite::Scratch;

namespace {

namespace fs = std::filesystem;

/// The graph of the example with databases in snapshots/.
class Project {
public:
    Project() { fs::create_directory(directory() + "/snapshots"); }

    [[nodiscard]] std::string directory() const { return fs::path(scratch_.path()).parent_path(); }
    [[nodiscard]] std::string path(const std::string& name) const {
        return directory() + "/snapshots/" + name;
    }

    void add(const std::string& revision, const std::string& name, const std::string& sql = "") {
        fs::copy_file(snapshot(revision), path(name));
        sqlite::Connection::open(path(name), {.access = sqlite::Access::write}).execute(sql);
    }

    [[nodiscard]] std::vector<KnownState> states(const Subject& subject) const {
        return old_states(directory(), example().graph, managed_, subject).value();
    }

    [[nodiscard]] std::optional<Instance> find(const Subject& subject,
                                               std::string_view address) const {
        return find_old_state(directory(), example().graph, managed_, subject, address).value();
    }

    [[nodiscard]] std::vector<OldDatabase> databases() const {
        return old_databases(directory(), example().graph, managed_).value();
    }

    [[nodiscard]] auto broken() const {
        return old_states(directory(), example().graph, managed_, last_of_example());
    }

private:
    Scratch scratch_;
    Managed managed_{example().graph, example().settings};
};

const RowsOf& rows_of(const State& state, const Identifier& table) {
    return *std::ranges::find(state.tables, table, &RowsOf::table);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(old_states_test)

BOOST_AUTO_TEST_CASE(a_database_is_a_state_of_the_migration_after_its_version) {
    Project project;
    project.add("08", "a.db");
    const auto states = project.states(last_of_example());
    BOOST_REQUIRE(states.size() == 1 + neighbours_of_an_old_state);
    BOOST_TEST(states[0].name == "snapshots/a.db");
    BOOST_TEST(states[3].name == "snapshots/a.db:3");
    const State& state = *states[0].instance.state;
    BOOST_TEST(state.tables.size() == 3u);
    BOOST_TEST(rows_of(state, "tasks").rows.size() == 15u);
    BOOST_TEST(rows_of(state, "tasks").columns.front().view() == "id");
    BOOST_TEST(rows_of(state, "experiments").rows.size() == 41u);
    for (const Subject& subject : example_subjects())
        if (subject.migration.to != last_of_example().migration.to)
            BOOST_TEST(project.states(subject).empty());
}

BOOST_AUTO_TEST_CASE(every_old_database_keeps_the_laws) {
    Project project;
    for (const char* revision : {"01", "02", "03", "04", "05", "06", "07", "08"})
        project.add(revision, std::string(revision) + ".db");
    std::size_t old = 0;
    for (const Subject& subject : example_subjects()) {
        const auto proof =
            prove(subject, {.cases = 64, .jobs = 0, .known = project.states(subject)});
        BOOST_REQUIRE(proof.has_value());
        BOOST_TEST(proof->holds());
        old += proof->old_states;
    }
    BOOST_TEST(old == 8 * (1 + neighbours_of_an_old_state));
}

BOOST_AUTO_TEST_CASE(one_that_is_part_way_is_a_state_of_that_migration) {
    Project project;
    project.add("08", "a.db",
                "ALTER TABLE tasks ADD COLUMN clusterservingruntime_config JSON;"
                "UPDATE tasks SET clusterservingruntime_config = '[]' WHERE id = 1;");
    const auto states = project.states(last_of_example());
    BOOST_REQUIRE(!states.empty());
    const State& state = *states[0].instance.state;
    BOOST_TEST(state.shape.done == std::vector<std::size_t>{1}, boost::test_tools::per_element());
    BOOST_TEST(rows_of(state, "tasks").columns.back().view() == "clusterservingruntime_config");
    BOOST_TEST((rows_of(state, "tasks").rows[0].back() == Value(Text("[]"))));
    const auto proof = prove(last_of_example(), {.cases = 64, .jobs = 0, .known = states});
    BOOST_TEST(proof->holds());
}

BOOST_AUTO_TEST_CASE(neighbours_differ_a_little_and_are_the_same_each_time) {
    Project project;
    project.add("08", "a.db");
    const auto first = project.states(last_of_example());
    const auto again = project.states(last_of_example());
    std::size_t unlike = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        BOOST_TEST((*first[i].instance.state == *again[i].instance.state));
        unlike += *first[i].instance.state == *first[0].instance.state ? 0 : 1;
    }
    BOOST_TEST(unlike >= neighbours_of_an_old_state - 2);  // a NULL may become NULL
}

// No random state has that value.
BOOST_AUTO_TEST_CASE(a_law_that_only_an_old_value_breaks_is_shown_by_the_smallest_state) {
    Project project;
    project.add("08", "a.db", "UPDATE tasks SET task_name = 'Kassandra' WHERE id = 7");
    Subject subject = last_of_example();
    subject.execute =
        run_and_then("UPDATE tasks SET task_name = 'Troja' WHERE task_name = 'Kassandra'");
    const auto blind = prove(subject, {.jobs = 0});
    BOOST_TEST(blind->holds());

    const auto proof = prove(subject, {.jobs = 0, .known = project.states(subject)});
    BOOST_REQUIRE(proof->counterexample.has_value());
    BOOST_TEST(proof->counterexample->law == "preservation");
    BOOST_TEST(evolve::rows_of(*proof->counterexample) == 1u);
    const std::string& address = proof->counterexample->address;
    BOOST_TEST(address.starts_with("snapshots/a.db@"));

    const auto found = project.find(subject, address);
    BOOST_REQUIRE(found.has_value());
    const auto replayed = replay(subject, *found, address);
    BOOST_REQUIRE(replayed->counterexample.has_value());
    BOOST_TEST(replayed->counterexample->what == proof->counterexample->what);
    BOOST_TEST(!project.find(subject, "snapshots/b.db").has_value());
    BOOST_TEST(!project.find(subject, "snapshots/a.db@9999999").has_value());
}

BOOST_AUTO_TEST_CASE(one_at_no_version_is_told_and_not_tried) {
    Project project;
    project.add("08", "a.db", "ALTER TABLE tasks ADD COLUMN other TEXT");
    project.add("01", "b.db");
    BOOST_TEST(project.states(last_of_example()).empty());
    const auto databases = project.databases();
    BOOST_REQUIRE(databases.size() == 2u);
    BOOST_TEST(std::holds_alternative<Drifted>(databases[0].position));
    BOOST_TEST(std::holds_alternative<AtVersion>(databases[1].position));
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_read_is_an_error_that_names_it) {
    Project project;
    sqlite::write_file(project.path("a.db"), "no database at all, not even a short one");
    const auto states = project.broken();
    BOOST_REQUIRE(!states.has_value());
    BOOST_TEST(states.error().wrong.starts_with("snapshots/a.db: "));
}

BOOST_AUTO_TEST_CASE(rows_of_virtual_tables_come_along) {
    Project project;
    const Subject subject = subject_of(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT);"
        "CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;"
        "CREATE VIRTUAL TABLE own USING fts5(title);"
        "CREATE VIRTUAL TABLE searched USING fts5(body, content='notes', content_rowid='id');",
        {AddColumn{"notes", column("n INTEGER")}});
    sqlite::create(project.path("a.db"),
                   "PRAGMA encoding = 'UTF-16le';"
                   "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT);"
                   "CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;"
                   "CREATE VIRTUAL TABLE own USING fts5(title);"
                   "CREATE VIRTUAL TABLE searched USING fts5(body, content='notes', "
                   "content_rowid='id');"
                   "INSERT INTO notes VALUES (3, 'x'), (9, 'y'); DELETE FROM notes WHERE id = 9;"
                   "INSERT INTO pairs VALUES (1, 'b'); INSERT INTO own VALUES ('t');");
    const auto states =
        old_states(project.directory(), subject.graph, subject.managed, subject).value();
    BOOST_REQUIRE(!states.empty());
    const State& state = *states[0].instance.state;
    BOOST_TEST((state.shape.encoding == Encoding::utf16le));
    BOOST_TEST(rows_of(state, "notes").rows.size() == 1u);
    BOOST_TEST(rows_of(state, "notes").counter.value() == 9);
    BOOST_TEST(rows_of(state, "pairs").rows.size() == 1u);
    BOOST_TEST(rows_of(state, "own").rows.size() == 1u);
    BOOST_TEST(state.tables.size() == 3u);
    const auto proof = prove(subject, {.cases = 64, .jobs = 0, .known = states});
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(proof->holds());
}

BOOST_AUTO_TEST_CASE(a_named_address_reads_back) {
    for (const NamedAddress& address :
         {NamedAddress{"snapshots/a.db"}, NamedAddress{"snapshots/a.db:3", {0, 12}},
          NamedAddress{"snapshots/me@home.db", {1}}, NamedAddress{"snapshots/me@home.db"}})
        BOOST_TEST((parse_named_address(text_of(address)) == address));
    BOOST_TEST(text_of(NamedAddress{"snapshots/a.db:3", {0, 12}}) == "snapshots/a.db:3@0.12");
}

BOOST_AUTO_TEST_SUITE_END()
