#include "mutants/fuzzing.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "evolve/prove/prover.hpp"
#include "evolve/snapshot/fuzz.hpp"
#include "prove/module_tables.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {
namespace {

constexpr std::int64_t rows_of_a_table = 6;

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// Of this process and those that it has waited for.
double cpu_seconds_so_far() {
    double seconds = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        getrusage(who, &used);
        seconds += seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    }
    return seconds;
}

/// One that differs from row to row, and that other tables may refer to.
Value plain_value(const Column& column, Affinity affinity, std::int64_t row) {
    switch (affinity) {
        case Affinity::real: return static_cast<double>(row) + 0.5;
        case Affinity::text:
            return Text(std::string(column.name.view()) + " " + std::to_string(row));
        default: return row;
    }
}

RowsOf plain_rows(const Table& table) {
    RowsOf rows{table.name, {}, {}};
    std::vector<const Column*> columns;
    for (const Column& column : table.columns)
        if (!column.is_generated()) columns.push_back(&column);
    const auto alias = rowid_alias(table);
    const bool has_rowid = !alias && !table.without_rowid;
    if (has_rowid) rows.columns.emplace_back(rowid_name(table));
    for (const Column* column : columns) rows.columns.push_back(column->name);
    for (std::int64_t row = 1; row <= rows_of_a_table; ++row) {
        auto& values = rows.rows.emplace_back();
        if (has_rowid) values.emplace_back(row);
        for (const Column* column : columns)
            values.push_back(plain_value(*column, affinity_in(table, *column), row));
    }
    return rows;
}

Fuzzing fuzzed_around_plain(const Subject& subject, std::size_t runs, std::uint64_t seed) {
    const ScratchDirectory scratch;
    const std::string path = scratch.path("plain.db");
    write_bytes(path, plain_database(subject));
    auto report = fuzz({path}, subject.graph, subject.managed,
                       {.runs = runs, .seed = seed, .execute = subject.execute});
    if (!report) throw std::runtime_error(report.error().wrong);
    return std::move(*report);
}

/// The first find that the twin has not.
void note_find(const Fuzzing& report, const Fuzzing& twin, FoundByFuzzing& found) {
    for (const FuzzFind& find : report.finds) {
        if (std::ranges::count(twin.finds, find.cause, &FuzzFind::cause) != 0) continue;
        found.cause = find.cause;
        found.address = "--seed " + std::to_string(report.seed) + " --case " + find.address;
        for (const std::string& words : find.mutations) found.address += "; " + words;
        return;
    }
}

}  // namespace

bool is_reached_by_files(const Mutant& mutant) { return !mutant.claimed; }

std::string plain_database(const Subject& subject) {
    State state;
    state.shape.bystanders = false;
    for (const Table& table : subject.before.tables) state.tables.push_back(plain_rows(table));
    for (const ModuleTable& each : module_tables(subject.before))
        if (each.content.holding == Holding::rows) state.tables.push_back(plain_rows(each.table));
    return database_of(subject, state);
}

FoundByFuzzing fuzz_until_found(const Subject& subject, const Subject& twin, std::size_t runs,
                                std::uint64_t seed, double most_cpu_seconds) {
    FoundByFuzzing found;
    while (!found.cause && found.cpu_seconds < most_cpu_seconds) {
        const double start = cpu_seconds_so_far();
        const Fuzzing report = fuzzed_around_plain(subject, runs, seed);
        found.runs += report.states + report.files;
        found.cpu_seconds += cpu_seconds_so_far() - start;
        if (!report.finds.empty()) note_find(report, fuzzed_around_plain(twin, runs, seed), found);
        ++seed;
    }
    return found;
}

FoundByFuzzing fuzz_once(const Subject& subject, std::size_t runs, std::uint64_t seed) {
    FoundByFuzzing found;
    const Fuzzing report = fuzzed_around_plain(subject, runs, seed);
    found.runs = report.states + report.files;
    note_find(report, {}, found);
    return found;
}

}  // namespace evolve
