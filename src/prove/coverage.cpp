#include "prove/coverage.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <functional>
#include <new>
#include <set>
#include <string>
#include <string_view>

#include "evolve/base/one_of.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/prove/state_gen.hpp"

namespace evolve {
namespace {

// The order of the counts: these of all states, and then those of each column.
enum OfStates : std::uint8_t { empty_tables, large_tables, part_way, in_utf16, counts_of_states };
enum OfColumn : std::uint8_t {
    any_value,
    any_null,
    any_integer,
    any_real,
    any_text,
    any_blob,
    any_duplicate,
    any_hazard,
    counts_of_column
};

std::size_t place_of(std::size_t column) {
    return counts_of_states + column * std::size_t{counts_of_column};
}

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

OfColumn class_of(const Value& value) {
    return std::visit(overloaded{
                          [](Null) { return any_null; },
                          [](std::int64_t) { return any_integer; },
                          [](double) { return any_real; },
                          [](const Text&) { return any_text; },
                          [](const Blob&) { return any_blob; },
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

std::uint64_t* shared_counts(std::size_t counts) {
    void* const start = mmap(nullptr, counts * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) throw std::bad_alloc();
    return static_cast<std::uint64_t*>(start);
}

}  // namespace

void CoverageCounter::Unmap::operator()(std::uint64_t* start) const {
    munmap(start, counts * sizeof(std::uint64_t));
}

CoverageCounter::CoverageCounter(const Subject& subject) {
    for (const Value& hazard : hazards()) hazards_.insert(hash_of(hazard));
    for (const Identifier& table : touched_tables(subject)) tables_[table];
    Schema schema = subject.before;
    find_columns(subject, schema);
    for (const Step& step : subject.migration.steps) {
        schema = *applied(step, std::move(schema));
        find_columns(subject, schema);
    }
    unit_.resize(place_of(columns_.size()));
    all_ = std::unique_ptr<std::uint64_t, Unmap>(shared_counts(unit_.size()), Unmap{unit_.size()});
}

/// Those that a state of the schema has: it leaves out what is computed.
void CoverageCounter::find_columns(const Subject& subject, const Schema& schema) {
    const State state = make_state(schema, {}, Size::small, {}, {0, subject.path_digest, 0});
    for (const RowsOf& rows : state.tables) {
        const auto table = tables_.find(rows.table);
        if (table == tables_.end()) continue;
        Places& known = table->second;
        for (const Identifier& column : rows.columns) {
            if (std::ranges::find(known.columns, column) != known.columns.end()) continue;
            known.columns.push_back(column);
            known.places.push_back(place_of(columns_.size()));
            columns_.push_back(
                {.table = std::string(rows.table.view()), .column = std::string(column.view())});
        }
    }
}

void CoverageCounter::add(std::span<const StatePtr> states) {
    std::ranges::fill(unit_, 0);
    for (const StatePtr& state : states) add(*state);
    for (std::size_t i = 0; i < unit_.size(); ++i)
        if (unit_[i] != 0) std::atomic_ref(all_.get()[i]) += unit_[i];
}

void CoverageCounter::add(const State& state) {
    unit_[part_way] += state.shape.done.empty() ? 0 : 1;
    unit_[in_utf16] += state.shape.encoding == Encoding::utf8 ? 0 : 1;
    for (const RowsOf& rows : state.tables)
        if (const auto* places = places_of(rows)) add(rows, *places);
}

/// Nothing where the migration does not touch the table. The states of a pack have their columns in
/// one order, so it is looked for once.
const std::vector<std::size_t>* CoverageCounter::places_of(const RowsOf& rows) {
    const auto table = tables_.find(rows.table);
    if (table == tables_.end()) return nullptr;
    Places& known = table->second;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const auto found = std::ranges::find(known.columns, rows.columns[i]);
        EVOLVE_INVARIANT(found != known.columns.end());
        const auto place = static_cast<std::size_t>(found - known.columns.begin());
        std::swap(known.columns[i], known.columns[place]);
        std::swap(known.places[i], known.places[place]);
    }
    return &known.places;
}

void CoverageCounter::add(const RowsOf& rows, const std::vector<std::size_t>& places) {
    unit_[empty_tables] += rows.rows.empty() ? 1 : 0;
    unit_[large_tables] += rows.rows.size() > 100 ? 1 : 0;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        std::uint64_t* const column = unit_.data() + places[i];
        seen_.clear();
        for (const auto& row : rows.rows) {
            seen_.push_back(hash_of(row[i]));
            ++column[class_of(row[i])];
            column[any_hazard] += hazards_.contains(seen_.back()) ? 1 : 0;
        }
        column[any_value] += seen_.size();
        std::ranges::sort(seen_);
        const auto distinct = std::unique(seen_.begin(), seen_.end()) - seen_.begin();
        column[any_duplicate] += seen_.size() - static_cast<std::size_t>(distinct);
    }
}

Coverage CoverageCounter::counted() const {
    const std::uint64_t* const all = all_.get();
    Coverage coverage{{}, all[empty_tables], all[large_tables], all[part_way], all[in_utf16]};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::uint64_t* const of = all + place_of(i);
        if (of[any_value] == 0) continue;
        ColumnCoverage column = columns_[i];
        column.values = of[any_value];
        column.nulls = of[any_null];
        column.integers = of[any_integer];
        column.reals = of[any_real];
        column.texts = of[any_text];
        column.blobs = of[any_blob];
        column.duplicates = of[any_duplicate];
        column.hazards = of[any_hazard];
        coverage.columns.push_back(std::move(column));
    }
    return coverage;
}

}  // namespace evolve
