#include <boost/test/unit_test.hpp>

#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"

// The laws for migrations of schemas with views, triggers, virtual tables, and all that a table can
// be.

namespace evolve {
namespace {

constexpr const char* whole_language =
    "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL DEFAULT '', b INT, "
    "d AS (b + 1), e TEXT GENERATED ALWAYS AS (a || 'x') STORED, CHECK (length(a) < 100));"
    "CREATE TABLE s (k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX i ON t (lower(a), b) WHERE b > 10;"
    "CREATE INDEX j ON t (b DESC) WHERE a <> '';"
    "CREATE VIRTUAL TABLE f USING fts5(a, content='t', content_rowid='id');"
    "CREATE VIEW v AS SELECT id, a FROM t;"
    "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO f (rowid, a) VALUES (new.id, new.a); "
    "END;";

void holds(const std::vector<Step>& steps) {
    const Subject subject = subject_of(whole_language, steps);
    const auto proof = prove(subject, {.cases = 96, .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    for (const LawTally& law : proof->laws)
        BOOST_TEST((law.outcome == LawOutcome::kept || law.outcome == LawOutcome::not_applicable),
                   tag_of(steps.front()) << ": " << law.law << ": " << text_of(law.outcome));
    if (proof->counterexample) BOOST_TEST_MESSAGE(proof->counterexample->what);
}

Step created(std::string_view sql) {
    const Schema one = schema(sql);
    if (!one.views.empty()) return CreateView{one.views.front()};
    if (!one.triggers.empty()) return CreateTrigger{one.triggers.front()};
    return CreateVirtualTable{one.virtual_tables.front()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(object_steps_in_the_prover)

BOOST_AUTO_TEST_CASE(views_keep_all_laws) {
    holds({created("CREATE VIEW w AS SELECT v.a, t.b FROM v JOIN t USING (id)")});
    holds({DropView{"v"}});
}

BOOST_AUTO_TEST_CASE(triggers_keep_all_laws) {
    holds({created("CREATE TRIGGER q BEFORE UPDATE OF a ON t WHEN new.b > 1 BEGIN SELECT 1; END")});
    holds({DropTrigger{"r"}});
}

BOOST_AUTO_TEST_CASE(virtual_tables_keep_all_laws) {
    holds({created("CREATE VIRTUAL TABLE g USING fts5(x, y)")});
    holds({DropTrigger{"r"}, DropVirtualTable{"f"}});
}

BOOST_AUTO_TEST_CASE(columns_of_such_tables_keep_all_laws) {
    holds({AddColumn{"t", column("c JSON")}, AddColumn{"t", column("w TEXT DEFAULT 'x'")}});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
