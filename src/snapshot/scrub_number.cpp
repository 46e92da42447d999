#include "snapshot/scrub_number.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace evolve {
namespace {

constexpr std::uint32_t kind_of_digit = 1;
constexpr std::uint32_t kind_of_fraction = 2;
constexpr int fraction_bits = 52;
constexpr double most_digits_of_a_real = 1e15;  // all whole numbers below are exact

bool fits(const std::string& digits) {
    std::int64_t number = 0;
    return std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
}

bool is_whole(double number) { return std::trunc(number) == number; }

/// Whether the real is a number that a text or an integer may hold too.
bool is_integer(double number) {
    return is_whole(number) && std::abs(number) < most_digits_of_a_real;
}

}  // namespace

/// Walks on until it comes to digits that are none of the schema's: the image of those is their
/// own.
std::string NumberScrubber::permuted(std::string digits) const {
    if (digits.size() < 2 || vocabulary_.has_number(digits)) return digits;
    const bool small = fits(digits);
    std::vector<RadixDigit> places(digits.size());
    do {
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const std::uint32_t least = i == 0 ? 1 : 0;
            places[i] = {static_cast<std::uint32_t>(digits[i] - '0') - least, 10 - least,
                         kind_of_digit};
        }
        permutation_.apply(places, "number" + choice_);
        for (std::size_t i = 0; i < digits.size(); ++i)
            digits[i] = static_cast<char>('0' + places[i].digit + (i == 0 ? 1 : 0));
    } while (vocabulary_.has_number(digits) || fits(digits) != small);
    return digits;
}

std::string NumberScrubber::digits(const std::string& run) const {
    const std::size_t first = std::min(run.find_first_not_of('0'), run.size());
    return run.substr(0, first) + permuted(run.substr(first));
}

std::int64_t NumberScrubber::integer(std::int64_t number) const {
    if (number == std::numeric_limits<std::int64_t>::min()) return number;
    const std::string digits = permuted(std::to_string(number < 0 ? -number : number));
    std::int64_t result = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), result);
    return number < 0 ? -result : result;
}

double NumberScrubber::real(double number) const {
    if (number == 0 || std::isinf(number) || vocabulary_.has_real(std::abs(number))) return number;
    if (is_integer(number)) return static_cast<double>(integer(static_cast<std::int64_t>(number)));
    return other_fraction(number);
}

double NumberScrubber::other_fraction(double number) const {
    constexpr std::uint64_t mask = (std::uint64_t{1} << fraction_bits) - 1;
    constexpr std::uint32_t radix = 1u << 13;
    auto bits = std::bit_cast<std::uint64_t>(number);
    const auto other = [&] { return std::bit_cast<double>(bits); };
    do {
        std::array<RadixDigit, 4> places;
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = {static_cast<std::uint32_t>(bits >> (13 * i)) % radix, radix,
                         kind_of_fraction + static_cast<std::uint32_t>(bits >> fraction_bits)};
        permutation_.apply(places, "fraction" + choice_);
        bits &= ~mask;
        for (std::size_t i = 0; i < places.size(); ++i)
            bits |= std::uint64_t{places[i].digit} << (13 * i);
    } while (is_whole(other()) != is_whole(number) || is_integer(other()) ||
             vocabulary_.has_real(std::abs(other())));
    return other();
}

}  // namespace evolve
