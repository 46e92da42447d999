#include "snapshot/permutation.hpp"

#include <array>
#include <charconv>

#include "evolve/model/sha256.hpp"
#include "evolve/prove/chooser.hpp"

namespace evolve {
namespace {

constexpr int feistel_rounds = 6;

void append(std::string& bytes, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
}

/// A source of numbers out of the first 128 bits of a hash.
Chooser chooser_of(const std::string& hash) {
    std::array<std::uint64_t, 2> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i)
        std::from_chars(hash.data() + 16 * i, hash.data() + 16 * (i + 1), parts[i], 16);
    return {parts[0], parts[1]};
}

void shift(std::span<RadixDigit> places, const std::string& secret) {
    Chooser chooser = chooser_of(sha256(secret));
    for (RadixDigit& place : places)
        place.digit =
            static_cast<std::uint32_t>((place.digit + chooser.below(place.radix)) % place.radix);
}

}  // namespace

void Permutation::apply(std::span<RadixDigit> places, std::string_view purpose) const {
    std::string shape = key_ + std::string(purpose) + '\0';
    for (const RadixDigit& place : places) {
        append(shape, place.radix);
        append(shape, place.kind);
    }
    const std::string secret = sha256(shape);
    if (places.size() < 2) return shift(places, secret);
    const std::span<RadixDigit> left = places.first(places.size() / 2);
    const std::span<RadixDigit> right = places.subspan(places.size() / 2);
    for (int round = 0; round < feistel_rounds; ++round) {
        std::string seen = secret + static_cast<char>(round);
        for (const RadixDigit& place : round % 2 == 0 ? left : right) append(seen, place.digit);
        shift(round % 2 == 0 ? right : left, seen);
    }
}

}  // namespace evolve
