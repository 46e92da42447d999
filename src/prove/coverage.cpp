#include "prove/coverage.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>

#include "evolve/base/one_of.hpp"
#include "evolve/prove/hazards.hpp"

namespace evolve {
namespace {

std::set<Identifier> touched_tables(const Subject& subject) {
    std::set<Identifier> tables;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        for (const Identifier& table : tables_of(step, schema)) tables.insert(table);
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return tables;
}

void count_class(const Value& value, ColumnCoverage& column) {
    std::visit(overloaded{
                   [&](Null) { ++column.nulls; },
                   [&](std::int64_t) { ++column.integers; },
                   [&](double) { ++column.reals; },
                   [&](const Text&) { ++column.texts; },
                   [&](const Blob&) { ++column.blobs; },
               },
               value);
}

/// Equal for equal bits. That two others meet in it, once in 2^64 values, harms no count.
std::size_t hash_of(const Value& value) {
    const std::hash<std::string_view> of_bytes;
    const std::size_t bits =
        std::visit(overloaded{
                       [](Null) { return std::size_t{0}; },
                       [](std::int64_t integer) { return static_cast<std::size_t>(integer); },
                       [](double real) { return std::bit_cast<std::size_t>(real); },
                       [&](const Text& text) { return of_bytes(text.view()); },
                       [&](const Blob& blob) { return of_bytes(blob.bytes.view()); },
                   },
                   value);
    return (bits ^ value.index()) * 0x9e3779b97f4a7c15ULL;
}

class Counter {
public:
    Counter(const Subject& subject, Coverage& coverage)
        : tables_(touched_tables(subject)), coverage_(coverage) {
        for (const Value& hazard : hazards()) hazards_.insert(hash_of(hazard));
    }

    void add(const State& state) {
        coverage_.part_way += state.shape.done.empty() ? 0 : 1;
        coverage_.utf16 += state.shape.encoding == Encoding::utf8 ? 0 : 1;
        for (const RowsOf& rows : state.tables)
            if (tables_.contains(rows.table)) add(rows);
    }

private:
    void add(const RowsOf& rows) {
        coverage_.empty_tables += rows.rows.empty() ? 1 : 0;
        coverage_.large_tables += rows.rows.size() > 100 ? 1 : 0;
        for (std::size_t i = 0; i < rows.columns.size(); ++i) {
            ColumnCoverage& column = column_of(rows, i);
            std::unordered_set<std::size_t> seen;
            for (const auto& row : rows.rows) {
                const std::size_t value = hash_of(row[i]);
                ++column.values;
                count_class(row[i], column);
                column.duplicates += seen.insert(value).second ? 0 : 1;
                column.hazards += hazards_.contains(value) ? 1 : 0;
            }
        }
    }

    ColumnCoverage& column_of(const RowsOf& rows, std::size_t column) {
        const std::string table(rows.table.view());
        const std::string name(rows.columns[column].view());
        const auto known = places_.find({table, name});
        if (known != places_.end()) return coverage_.columns[known->second];
        places_[{table, name}] = coverage_.columns.size();
        coverage_.columns.push_back({.table = table, .column = name});
        return coverage_.columns.back();
    }

    std::set<Identifier> tables_;
    Coverage& coverage_;
    std::unordered_set<std::size_t> hazards_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

}  // namespace

Coverage coverage_of(const Subject& subject, const Schedule& schedule,
                     const std::vector<std::size_t>& units, std::uint64_t seed) {
    Coverage coverage;
    Counter counter(subject, coverage);
    for (std::size_t unit : units)
        for (const StatePtr& state : schedule.states(schedule.unit(unit), seed))
            counter.add(*state);
    return coverage;
}

}  // namespace evolve
