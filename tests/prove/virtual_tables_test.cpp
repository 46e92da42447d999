#include <boost/test/unit_test.hpp>

#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"
#include "support/parts.hpp"

// The laws for virtual tables that hold rows: full-text search with and without a table of its
// content, R*Trees.

namespace evolve {
namespace {

constexpr const char* with_modules =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, n TEXT);"
    "CREATE TABLE s (a TEXT, x);"
    "CREATE VIRTUAL TABLE own USING fts5(p, q UNINDEXED);"
    "CREATE VIRTUAL TABLE bare USING fts5(p, content='');"
    "CREATE VIRTUAL TABLE old USING fts4(p, q);"
    "CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1, y0, y1, +label);"
    "CREATE VIRTUAL TABLE spans USING rtree_i32(id, x0, x1);"
    "CREATE VIRTUAL TABLE of_t USING fts5(a, b, content='t', content_rowid='id');"
    "CREATE VIRTUAL TABLE of_s USING fts5(a, content='s');"
    "CREATE VIRTUAL TABLE of_s_too USING fts4(a, content=\"s\");"
    "CREATE VIEW v AS SELECT id, a FROM t;"
    "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO of_t (rowid, a, b) "
    "VALUES (new.id, new.a, new.b); END;";

Step create_of(std::string_view sql) {
    return CreateVirtualTable{schema(sql).virtual_tables.front()};
}

void holds_with_modules(const std::vector<Step>& steps) {
    const Subject subject = subject_of(with_modules, steps);
    const auto proof = prove(subject, {.cases = 64, .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    for (const LawTally& law : proof->laws)
        BOOST_TEST((law.outcome == LawOutcome::kept || law.outcome == LawOutcome::not_applicable),
                   tag_of(steps.front()) << ": " << law.law << ": " << text_of(law.outcome));
    if (proof->counterexample)
        BOOST_TEST_MESSAGE(proof->counterexample->law << ": " << proof->counterexample->what);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(virtual_tables_in_the_prover)

BOOST_AUTO_TEST_CASE(dropped_virtual_tables_come_back_with_all_that_they_held) {
    for (const char* name : {"own", "bare", "old", "boxes", "spans", "of_s", "of_s_too"})
        holds_with_modules({DropVirtualTable{name}});
    holds_with_modules({DropTrigger{"r"}, DropVirtualTable{"of_t"}});
}

BOOST_AUTO_TEST_CASE(created_virtual_tables_keep_all_laws) {
    for (const char* sql : {"CREATE VIRTUAL TABLE g USING fts5(x, y)",
                            "CREATE VIRTUAL TABLE g USING fts5(a, content='t')",
                            "CREATE VIRTUAL TABLE g USING fts5(x, content='')",
                            "CREATE VIRTUAL TABLE g USING fts4(a, content='t')",
                            "CREATE VIRTUAL TABLE g USING rtree(k, x0, x1, +m, +n)",
                            "CREATE VIRTUAL TABLE g USING fts5vocab('own', 'row')"})
        holds_with_modules({create_of(sql)});
}

BOOST_AUTO_TEST_CASE(rows_go_along_into_a_virtual_table_of_another_definition) {
    holds_with_modules(
        {DropVirtualTable{"own"},
         create_of("CREATE VIRTUAL TABLE own USING fts5(q, p, tokenize = 'porter')")});
    holds_with_modules({DropVirtualTable{"old"},
                        create_of("CREATE VIRTUAL TABLE old USING fts4(q, p, prefix=2)")});
    holds_with_modules(
        {DropVirtualTable{"boxes"},
         create_of("CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1, y0, y1, +label TEXT)")});
    holds_with_modules({DropVirtualTable{"of_s"},
                        create_of("CREATE VIRTUAL TABLE of_s USING fts5(a, x, content='s')")});
}

BOOST_AUTO_TEST_CASE(an_index_of_a_table_goes_on_in_step_with_it) {
    holds_with_modules({AlterColumn{"t", column("n INTEGER")}});
    holds_with_modules({AlterColumn{"t", column("a INTEGER")}});
    AlterColumn upper{"s", column("a TEXT NOT NULL")};
    upper.using_ = evolve::expression("upper(a)");
    upper.fill = evolve::expression("''");
    holds_with_modules({upper});
    holds_with_modules({AlterTable{table("CREATE TABLE s (a TEXT, x, UNIQUE (x))")}});
    holds_with_modules(
        {AddColumn{"s", column("y TEXT"), {}, {Place::At::first}}, DropColumn{"s", "x"}});
    holds_with_modules(
        {DropVirtualTable{"of_s"}, DropVirtualTable{"of_s_too"}, DropColumn{"s", "a"}});
    holds_with_modules({DropVirtualTable{"of_s"}, DropVirtualTable{"of_s_too"}, DropTable{"s"}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
