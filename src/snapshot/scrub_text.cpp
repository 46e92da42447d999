#include "snapshot/scrub_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "evolve/base/identifier.hpp"
#include "snapshot/scrub_moment.hpp"

namespace evolve {
namespace {

constexpr std::uint32_t kind_of_letter = 1;
constexpr std::uint32_t kind_of_number = 2;
constexpr std::uint32_t kind_of_stray_byte = 3;
constexpr std::uint32_t first_byte = 0x80;  ///< of those that are no character by themselves
constexpr std::uint32_t kind_of_block = 16;
constexpr std::uint32_t size_of_block = 64;

/// From as many changes between letters and digits on, letters and digits are of one thing: a key,
/// a hash.
constexpr std::size_t changes_of_a_token = 3;

/// Shorter words stay in whatever case the schema has them.
constexpr std::size_t length_of_a_long_word = 6;

bool is_part_of_run(const Character& character) {
    return character.is_letter() || character.is_digit();
}

bool is_capital(const Character& character) {
    return character.code >= 'A' && character.code <= 'Z';
}

RadixDigit place_of(const Character& character) {
    if (character.is_digit()) return {character.code - '0', 10, kind_of_number};
    if (character.is_ascii_letter())
        return {character.code - (is_capital(character) ? 'A' : 'a'), 26, kind_of_letter};
    return {character.code % size_of_block, size_of_block,
            kind_of_block + character.code / size_of_block};
}

void put(const RadixDigit& place, Character& character) {
    if (place.kind == kind_of_number)
        character.code = '0' + place.digit;
    else if (place.kind == kind_of_letter)
        character.code = (is_capital(character) ? 'A' : 'a') + place.digit;
    else
        character.code = (place.kind - kind_of_block) * size_of_block + place.digit;
}

}  // namespace

std::string TextScrubber::plain(std::size_t from, std::size_t to) const {
    std::vector<Character> characters(characters_.begin() + static_cast<std::ptrdiff_t>(from),
                                      characters_.begin() + static_cast<std::ptrdiff_t>(to));
    for (Character& character : characters) character.form = Form::plain;
    return text_of(characters);
}

void TextScrubber::number(std::size_t from, std::size_t to) {
    const std::string digits = numbers_.digits(plain(from, to));
    for (std::size_t i = from; i < to; ++i)
        characters_[i].code = static_cast<unsigned char>(digits[i - from]);
}

void TextScrubber::word(std::size_t from, std::size_t to) {
    const auto folded = [&] { return std::string(Identifier(plain(from, to)).folded().view()); };
    const bool known = vocabulary_.has_word(folded());
    if (known && (to - from < length_of_a_long_word || vocabulary_.has_exactly(plain(from, to))))
        return;
    std::vector<RadixDigit> places(to - from);
    do {
        for (std::size_t i = from; i < to; ++i) places[i - from] = place_of(characters_[i]);
        permutation_.apply(places, (known ? "case" : "word") + choice_);
        for (std::size_t i = from; i < to; ++i) put(places[i - from], characters_[i]);
    } while (vocabulary_.has_word(folded()));
}

std::size_t TextScrubber::run(std::size_t at) {
    std::size_t end = at;
    std::size_t changes = 0;
    std::size_t first_change = 0;
    for (; end < characters_.size() && is_part_of_run(characters_[end]); ++end) {
        if (end == at || characters_[end].is_digit() == characters_[end - 1].is_digit()) continue;
        if (changes++ == 0) first_change = end;
    }
    if (changes < changes_of_a_token && changes > 0) end = first_change;
    if (characters_[at].is_digit() && changes < changes_of_a_token)
        number(at, end);
    else
        word(at, end);
    return end;
}

void TextScrubber::bytes() {
    const auto is_byte = [](const Character& each) { return each.form == Form::byte; };
    std::vector<RadixDigit> places;
    for (const Character& each : characters_)
        if (is_byte(each))
            places.push_back({each.code - first_byte, first_byte, kind_of_stray_byte});
    if (places.empty()) return;
    std::vector<Character> read;
    do {
        permutation_.apply(places, "bytes" + choice_);
        auto place = places.begin();
        for (Character& each : characters_)
            if (is_byte(each)) each.code = first_byte + (place++)->digit;
        read = characters_of(text_of(characters_));
    } while (std::ranges::none_of(read, is_byte));
    characters_ = std::move(read);
}

std::string TextScrubber::operator()(std::string_view text) {
    characters_ = characters_of(text);
    bytes();
    for (std::size_t at = 0; at < characters_.size();) {
        if (!is_part_of_run(characters_[at])) {
            ++at;
            continue;
        }
        const std::size_t end =
            characters_[at].is_digit() ? scrub_moment(characters_, at, permutation_, choice_) : 0;
        at = end == 0 ? run(at) : end;
    }
    return text_of(characters_);
}

}  // namespace evolve
