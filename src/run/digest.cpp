#include "evolve/run/digest.hpp"

#include <xxhash.h>

#include <cstring>
#include <memory>
#include <numeric>
#include <utility>

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

    void add(const sqlite::Statement& row, int column) {
        const sqlite::Stored value = row.stored(column);
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

using Columns = std::vector<int>;

std::vector<RowsDigest> digests_of(sqlite::Statement rows, const std::vector<Columns>& parts) {
    std::vector<Chain> chains(parts.size());
    std::int64_t count = 0;
    for (; rows.step(); ++count)
        for (std::size_t part = 0; part < parts.size(); ++part)
            for (const int column : parts[part]) chains[part].add(rows, column);
    std::vector<RowsDigest> digests;
    for (Chain& chain : chains) digests.push_back({chain.finish(), count});
    return digests;
}

}  // namespace

RowsDigest digest_rows(sqlite::Connection& connection, std::string_view query) {
    auto rows = connection.prepare(query);
    Columns all(static_cast<std::size_t>(rows.column_count()));
    std::iota(all.begin(), all.end(), 0);
    return digests_of(std::move(rows), {all}).front();
}

std::vector<RowsDigest> digest_parts(sqlite::Connection& connection, std::string_view query,
                                     const std::vector<Columns>& parts) {
    return digests_of(connection.prepare(query), parts);
}

}  // namespace evolve
