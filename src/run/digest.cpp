#include "evolve/run/digest.hpp"

#include <xxhash.h>

#include <bit>
#include <memory>
#include <variant>

#include "evolve/base/invariant.hpp"
#include "evolve/base/one_of.hpp"

namespace evolve {
namespace {

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// An XXH3 chain that knows storage classes.
class Chain {
public:
    Chain() : state_(XXH3_createState()) {
        EVOLVE_INVARIANT(state_ != nullptr);
        XXH3_128bits_reset(state_.get());
    }

    void add(const Value& value) {
        number(value.index());
        std::visit(overloaded{
                       [](Null) {},
                       [&](std::int64_t integer) { number(static_cast<std::uint64_t>(integer)); },
                       [&](double real) { number(std::bit_cast<std::uint64_t>(real)); },
                       [&](const Text& text) { bytes(text); },
                       [&](const Blob& blob) { bytes(blob.bytes); },
                   },
                   value);
    }

    [[nodiscard]] std::array<std::uint64_t, 2> finish() const {
        const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
        return {hash.low64, hash.high64};
    }

private:
    void number(std::uint64_t value) { XXH3_128bits_update(state_.get(), &value, sizeof value); }
    void bytes(std::string_view text) {
        number(text.size());
        XXH3_128bits_update(state_.get(), text.data(), text.size());
    }

    std::unique_ptr<XXH3_state_t, FreeState> state_;
};

}  // namespace

RowsDigest digest_rows(sqlite::Connection& connection, std::string_view query) {
    Chain chain;
    RowsDigest digest;
    auto rows = connection.prepare(query);
    const int columns = rows.column_count();
    for (; rows.step(); ++digest.rows)
        for (int column = 0; column < columns; ++column) chain.add(rows.value(column));
    digest.hash = chain.finish();
    return digest;
}

}  // namespace evolve
