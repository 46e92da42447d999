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

FoundByFuzzing fuzz_until_found(const Subject& subject, std::size_t runs, std::uint64_t seed,
                                double most_cpu_seconds) {
    const ScratchDirectory scratch;
    const std::string path = scratch.path("plain.db");
    write_bytes(path, plain_database(subject));
    const double start = cpu_seconds_so_far();
    FoundByFuzzing found;
    while (!found.cause && found.cpu_seconds < most_cpu_seconds) {
        const auto report = fuzz({path}, subject.graph, subject.managed,
                                 {.runs = runs, .seed = seed++, .execute = subject.execute});
        if (!report) throw std::runtime_error(report.error().wrong);
        found.runs += report->states + report->files;
        found.cpu_seconds = cpu_seconds_so_far() - start;
        if (report->finds.empty()) continue;
        found.cause = report->finds.front().cause;
        found.address =
            "--seed " + std::to_string(seed - 1) + " --case " + report->finds.front().address;
        for (const std::string& words : report->finds.front().mutations)
            found.address += "; " + words;
    }
    return found;
}

}  // namespace evolve
