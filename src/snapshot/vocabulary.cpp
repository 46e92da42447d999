#include "snapshot/vocabulary.hpp"

#include <algorithm>
#include <charconv>

#include "evolve/base/identifier.hpp"

namespace evolve {
namespace {

bool is_letter(char c) { return fold_case(c) >= 'a' && fold_case(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first run of such characters at or after `at`, which is moved behind it.
template <class Wanted>
std::string_view next_run(std::string_view text, std::size_t& at, Wanted wanted) {
    while (at < text.size() && !wanted(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && wanted(text[at])) ++at;
    return text.substr(start, at - start);
}

template <class Wanted, class Take>
void for_each_run(std::string_view text, Wanted wanted, Take take) {
    for (std::size_t at = 0; at < text.size();)
        if (const auto run = next_run(text, at, wanted); !run.empty()) take(std::string(run));
}

}  // namespace

Vocabulary::Vocabulary() {
    // Of JSON; of numbers, dates and times.
    for (const char* word : {"true", "false", "null", "e", "t", "z"}) {
        folded_.insert(word);
        exact_.insert(word);
    }
    // Where integers of 7, 8, 15, 16, 31, 32, 53, 63 and 64 bits end.
    for (const char* number :
         {"127", "128", "255", "256", "32767", "32768", "65535", "65536", "2147483647",
          "2147483648", "4294967295", "4294967296", "9007199254740991", "9007199254740992",
          "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
        numbers_.insert(number);
}

void Vocabulary::add(std::string_view sql) {
    const auto add_word = [&](const std::string& word) {
        exact_.insert(word);
        folded_.insert(std::string(Identifier(word).folded().view()));
    };
    for_each_run(sql, is_letter, add_word);
    for_each_run(
        sql, [](char c) { return is_letter(c) || is_digit(c); }, add_word);
    for_each_run(sql, is_digit, [&](const std::string& digits) {
        numbers_.insert(digits.substr(std::min(digits.find_first_not_of('0'), digits.size())));
    });
    for_each_run(
        sql, [](char c) { return is_digit(c) || c == '.'; },
        [&](const std::string& text) {
            double value = 0;
            if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc())
                reals_.insert(value);
        });
}

}  // namespace evolve
