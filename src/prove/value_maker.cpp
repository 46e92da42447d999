#include "prove/value_maker.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <variant>

#include "evolve/prove/hazards.hpp"
#include "prove/like_profile.hpp"

namespace evolve {
namespace {

// Where the places of used values begin, behind those of the pool.
constexpr std::size_t any_hazard = 1'000'000;
constexpr std::size_t any_wanted = 2'000'000;

}  // namespace

Value ValueMaker::value(ColumnFacts& facts, std::size_t row, const Value* above) {
    // Any number of rows may hold NULL in a key that takes it.
    if (facts.unique && facts.nullable && chooser_.one_in(6)) return Null();
    if (facts.unique) return unique_value(facts, row);
    if (facts.all_null) return Null();
    if (above != nullptr && chooser_.one_in(6)) return *above;
    return any_value(facts);
}

Value ValueMaker::any_value(const ColumnFacts& facts) {
    if (!facts.wanted.empty() && chooser_.one_in(3))
        return chooser_.pick(std::span<const Value>(facts.wanted));
    if (!facts.taken->values.empty() && !chooser_.one_in(32)) return taken_value(facts);
    if (facts.profile != nullptr && chooser_.one_in(2))
        if (auto value = value_like(*facts.profile, chooser_);
            value && (facts.nullable || !std::holds_alternative<Null>(*value)))
            return std::move(*value);
    if (!facts.literals.empty() && !chooser_.one_in(4))
        return chooser_.pick(std::span<const Value>(facts.literals));
    if (!facts.beside.empty() && chooser_.one_in(6))
        return chooser_.pick(std::span<const Value>(facts.beside));
    const std::size_t draw = chooser_.below(16);
    if (draw < 2 && facts.nullable) return Null();
    if (draw < 4) return random_value(facts.affinity);
    if (draw < 6) return chooser_.pick(hazards());
    return chooser_.pick(hazards(facts.affinity));
}

/// Boundaries first, then values of the column's own class.
Value ValueMaker::taken_value(const ColumnFacts& facts) {
    if (facts.nullable && chooser_.one_in(12)) return Null();
    const TakenValues& taken = *facts.taken;
    const std::span<const Value> all(taken.values);
    if (taken.named > 0 && chooser_.one_in(2)) return chooser_.pick(all.first(taken.named));
    if (taken.natural > 0 && !chooser_.one_in(4))
        return chooser_.pick(all.subspan(taken.named, taken.natural));
    return chooser_.pick(all);
}

Value ValueMaker::random_value(Affinity affinity) {
    const std::uint64_t bits = chooser_.next();
    if (affinity == Affinity::integer || affinity == Affinity::numeric)
        return static_cast<std::int64_t>(bits) >> (bits % 60);
    if (affinity == Affinity::real)
        return static_cast<double>(static_cast<std::int64_t>(bits)) / 1024.0;
    std::string bytes;
    for (std::size_t length = bits % 24; length > 0; --length)
        bytes += static_cast<char>(' ' + chooser_.below(95));
    return Text(bytes);
}

/// One of the places of which each slot of the pack has its share; their number where it is none.
std::size_t ValueMaker::place_of_slot(std::size_t places) {
    return chooser_.below(places / slot_.of + 1) * slot_.of + slot_.number;
}

/// What a step names, where it was not drawn before.
std::optional<Value> ValueMaker::wanted_once(ColumnFacts& facts) {
    if (!slot_.alone() || facts.wanted.empty() || !chooser_.one_in(3)) return std::nullopt;
    const std::size_t named = chooser_.below(facts.wanted.size());
    if (!facts.used.insert(any_wanted + named).second) return std::nullopt;
    return facts.wanted[named];
}

/// No affinity makes another value of a BLOB, which might be there already.
std::optional<Value> ValueMaker::blob_once(ColumnFacts& facts) {
    if (!slot_.alone() || facts.affinity == Affinity::blob || !chooser_.one_in(3))
        return std::nullopt;
    const std::size_t any = chooser_.below(hazards().size());
    if (!std::holds_alternative<Blob>(hazards()[any]) ||
        !facts.used.insert(any_hazard + any).second)
        return std::nullopt;
    return hazards()[any];
}

/// Of what CHECKs take, where there are some, else of the hazards.
std::optional<Value> ValueMaker::pooled_once(ColumnFacts& facts) {
    const auto pool = facts.taken->values.empty() ? hazards(facts.affinity)
                                                  : std::span<const Value>(facts.taken->values);
    const std::size_t place = place_of_slot(pool.size());
    if (place >= pool.size() || !facts.used.insert(place).second) return std::nullopt;
    if (facts.taken->values.empty() && chooser_.one_in(3)) return std::nullopt;
    return pool[place];
}

/// No value twice in the state, and none that another slot of the pack could make.
Value ValueMaker::unique_value(ColumnFacts& facts, std::size_t row) {
    if (auto value = wanted_once(facts)) return std::move(*value);
    if (auto value = blob_once(facts)) return std::move(*value);
    if (auto value = pooled_once(facts)) return std::move(*value);
    const auto number = slot_.base() + static_cast<std::int64_t>(row) + 1'000'000;
    if (facts.affinity == Affinity::text || facts.affinity == Affinity::blob)
        return Text("u" + std::to_string(number));
    return number;
}

}  // namespace evolve
