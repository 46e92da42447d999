#include "snapshot/scrub_moment.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace evolve {
namespace {

constexpr std::uint32_t kind_of_field = 1;
constexpr std::uint32_t kind_of_shape = 2;

/// A number of so many digits, and between which bounds it is right.
struct Field {
    std::size_t length;
    std::uint32_t least;
    std::uint32_t most;
};

struct Moment {
    std::string_view name;
    std::string_view separators;
    std::span<const Field> fields;
    std::size_t first;  ///< the first field that is scrubbed
};

// Days beyond the 28th are in some months alone: such dates stay.
constexpr std::array date = {Field{4, 0, 9999}, Field{2, 1, 12}, Field{2, 1, 28}};
constexpr std::array late_date = {Field{4, 0, 9999}, Field{2, 1, 12}, Field{2, 29, 31}};
constexpr std::array clock = {Field{2, 0, 23}, Field{2, 0, 59}, Field{2, 0, 59}};
constexpr std::array hour = {Field{2, 0, 23}, Field{2, 0, 59}};
constexpr std::array moments = {Moment{"date", "-/", date, 1}, Moment{"clock", ":", clock, 0},
                                Moment{"hour", ":", hour, 0}};

std::size_t digits_at(const std::vector<Character>& characters, std::size_t at) {
    std::size_t end = at;
    while (end < characters.size() && characters[end].is_digit()) ++end;
    return end - at;
}

bool is_one_of(const Character& character, std::string_view signs) {
    return character.form == Form::plain && character.code < 0x80 &&
           signs.find(static_cast<char>(character.code)) != std::string_view::npos;
}

/// A moment in a text: where its fields begin.
class Found {
public:
    static std::optional<Found> find(std::vector<Character>& characters, std::size_t at,
                                     const Moment& moment) {
        Found found{characters, {}};
        for (const Field& field : moment.fields) {
            const bool first = found.starts_.empty();
            if (!first &&
                (at >= characters.size() || !is_one_of(characters[at], moment.separators)))
                return std::nullopt;
            if (!first) ++at;
            if (digits_at(characters, at) != field.length) return std::nullopt;
            found.starts_.push_back(at);
            at += field.length;
        }
        found.end_ = at;
        return found;
    }

    [[nodiscard]] std::size_t end() const { return end_; }

    [[nodiscard]] bool is_right(std::span<const Field> fields) const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (const auto number = value(i, fields[i]);
                number < fields[i].least || number > fields[i].most)
                return false;
        return true;
    }

    void scrub(const Moment& moment, const Permutation& permutation, const std::string& purpose) {
        std::vector<RadixDigit> places;
        for (std::size_t i = moment.first; i < moment.fields.size(); ++i) {
            const Field& field = moment.fields[i];
            places.push_back(
                {value(i, field) - field.least, field.most - field.least + 1, kind_of_field});
        }
        permutation.apply(places, purpose);
        for (std::size_t i = moment.first; i < moment.fields.size(); ++i)
            set(i, moment.fields[i], places[i - moment.first].digit + moment.fields[i].least);
    }

    void scrub_digits(const Moment& moment, const Permutation& permutation,
                      const std::string& purpose) {
        std::vector<RadixDigit> places;
        for (std::size_t i = 0; i < starts_.size(); ++i)
            for (std::size_t j = 0; j < moment.fields[i].length; ++j)
                places.push_back({characters_[starts_[i] + j].code - '0', 10, kind_of_shape});
        permutation.apply(places, purpose);
        std::size_t next = 0;
        for (std::size_t i = 0; i < starts_.size(); ++i)
            for (std::size_t j = 0; j < moment.fields[i].length; ++j)
                characters_[starts_[i] + j].code = '0' + places[next++].digit;
    }

private:
    Found(std::vector<Character>& characters, std::vector<std::size_t> starts)
        : characters_(characters), starts_(std::move(starts)) {}

    [[nodiscard]] std::uint32_t value(std::size_t i, const Field& field) const {
        std::uint32_t number = 0;
        for (std::size_t j = 0; j < field.length; ++j)
            number = 10 * number + (characters_[starts_[i] + j].code - '0');
        return number;
    }

    void set(std::size_t i, const Field& field, std::uint32_t number) {
        for (std::size_t j = field.length; j > 0; --j, number /= 10)
            characters_[starts_[i] + j - 1].code = '0' + number % 10;
    }

    std::vector<Character>& characters_;
    std::vector<std::size_t> starts_;
    std::size_t end_ = 0;
};

}  // namespace

std::size_t scrub_moment(std::vector<Character>& characters, std::size_t at,
                         const Permutation& permutation, const std::string& choice) {
    for (const Moment& moment : moments) {
        auto found = Found::find(characters, at, moment);
        if (!found) continue;
        const auto stays = [&] {
            return found->is_right(moment.fields) ||
                   (moment.name == "date" && found->is_right(late_date));
        };
        const std::string purpose = std::string(moment.name) + choice;
        if (found->is_right(moment.fields))
            found->scrub(moment, permutation, purpose);
        else if (!stays())
            do found->scrub_digits(moment, permutation, purpose);
            while (stays());
        return found->end();
    }
    return 0;
}

}  // namespace evolve
