#include "cli/date.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace evolve::cli {
namespace {

/// Whether the text has the pattern's characters, and a digit for each of its zeros.
bool has_form(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

bool is_date(std::string_view text) {
    const bool timed = has_form(text, "0000-00-00T00:00:00Z");
    if (!timed && !has_form(text, "0000-00-00")) return false;
    using namespace std::chrono;
    const year_month_day day{year(static_cast<int>(number(text.substr(0, 4)))),
                             month(number(text.substr(5, 2))),
                             std::chrono::day(number(text.substr(8, 2)))};
    if (!day.ok() || !timed) return day.ok();
    return number(text.substr(11, 2)) < 24 && number(text.substr(14, 2)) < 60 &&
           number(text.substr(17, 2)) < 60;
}

}  // namespace evolve::cli
