#include "evolve/prove/hazards.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace evolve {
namespace {

using Values = std::vector<Value>;

Value integer(std::int64_t value) { return value; }
Value text(std::string_view bytes) { return Text(bytes); }
Value blob(std::string_view bytes) { return Blob{Text(bytes)}; }

const Values& integers() {
    using Limits = std::numeric_limits<std::int64_t>;
    static const Values values = {
        integer(0),
        integer(1),
        integer(-1),
        integer(7),
        integer(127),
        integer(128),
        integer(-129),  // one byte of a record
        integer(32767),
        integer(32768),  // two
        integer(2147483647),
        integer(2147483648),
        integer(-2147483649),  // four
        integer(4294967296),   // lost by a 32-bit wrap
        integer(9007199254740993),
        integer(-9007199254740993),  // lost through a double (B02)
        integer(Limits::max()),
        integer(Limits::min()),
    };
    return values;
}

const Values& reals() {
    using Limits = std::numeric_limits<double>;
    static const Values values = {
        0.0,
        -0.0,  // the sign is lost by + 0.0 and in REAL columns
        1.0,
        -1.0,
        7.0,  // integral: turn into integers in NUMERIC columns
        0.1,
        0.5,
        2.5,
        -3.75,
        1.0000000000000002,  // the neighbour of 1: lost in 15 digits
        9007199254740994.0,  // above 2^53
        1e15,
        1e17,
        123456789012345680.0,
        Limits::max(),
        Limits::min(),
        5e-324,  // the largest, the least normal, the least
        Limits::infinity(),
        -Limits::infinity(),  // print as no SQL
    };
    return values;
}

const Values& texts() {
    static const std::string long_text(300, 'x');
    static const Values values = {
        text(""),
        text(" "),
        text("a"),
        text("A"),
        text("a "),
        text(" a"),  // blank and case twins
        text("\xc3\xa9"),
        text("\xc3\x89"),   // é and É: two names, two values
        text("e\xcc\x81"),  // é in two code points
        text("\xf0\x9f\x90\xa2"),
        text("\xe2\x80\xae"),  // above the BMP; right to left
        text("1"),
        text("1.0"),
        text(" 1"),
        text("1e2"),
        text("007"),
        text("0x10"),  // B01
        text("-0"),
        text("9223372036854775808"),
        text("12345678901234567890"),  // B02
        text("NULL"),
        text("null"),
        text("true"),
        text("nan"),
        text("Inf"),
        text("it's"),
        text("\""),
        text("a\nb"),
        text("\\"),
        text("%_"),
        text(std::string_view("a\0b", 3)),
        text(std::string_view("\0", 1)),  // cut at NUL (B05)
        text("\xff\xfe"),                 // not UTF-8
        text("2025-10-24 08:05:00"),
        text("2024-02-30"),
        text("{\"a\": [1, null]}"),
        text("[]"),
        text("{"),
        text(long_text),  // cut at 255
    };
    return values;
}

const Values& blobs() {
    static const std::string long_blob(300, '\0');
    static const Values values = {
        blob(""),        blob(std::string_view("\0", 1)), blob("1"), blob("a"), blob("\xff\xfe"),
        blob(long_blob),
    };
    return values;
}

const Values& all() {
    static const Values values = [] {
        Values every;
        for (const Values* some : {&integers(), &reals(), &texts(), &blobs()})
            every.insert(every.end(), some->begin(), some->end());
        return every;
    }();
    return values;
}

const Values& numbers() {
    static const Values values = [] {
        Values both = integers();
        both.insert(both.end(), reals().begin(), reals().end());
        return both;
    }();
    return values;
}

}  // namespace

std::span<const Value> hazards() { return all(); }

std::span<const Value> hazards(Affinity affinity) {
    switch (affinity) {
        case Affinity::integer: return integers();
        case Affinity::real: return reals();
        case Affinity::text: return texts();
        case Affinity::blob: return blobs();
        case Affinity::numeric: return numbers();
    }
    return all();
}

bool is_hazard(const Value& value) {
    return std::ranges::any_of(all(), [&](const Value& each) { return identical(each, value); });
}

}  // namespace evolve
