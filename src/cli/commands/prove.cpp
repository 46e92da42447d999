#include <algorithm>
#include <utility>

#include "cli/commands/all.hpp"
#include "cli/commands/chosen_migrations.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/exhausting.hpp"
#include "cli/commands/learning.hpp"
#include "cli/commands/prove_options.hpp"
#include "cli/commands/proving.hpp"
#include "cli/commands/querying.hpp"
#include "cli/options.hpp"
#include "codec/disk.hpp"
#include "evolve/codec/evidence_files.hpp"
#include "evolve/codec/junit.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/view_shapes.hpp"
#include "evolve/prove/kept_states.hpp"
#include "evolve/snapshot/old_states.hpp"

namespace evolve::cli {
namespace {

bool is_kept(const std::string& address) { return address.ends_with(".json"); }

/// For the next proof, which tries it first.
void keep_counterexample(ProofReport& report, const Instance& instance, const Loaded& loaded) {
    if (is_kept(report.proof.counterexample->address)) return;
    auto kept = keep_state(loaded.files.directory, report.proof, instance);
    if (!kept) refuse(kept.error());
    report.files.push_back(loaded.shown + *kept);
}

/// As a database, where that was asked for.
void save_counterexample(ProofReport& report, const Subject& subject, const Instance& instance,
                         const Arguments& arguments) {
    if (!arguments.save_counterexample) return;
    auto saved = codec::write_new_file(*arguments.save_counterexample,
                                       database_of(subject, *instance.state));
    if (!saved) refuse(saved.error());
    report.files.push_back(*arguments.save_counterexample);
}

/// What is asked of the laws that take turns is asked of all shards together: one alone may hold
/// few of a law's turns.
std::optional<std::string> insufficiency_of_shard(Evidence shard, const EvidenceInputs& inputs,
                                                  std::size_t cases) {
    std::erase_if(shard.laws, [](const LawTally& law) {
        return law.outcome == LawOutcome::kept && takes_turns(law.law);
    });
    return insufficiency(shard, inputs, cases);
}

void record_evidence(ProofReport& report, const Migration& migration, const ProveOptions& options,
                     const Arguments& arguments, const Loaded& loaded) {
    const EvidenceInputs inputs = inputs_of(migration, loaded);
    const std::size_t cases = options.shard.share(loaded.settings().cases);
    Evidence evidence = evidence_of(report.proof, inputs);
    const auto lacking = arguments.shard ? insufficiency_of_shard(evidence, inputs, cases)
                                         : insufficiency(evidence, inputs, cases);
    if (!arguments.laws.empty())
        report.no_evidence = "not all laws were asked for";
    else if (lacking)
        report.no_evidence = *lacking;
    if (!report.no_evidence.empty()) return;
    if (arguments.shard) evidence.shard = options.shard;
    auto written = write_evidence(loaded.files.directory, evidence);
    if (!written) refuse(written.error());
    report.files.push_back(evidence.shard
                               ? shard_path(loaded.shown, evidence)
                               : evidence_path(loaded.shown, migration.from, migration.to));
}

[[noreturn]] void refuse_address(const std::string& address) {
    refuse_usage("--state " + address + " leads to no state of this migration and seed",
                 "Copy the whole line that began with `Replay:`; an edited migration has other "
                 "states.");
}

/// The instance behind a counterexample: of an old database, one that was kept, or one of the
/// schedule.
Instance instance_of(const std::string& address, const Subject& subject,
                     const ProveOptions& options, const Loaded& loaded) {
    if (is_old_state(address)) {
        auto old = find_old_state(loaded.files.directory, loaded.graph(), loaded.managed, subject,
                                  address);
        if (!old) throw Refused{std::move(old.error())};
        if (!*old) refuse_address(address);
        return std::move(**old);
    }
    if (is_kept(address)) {
        auto known = read_kept_state(loaded.files.directory, address, subject);
        if (!known) refuse(known.error());
        return std::move(known->instance);
    }
    auto instance = find_instance(subject, address, options);
    if (!instance) refuse_address(address);
    return std::move(*instance);
}

ProofReport replayed(const Migration& migration, const ProveOptions& options,
                     const Arguments& arguments, const Loaded& loaded) {
    const Subject subject = subject_of(migration, loaded);
    const Instance instance = instance_of(*arguments.state, subject, options, loaded);
    auto proof = replay(subject, instance, *arguments.state, options);
    if (!proof)
        refuse(NotProved{NotProved::Why::prover_failed, migration.from, migration.to,
                         Text(proof.error().detail)});
    ProofReport report{.proof = std::move(*proof)};
    report.no_evidence = "one state was tried";
    if (!report.proof.counterexample) return report;
    report.replay = replay_command(report.proof, arguments);
    save_counterexample(report, subject, instance, arguments);
    return report;
}

ProofReport proved(const Migration& migration, const ProveOptions& options,
                   const Arguments& arguments, const Loaded& loaded,
                   const Surroundings& surroundings) {
    auto report = prove_one(migration, options, loaded, arguments, surroundings);
    if (!report) refuse(report.error());
    if (report->proof.counterexample) {
        const Subject subject = subject_of(migration, loaded);
        ProveOptions same = options;
        same.cases = report->proof.cases;
        const Instance instance =
            instance_of(report->proof.counterexample->address, subject, same, loaded);
        keep_counterexample(*report, instance, loaded);
        save_counterexample(*report, subject, instance, arguments);
    } else if (report->proof.holds()) {
        record_evidence(*report, migration, options, arguments, loaded);
    }
    return std::move(*report);
}

/// Statements that count on the number of columns are outside of every law.
void note_view_shapes(const Migration& migration, const Loaded& loaded, Report& report) {
    const Schema& before = loaded.graph().schema_at(migration.from);
    for (const std::string& words : in_words(view_shape_changes(migration.steps, before)))
        report.notes.push_back(arrow(migration.from, migration.to) + ": " + words);
}

/// Those that stand at no version are of no use to any migration.
void note_old_databases(const Loaded& loaded, Report& report) {
    auto old = old_databases(loaded.files.directory, loaded.graph(), loaded.managed);
    if (!old) throw Refused{std::move(old.error())};
    for (const OldDatabase& each : *old)
        if (!std::holds_alternative<AtVersion>(each.position) &&
            !std::holds_alternative<AtOneOf>(each.position) &&
            !std::holds_alternative<PartWay>(each.position))
            report.notes.push_back(loaded.shown + each.path + " is not tried: it " +
                                   describe(each.position, loaded.shown));
}

Report prove(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    if (arguments.queries)
        return try_queries(arguments, loaded,
                           arguments.seed ? std::optional(seed_of(*arguments.seed)) : std::nullopt,
                           surroundings);
    const std::vector<Migration> migrations = chosen_migrations(arguments, loaded);
    const ProveOptions options = prove_options(arguments, loaded);
    if (arguments.state && arguments.exhaustive)
        refuse_usage("--state and --exhaustive: one state, or all of them", "Give one of them.");
    if (arguments.state && migrations.size() != 1)
        refuse_usage("--state needs one migration", "Name it with --from V --to V.");
    Report report{.command = "prove"};
    if (arguments.learn) report.notes.push_back(learned(arguments, loaded, surroundings));
    note_old_databases(loaded, report);
    for (const Migration& migration : migrations) {
        note_view_shapes(migration, loaded, report);
        report.proofs.push_back(arguments.state ? replayed(migration, options, arguments, loaded)
                                : arguments.exhaustive
                                    ? exhausted(migration, options, arguments, loaded, surroundings)
                                    : proved(migration, options, arguments, loaded, surroundings));
        if (!report.proofs.back().proof.holds()) report.exit = ExitCode::no;
    }
    if (arguments.junit)
        if (auto written = codec::write_file(*arguments.junit, junit_xml(report.proofs)); !written)
            refuse(written.error());
    return report;
}

void add_prove_options(po::options_description& options, Arguments& arguments) {
    constexpr std::uint64_t most = 10'000'000;
    constexpr std::uint64_t most_rows = 8;
    options.add_options()                                                                         //
        ("from", text(arguments.from, "V"), "migrations that begin at this version, or at null")  //
        ("to", text(arguments.to, "V"), "migrations that lead to this version")                   //
        ("cases", number("cases", arguments.cases, most),
         "states that the laws are to be held against, some by turns against a third of them (else "
         "\"cases\" of graph.json, else 512)")  //
        ("exhaustive", number("exhaustive", arguments.exhaustive, most_rows),
         "all states up to N rows a table, at most --cases (else 20000): fewer values where they "
         "are "
         "more")  //
        ("shard", text(arguments.shard, "I/N"),
         "the I-th of N parts of the states; `evolve evidence merge` puts them together")  //
        ("queries", text(arguments.queries, "FILE.sql"),
         "instead, run these statements on every version: which work on which, and alike")  //
        ("learn", text(arguments.learn, "DB"),
         "first note what this database is like (classes, sizes and NULLs of its values, none of "
         "the values) in profile.json: random states are like it from then on")                   //
        ("seed", text(arguments.seed, "N|random"), "which random states (else the migration's)")  //
        ("jobs", number("jobs", arguments.jobs, 256),
         "processes (else one for each processor); the report is the same")             //
        ("law", texts(arguments.laws, "LAW"), "check this law alone; may be repeated")  //
        ("state", text(arguments.state, "ADDRESS"),
         "try this one state again, as a replay line says")                             //
        ("junit", text(arguments.junit, "FILE"), "write the results as JUnit XML too")  //
        ("save-counterexample", text(arguments.save_counterexample, "FILE.db"),
         "save the state that breaks a law as a database");
}

}  // namespace

const Command prove_command{
    "prove",
    "[--from V] [--to V]",
    "check the laws of migrations on random databases",
    "Generates random databases of each migration's old version, migrates them with what `apply`\n"
    "runs, and holds every law against them. A law that is broken is shown by the smallest "
    "database\n"
    "that breaks it, which is kept in counterexamples/ and tried first from then on. Where all "
    "laws\n"
    "are kept in enough states, evidence is recorded, which `apply` takes. Databases in "
    "snapshots/\n"
    "are tried too, at the version at which they stand, each with eight that differ from it a "
    "little.\n"
    "With --exhaustive nothing is random but what no step touches, and what is said to be proved "
    "is\n"
    "proved, up to its bound.",
    0,
    add_prove_options,
    prove};

}  // namespace evolve::cli
