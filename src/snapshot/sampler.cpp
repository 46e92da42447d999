#include "snapshot/sampler.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/prove/chooser.hpp"
#include "prove/utf8.hpp"

namespace evolve {
namespace {

using sqlite::StorageClass;

/// The key of the row that a statement of select_of has reached. Reuses what `key` holds.
void read_key(const sqlite::Statement& row, std::size_t columns, RowKey& key) {
    key.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) key[i] = row.value(static_cast<int>(i));
}

/// The row that has the most of something.
template <class Measure>
class Most {
public:
    /// Whether this is the row now.
    bool offer(Measure measure) {
        if (there_ && !(most_ < measure)) return false;
        there_ = true;
        most_ = measure;
        return true;
    }

private:
    bool there_ = false;
    Measure most_{};
};

/// What one column has shown so far.
class ColumnOddities {
public:
    void look(const sqlite::Statement& row, int column, std::size_t key_columns,
              bool is_utf8_file) {
        const sqlite::Stored stored = row.stored(column);
        const auto take = [&](std::size_t place) { read_key(row, key_columns, take_place(place)); };
        const auto of_class = static_cast<std::size_t>(stored.storage_class);
        if (keys_[of_class].empty()) take(of_class);
        switch (stored.storage_class) {
            case StorageClass::integer: {
                const auto number = static_cast<std::int64_t>(stored.bits);
                if (largest_.offer(number)) take(largest_integer);
                if (least_.offer(-1 - number)) take(least_integer);  // -number may overflow
                break;
            }
            case StorageClass::real: {
                const auto number = std::bit_cast<double>(stored.bits);
                if (largest_real_.offer(number)) take(largest_of_reals);
                if (least_real_.offer(-number)) take(least_of_reals);
                break;
            }
            case StorageClass::text:
                if (text_.offer(stored.bytes.size())) take(longest_text);
                if (is_utf8_file && keys_[no_utf8].empty() && !is_ascii(stored.bytes) &&
                    !is_utf8(stored.bytes))
                    take(no_utf8);
                break;
            case StorageClass::blob:
                if (blob_.offer(stored.bytes.size())) take(longest_blob);
                break;
            case StorageClass::null: break;
        }
    }

    [[nodiscard]] const auto& keys() const { return keys_; }

private:
    // After those of the five classes.
    enum : std::size_t {
        largest_integer = 5,
        least_integer,
        largest_of_reals,
        least_of_reals,
        longest_text,
        longest_blob,
        no_utf8,
        places
    };

    RowKey& take_place(std::size_t place) { return keys_[place]; }

    static bool is_ascii(std::string_view bytes) {
        std::size_t i = 0;
        for (; i + 8 <= bytes.size(); i += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + i, 8);
            if ((word & 0x8080808080808080ULL) != 0) return false;
        }
        return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(i), bytes.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }

    std::array<RowKey, places> keys_{};
    Most<std::int64_t> largest_{};
    Most<std::int64_t> least_{};
    Most<double> largest_real_{};
    Most<double> least_real_{};
    Most<std::size_t> text_{};
    Most<std::size_t> blob_{};
};

/// Rows of which every one that was offered has the same chance to be among them (Vitter's
/// algorithm R).
class Reservoir {
public:
    Reservoir(std::size_t size, std::uint64_t seed) : size_(size), chooser_(seed, size) {}

    void offer(const sqlite::Statement& row, std::size_t key_columns) {
        const std::size_t number = seen_++;
        std::size_t place = number;
        if (number >= size_) place = chooser_.below(number + 1);
        if (place >= size_) return;
        if (place >= rows_.size()) rows_.emplace_back();
        rows_[place].first = number;
        read_key(row, key_columns, rows_[place].second);
    }

    std::vector<RowKey> in_order() {
        std::ranges::sort(rows_, {}, &std::pair<std::size_t, RowKey>::first);
        std::vector<RowKey> keys;
        for (auto& row : rows_) keys.push_back(std::move(row.second));
        return keys;
    }

    [[nodiscard]] std::size_t seen() const { return seen_; }

private:
    std::size_t size_;
    Chooser chooser_;
    std::size_t seen_ = 0;
    std::vector<std::pair<std::size_t, RowKey>> rows_{};
};

/// A row for each foreign key that refers to no row.
void add_orphans(sqlite::Connection& connection, const SourceTable& table,
                 std::vector<RowKey>& keys) {
    if (!table.has_references || !table.by_rowid) return;
    std::set<std::int64_t> seen;
    try {
        auto rows =
            connection.prepare("PRAGMA main.foreign_key_check(" + ddl::quoted(table.name) + ")");
        while (rows.step())
            if (seen.insert(rows.integer(3)).second) keys.push_back({rows.value(1)});
    } catch (const sqlite::Failure& failure) {
        // A key to what is no key of its parent: nobody can check it.
        if (failure.kind() != sqlite::FailureKind::error) throw;
    }
}

bool is_utf8_file(sqlite::Connection& connection) {
    auto encoding = connection.prepare("PRAGMA main.encoding");
    return encoding.step() && encoding.text(0) == "UTF-8";
}

}  // namespace

RowSample sample_of(sqlite::Connection& connection, const SourceTable& table, std::size_t rows,
                    std::uint64_t seed) {
    std::vector<ColumnOddities> oddities(table.columns.size());
    Reservoir reservoir(rows, seed);
    const bool utf8 = is_utf8_file(connection);
    auto row = connection.prepare(select_of(table));
    while (row.step()) {
        reservoir.offer(row, table.key.size());
        for (std::size_t i = 0; i < oddities.size(); ++i)
            oddities[i].look(row, static_cast<int>(table.key.size() + i), table.key.size(), utf8);
    }
    RowSample sample;
    sample.rows = static_cast<std::int64_t>(reservoir.seen());
    for (const ColumnOddities& column : oddities)
        for (const RowKey& key : column.keys())
            if (!key.empty()) sample.odd.push_back(key);
    add_orphans(connection, table, sample.odd);
    sample.others = reservoir.in_order();
    return sample;
}

}  // namespace evolve
