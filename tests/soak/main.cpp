// Holds the laws against correct migrations over generated schemas, where every breach is a mistake
// of ours: of a step, of `run`, of a law or of a generator.
//
//     soak [STATES [STATES_OF_EACH [SEED]]]
//
// STATES states in all (10000), STATES_OF_EACH a migration (96). Ends with 1 after an alarm, which
// it prints, or if the states of a migration could not be made.

#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include "evolve/prove/prover.hpp"
#include "soak/alarm.hpp"
#include "support/migrations.hpp"

namespace evolve {
namespace {

/// What the cases were, so that nobody need believe that they were hard.
struct Tally {
    std::size_t migrations = 0;
    std::size_t states = 0;
    std::size_t refused = 0;
    std::size_t rows = 0;
    std::size_t rejected = 0;
    std::size_t alarms = 0;
    std::map<std::string, std::size_t> features;
    std::map<std::string, std::size_t> law_states;
};

void count_features(const Table& table, std::map<std::string, std::size_t>& features) {
    for (const ForeignKey& key : foreign_keys(table)) {
        ++features["foreign key"];
        if (key.columns.size() > 1) ++features["foreign key of several columns"];
        if (key.target.parent == table.name) ++features["foreign key to its own table"];
    }
    if (autoincrements(table)) ++features["table with AUTOINCREMENT"];
    if (!rowid_alias(table)) ++features["table without INTEGER PRIMARY KEY"];
    if (!rowid_alias(table) && !primary_key(table).empty())
        ++features["table with another primary key"];
}

void count_features(const MigrationCase& each, const Subject& subject, Tally& tally) {
    for (const Step& step : each.migration.steps)
        ++tally.features["step " + std::string(tag_of(step))];
    for (const Table& table : subject.after.tables) count_features(table, tally.features);
    ++tally.features["class " + std::string(text_of(subject.step_class))];
    if (subject.from_nothing()) ++tally.features["from nothing"];
}

void print(const MigrationCase& each, const Proof& proof, std::size_t number) {
    std::printf("ALARM in migration %zu: %s: %s\n", number, proof.counterexample->law.c_str(),
                proof.counterexample->what.c_str());
    std::printf("  state %s, seed %llu\n", proof.counterexample->address.c_str(),
                static_cast<unsigned long long>(proof.seed));
    print(each.before, each.migration);
}

void hold(const MigrationCase& each, std::size_t states, std::size_t number, Tally& tally) {
    const Subject subject = make_subject(each.migration, each.before);
    const auto proof = prove(subject, {.cases = states, .jobs = 0});
    ++tally.migrations;
    count_features(each, subject, tally);
    if (!proof) {
        ++tally.alarms;
        std::printf("ALARM in migration %zu: stopped: %s\n", number, proof.error().detail.c_str());
        print(each.before, each.migration);
        return;
    }
    tally.states += proof->states;
    tally.refused += proof->refused;
    tally.rows += proof->rows;
    tally.rejected += proof->rows_rejected;
    for (const LawTally& law : proof->laws) tally.law_states[law.law] += law.states;
    if (!proof->counterexample) return;
    ++tally.alarms;
    print(each, *proof, number);
}

int soak(std::size_t states, std::size_t states_of_each, std::uint64_t seed) {
    Tally tally;
    const auto cases = any_migration_case();
    for (std::size_t number = 0; tally.states < states; ++number) {
        const auto each = cases(rc::Random(rc::Random::Key{seed, number, 0, 0}), 100).value();
        if (each) hold(*each, states_of_each, number, tally);
    }
    std::printf(
        "%zu states of %zu migrations, %zu rows (and %zu that a constraint rejected), "
        "%zu states refused by a step: %zu alarms, seed %llu\n",
        tally.states, tally.migrations, tally.rows, tally.rejected, tally.refused, tally.alarms,
        static_cast<unsigned long long>(seed));
    for (const auto& [law, count] : tally.law_states)
        std::printf("  %-36s %zu states\n", law.c_str(), count);
    for (const auto& [feature, count] : tally.features)
        std::printf("  %-36s %zu\n", feature.c_str(), count);
    return tally.alarms == 0 ? 0 : 1;
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    const std::size_t states = count > 1 ? std::stoul(words[1]) : 10'000;
    const std::size_t of_each = count > 2 ? std::stoul(words[2]) : 96;
    const std::uint64_t seed = count > 3 ? std::stoull(words[3]) : 1;
    return evolve::soak(states, of_each, seed);
}
