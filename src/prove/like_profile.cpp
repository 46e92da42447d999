#include "prove/like_profile.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace evolve {
namespace {

constexpr std::uint64_t longest = 16'384;

std::uint64_t weight(const Sizes& sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
}

std::string bytes_of(const Sizes& lengths, Chooser& chooser) {
    std::string bytes;
    for (std::uint64_t left = std::min(draw(lengths, chooser).value_or(0), longest); left > 0;
         --left)
        bytes += static_cast<char>(' ' + chooser.below(95));
    return bytes;
}

Value integer_like(const ColumnProfile& profile, std::uint64_t integers, Chooser& chooser) {
    const std::uint64_t amount = draw(profile.integers, chooser).value_or(0);
    const bool negative = chooser.below(integers) < profile.negatives;
    return static_cast<std::int64_t>(negative ? 0 - amount : amount);
}

Value real_like(Chooser& chooser) {
    return static_cast<double>(static_cast<std::int64_t>(chooser.next())) / 1024.0;
}

}  // namespace

std::optional<std::uint64_t> draw(const Sizes& sizes, Chooser& chooser) {
    const std::uint64_t all = weight(sizes);
    if (all == 0) return std::nullopt;
    std::uint64_t left = chooser.below(all);
    std::size_t size = 0;
    while (left >= sizes[size]) left -= sizes[size++];
    if (size == 0) return 0;
    const std::uint64_t least = std::uint64_t{1} << (size - 1);
    return least | (chooser.next() & (least - 1));
}

std::optional<Value> value_like(const ColumnProfile& profile, Chooser& chooser) {
    const std::uint64_t integers = weight(profile.integers);
    const std::uint64_t texts = weight(profile.texts);
    const std::uint64_t blobs = weight(profile.blobs);
    const std::uint64_t all = profile.nulls + profile.reals + integers + texts + blobs;
    if (all == 0) return std::nullopt;
    std::uint64_t left = chooser.below(all);
    const auto is_of = [&](std::uint64_t weight_of_class) {
        if (left < weight_of_class) return true;
        left -= weight_of_class;
        return false;
    };
    if (is_of(profile.nulls)) return Value(Null());
    if (is_of(profile.reals)) return real_like(chooser);
    if (is_of(integers)) return integer_like(profile, integers, chooser);
    if (is_of(texts)) return Value(Text(bytes_of(profile.texts, chooser)));
    return Value(Blob{Text(bytes_of(profile.blobs, chooser))});
}

}  // namespace evolve
