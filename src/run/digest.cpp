#include "evolve/run/digest.hpp"

#include <xxhash.h>

#include <cstring>
#include <memory>

#include "evolve/base/invariant.hpp"

namespace evolve {
namespace {

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// An XXH3 chain that knows storage classes. It takes values where SQLite holds them: most of what
/// a digest costs would else be copies.
class Chain {
public:
    Chain() : state_(XXH3_createState()) {
        EVOLVE_INVARIANT(state_ != nullptr);
        XXH3_128bits_reset(state_.get());
    }

    void add(const sqlite::Stored& value) {
        switch (value.storage_class) {
            case sqlite::StorageClass::integer:
            case sqlite::StorageClass::real:
            case sqlite::StorageClass::null: numbers(value.storage_class, value.bits); break;
            case sqlite::StorageClass::text:  // as it is encoded in the file
            case sqlite::StorageClass::blob: bytes(value.storage_class, value.bytes); break;
        }
    }

    [[nodiscard]] std::array<std::uint64_t, 2> finish() {
        flush();
        const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
        return {hash.low64, hash.high64};
    }

private:
    void numbers(sqlite::StorageClass storage_class, std::uint64_t value) {
        const std::array<std::uint64_t, 2> both{static_cast<std::uint64_t>(storage_class), value};
        add(both.data(), sizeof both);
    }

    void bytes(sqlite::StorageClass storage_class, std::string_view text) {
        numbers(storage_class, text.size());
        add(text.data(), text.size());
    }

    /// By way of a buffer, since XXH3 is made for long pieces.
    void add(const void* start, std::size_t size) {
        if (size > buffer_.size() - used_) flush();
        if (size > buffer_.size()) {
            XXH3_128bits_update(state_.get(), start, size);
            return;
        }
        if (size > 0) std::memcpy(buffer_.data() + used_, start, size);
        used_ += size;
    }

    void flush() {
        XXH3_128bits_update(state_.get(), buffer_.data(), used_);
        used_ = 0;
    }

    std::unique_ptr<XXH3_state_t, FreeState> state_;
    std::array<char, 4096> buffer_{};
    std::size_t used_ = 0;
};

/// A row of the statement at a time, each value of which is asked for once.
class Row {
public:
    explicit Row(const sqlite::Statement& rows)
        : rows_(rows), values_(static_cast<std::size_t>(rows.column_count())) {}

    const std::vector<sqlite::Stored>& read() {
        rows_.read(values_);
        return values_;
    }

private:
    const sqlite::Statement& rows_;
    std::vector<sqlite::Stored> values_;
};

}  // namespace

RowsDigest digest_rows(sqlite::Connection& connection, std::string_view query) {
    auto rows = connection.prepare(query);
    Row row(rows);
    Chain chain;
    std::int64_t count = 0;
    for (; rows.step(); ++count)
        for (const sqlite::Stored& value : row.read()) chain.add(value);
    return {chain.finish(), count};
}

std::vector<RowsDigest> digest_parts(sqlite::Connection& connection, std::string_view query,
                                     const std::vector<std::vector<int>>& parts) {
    auto rows = connection.prepare(query);
    Row row(rows);
    std::vector<Chain> chains(parts.size());
    std::int64_t count = 0;
    for (; rows.step(); ++count) {
        const auto& values = row.read();
        for (std::size_t part = 0; part < parts.size(); ++part)
            for (const int column : parts[part])
                chains[part].add(values[static_cast<std::size_t>(column)]);
    }
    std::vector<RowsDigest> digests;
    for (Chain& chain : chains) digests.push_back({chain.finish(), count});
    return digests;
}

}  // namespace evolve
