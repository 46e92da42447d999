#pragma once

#include <chrono>
#include <string_view>
#include <utility>

#include "evolve/plan/report.hpp"
#include "support/sql.hpp"

// Reports of an application whose tasks get a due date, for the tests of how they are written.

namespace evolve::reports {

inline VersionName version(std::string_view name) { return VersionName::parse(name).value(); }

inline const VersionName initial = version("0001-initial");
inline const VersionName due_dates = version("0002-due-dates");

inline Report report_of(DatabaseReport database) {
    return {.command = "status", .databases = {std::move(database)}};
}

inline Step add_due() { return AddColumn{"tasks", column("due TEXT")}; }

inline PlannedStep planned_add() {
    return {.step = add_due(),
            .wording = {"add column 'due' (TEXT) to tasks", "Added column 'due' (TEXT)",
                        "Column 'due' already exists, skipping"},
            .statements = {R"(ALTER TABLE main."tasks" ADD COLUMN "due" TEXT)"}};
}

inline PlannedMigration up() {
    return {.migration = {initial, due_dates, {add_due()}}, .steps = {planned_add()}};
}

inline Plan plan_of(PlannedMigration migration) {
    Plan plan;
    plan.from = migration.from();
    plan.to = migration.to();
    plan.migrations = {std::move(migration)};
    return plan;
}

/// As docs/format.md shows it.
inline Report example() {
    return {.command = "plan",
            .databases = {{.path = "/srv/app.db",
                           .position = AtVersion{initial, {}},
                           .target = due_dates,
                           .plan = plan_of(up())}}};
}

inline Difference one_of_each() {
    return {
        .tables = {{"extra", std::nullopt, table("CREATE TABLE extra (a)")}},
        .columns = {{"tasks", column("name VARCHAR(9) NOT NULL"), column("name VARCHAR(9)")}},
        .constraints = {{"tasks", table("CREATE TABLE t (a, CHECK (a > 0))").constraints[0],
                         std::nullopt}},
        .indexes = {{"tasks", index("CREATE INDEX \"by name\" ON tasks (name)"), std::nullopt}}};
}

inline std::vector<IgnoredDifference> other_order() {
    return {{IgnoredKind::column_order, "table", "tasks", {"id", "due"}, {"due", "id"}}};
}

inline Verification everything_found() {
    return {.version = due_dates,
            .difference = one_of_each(),
            .ignored = other_order(),
            .integrity = {"row 1 missing from index by_name"},
            .foreign_keys = {"row 3 of notes refers to no row of tasks"},
            .broken = {"view open_tasks: no such column: done"},
            .added = {{"tasks", "due", "TEXT", 3, 2, ""}, {"tasks", "late", "", 0, 0, "no such"}},
            .samples = {{"tasks", {{"id", "INTEGER", std::int64_t{1}}}}}};
}

/// Down again, with one thing of each kind in it.
inline Plan plan_down() {
    PlannedMigration down = up();
    down.direction = Direction::down;
    down.step_class = StepClass::breaking;
    PlannedStep& step = down.steps.front();
    step.keeps = {{.number = 1, .source = "tasks", .columns = {"due"}, .statements = {"KEEP"}}};
    step.restores = {{.number = 2,
                      .source = "notes",
                      .columns = {"a", "b"},
                      .statements = {"RESTORE"},
                      .clean_up = {"DROP"}}};
    down.upkeep = {{"notes_index", "AGREES", "AGREES", {"REBUILD"}}};
    Plan plan = plan_of(std::move(down));
    plan.written = {{.before = "notes", .after = "notes", .restored = true}};
    return plan;
}

inline Receipt receipt_down() {
    return {
        plan_down(),
        {{.kept = {{"tasks", {"due"}, 1, 5}},
          .restored =
              {{.source = "notes", .columns = {"a", "b"}, .rows = 4, .came_later = 2, .gone = 1}},
          .took = std::chrono::milliseconds(12)}},
        "/srv/app.db.backup"};
}

/// One that broke a law, although other keys are those of one that holds.
inline ProofReport proof() {
    ProofReport report;
    report.proof.from = initial;
    report.proof.to = due_dates;
    report.proof.laws = {{"preservation", LawOutcome::broken, 30, 30}};
    report.proof.refusal = "1 row is alike";
    report.proof.coverage.columns = {{.table = "tasks", .column = "due"}};
    report.proof.counterexample = Counterexample{.law = "preservation",
                                                 .what = "a value of table tasks is another",
                                                 .table = "tasks",
                                                 .row = "1",
                                                 .column = "due",
                                                 .expected = Text("a"),
                                                 .tables = {{"tasks", {"id"}, {{std::int64_t{1}}}}},
                                                 .shape = {"part-way"},
                                                 .address = "0.1"};
    report.replay = "evolve prove";
    report.files = {"counterexamples/a.json"};
    report.no_evidence = "not all laws were asked for";
    return report;
}

/// Of all states of a small scope.
inline ProofReport exhaustive() {
    ProofReport report = proof();
    report.proof.bound = Bound{2, 7, {{"tasks", 2}}, {{"tasks", "due", 3, 60, true}}};
    return report;
}

inline QueriesReport queries() {
    return {"app.sql",
            9,
            1,
            {{3, "SELECT * FROM tasks", false, {{initial, QueryVerdict::fails, "no such table"}}}}};
}

inline const Explanation problem{ExitCode::unusable, "locked", "locked by another program",
                                 "Wait."};

inline Purge purge() {
    return {
        {{"evolve_kept_1",
          KeptTable{1, "0002-due-dates", "0001-initial", Direction::down, "tasks", false, {"due"}},
          "2026-11-24T10:15:02Z", 5, 4096},
         {.name = "evolve_kept_7"}},
        true};
}

/// A report in which every key occurs.
inline Report everything() {
    Report report = example();
    report.problem = problem;
    report.version = due_dates;
    report.files = {"versions/0002-due-dates.json"};
    report.steps = {"add column 'due' (TEXT) to tasks"};
    report.ignored = {"alembic_version"};
    report.proofs = {proof(), exhaustive()};
    report.queries = queries();
    report.selftests = {
        {.from = initial,
         .to = due_dates,
         .mistakes = {{"m", "t.a", TriedMistake::Outcome::caught, "preservation", 61}}}};
    report.notes = {"a note"};
    report.skipped = 2;
    report.change = SchemaChange{
        "a.db", "b.sql", one_of_each(), {{add_due()}, {{"a", "b"}}, {{"t", "a", "b"}}}, {"add"}};
    for (Position position :
         {Position(AtVersion{initial, "0002-due-dates"}), Position(AtOneOf{{initial, due_dates}}),
          Position(PartWay{{{initial, due_dates, {}}}, 1, 2}),
          Position(Drifted{initial, one_of_each()})})
        report.databases.push_back({.path = "a.db", .position = std::move(position)});
    report.fuzzing = Fuzzing{.seed = 1,
                             .states = 5,
                             .files = 1,
                             .migrated = 4,
                             .refused = {{"corrupt", 1}},
                             .migrations = 1,
                             .of_migrations = 1,
                             .finds = {FuzzFind{.cause = "c",
                                                .snapshot = "s.db",
                                                .from = initial,
                                                .to = due_dates,
                                                .mutations = {"m"},
                                                .address = "1@0",
                                                .times = 2,
                                                .counterexample = Counterexample(),
                                                .files = {"f"},
                                                .replay = "evolve fuzz"}}};
    report.databases.push_back({.path = "b.db",
                                .ignored = other_order(),
                                .notes = {"a note"},
                                .plan = plan_down(),
                                .rows = {{"tasks", 5}},
                                .checked = {{initial, due_dates}},
                                .proof = proof(),
                                .receipt = receipt_down(),
                                .verification = everything_found(),
                                .purge = purge(),
                                .restoration = Restoration{"a.backup", "b.backup", 9, true, "t"},
                                .snapshot = Snapshot{"s.db", 1, true, 9, {{"t", 3, 2, 1}}, {"f"}},
                                .problem = problem});
    return report;
}

}  // namespace evolve::reports
