#include "evolve/codec/row_json.hpp"

#include <rapidcheck/boost_test.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

using namespace evolve;

namespace {

using nlohmann::ordered_json;

ordered_json read_back(Value value, const char* type = "") {
    return ordered_json::parse(row_json({"t", {{"c", type, std::move(value)}}})).at("c");
}

/// How a text reads, on one line.
std::string shown(const std::string& text) { return read_back(Text(text)).dump(); }

std::string repeated(const char* text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

std::string object_of(int keys) {
    std::string text = "{";
    for (int i = 0; i < keys; ++i)
        text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":" + std::to_string(i);
    return text + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec_row_json)

BOOST_AUTO_TEST_CASE(columns_stand_in_their_order) {
    const Sample row{"tasks",
                     {{"id", "INTEGER", std::int64_t{7}},
                      {"config", "TEXT", Text("{\"model\":{\"z\":1,\"a\":[true,null]}}")},
                      {"Ärger", "", Null{}},
                      {"a\"b", "", Text("x")}}};
    BOOST_TEST(row_json(row) == R"({
  "id": 7,
  "config": {
    "model": {
      "z": 1,
      "a": [
        true,
        null
      ]
    }
  },
  "Ärger": null,
  "a\"b": "x"
}
)");
}

BOOST_AUTO_TEST_CASE(a_row_without_columns_is_an_empty_object) {
    BOOST_TEST(row_json({"t", {}}) == "{}\n");
}

RC_BOOST_PROP(integers_are_exact, (std::int64_t integer)) {
    RC_ASSERT(read_back(integer).get<std::int64_t>() == integer);
}

RC_BOOST_PROP(reals_read_back_as_the_same_real, (std::int64_t mantissa, std::int8_t exponent)) {
    const double real = std::ldexp(static_cast<double>(mantissa), exponent);
    const ordered_json json = read_back(real);
    RC_ASSERT(json.is_number_float());
    RC_ASSERT(json.get<double>() == real);
}

BOOST_AUTO_TEST_CASE(a_real_never_looks_like_an_integer) {
    BOOST_TEST(read_back(1.0).dump() == "1.0");
    BOOST_TEST(read_back(0.1).dump() == "0.1");
    BOOST_TEST(read_back(1e300).dump() == "1e+300");
}

BOOST_AUTO_TEST_CASE(what_json_cannot_say_is_an_object_with_a_dollar) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(read_back(infinity).dump() == R"({"$real":"Infinity"})");
    BOOST_TEST(read_back(-infinity).dump() == R"({"$real":"-Infinity"})");
    BOOST_TEST(read_back(Blob{Text(std::string("\x00\xff", 2))}).dump() == R"({"$blob":"00ff"})");
    BOOST_TEST(read_back(Blob{}).dump() == R"({"$blob":""})");
    BOOST_TEST(shown("a\xff") == R"({"$text":"61ff"})");
    BOOST_TEST(shown("{\"a\":\"\xff\"}") == R"({"$text":"7b2261223a22ff227d"})");
}

BOOST_AUTO_TEST_CASE(texts_that_are_objects_or_arrays_are_nested) {
    BOOST_TEST(shown(" {\"b\": 1.5, \"a\": []}\n") == R"({"b":1.5,"a":[]})");
    BOOST_TEST(shown("[18446744073709551615, -9223372036854775808]") ==
               "[18446744073709551615,-9223372036854775808]");
}

BOOST_AUTO_TEST_CASE(other_texts_stay_strings) {
    for (const std::string text : {"", "null", "5", "true", "\"x\"", "{", "{'a': 1}", "[1,]",
                                   "[NaN]", "[1e999]", "{} {}", "\xEF\xBB\xBF{}"})
        BOOST_TEST(read_back(Text(text)) == ordered_json(text));
    BOOST_TEST(shown(std::string("a\0b", 3)) == "\"a\\u0000b\"");
}

BOOST_AUTO_TEST_CASE(any_json_in_a_json_column_is_nested) {
    BOOST_TEST(read_back(Text("null"), "JSON") == ordered_json(nullptr));
    BOOST_TEST(read_back(Text("5"), "jsonb") == ordered_json(5));
    BOOST_TEST(read_back(Text("none"), "JSON") == ordered_json("none"));
    BOOST_TEST(read_back(Text(""), "JSON") == ordered_json(""));
}

BOOST_AUTO_TEST_CASE(a_number_that_readers_would_round_keeps_its_text) {
    for (const std::string text : {"[18446744073709551616]", "{\"a\": -9223372036854775809}"})
        BOOST_TEST(read_back(Text(text)) == ordered_json(text));
}

BOOST_AUTO_TEST_CASE(a_text_too_large_to_nest_stays_a_string) {
    const auto nested = [](int levels) { return repeated("[", levels) + repeated("]", levels); };
    BOOST_TEST(read_back(Text(nested(64))).is_array());
    BOOST_TEST(read_back(Text(nested(65))).is_string());
    BOOST_TEST(read_back(Text(repeated("[", 63) + "{\"a\":1}" + repeated("]", 63))).is_array());
    BOOST_TEST(read_back(Text(object_of(10'000))).is_object());
    BOOST_TEST(read_back(Text(object_of(10'001))).is_string());
    BOOST_TEST(read_back(Text(repeated("[", 1'000'000))).is_string());
}

RC_BOOST_PROP(any_bytes_give_a_document, (std::string name, std::string bytes)) {
    const std::string text = row_json({"t",
                                       {{Identifier(std::string_view(name)), "JSON", Text(bytes)},
                                        {"b", "", Blob{Text(bytes)}}}});
    RC_ASSERT(ordered_json::accept(text));
}

BOOST_AUTO_TEST_SUITE_END()
