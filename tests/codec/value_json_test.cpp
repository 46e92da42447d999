#include "codec/value_json.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "codec/json_document.hpp"

namespace evolve {
namespace {

std::optional<Value> read_back(const std::string& text) {
    const auto document = codec::parse_document(text, "a test");
    BOOST_REQUIRE(document.has_value());
    codec::Reading reading("a test");
    Value value = codec::read_value(codec::JsonCursor(*document, reading));
    if (reading.failed()) return std::nullopt;
    return value;
}

const std::vector<Value>& values() {
    using Real = std::numeric_limits<double>;
    static const std::vector<Value> all = {Null(),
                                           std::int64_t{0},
                                           INT64_MAX,
                                           INT64_MIN,
                                           0.0,
                                           -0.0,
                                           1.0,
                                           0.1,
                                           1e300,
                                           0x1p53,
                                           Real::infinity(),
                                           -Real::infinity(),
                                           Real::denorm_min(),
                                           Real::max(),
                                           Text(""),
                                           Text("1"),
                                           Text("null"),
                                           Text("{\"$text\": \"00\"}"),
                                           Text(std::string_view("a\0b", 3)),
                                           Text("\xff\xfe"),
                                           Text("ü\n\""),
                                           Blob{Text("")},
                                           Blob{Text(std::string_view("\0\xff", 2))}};
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(value_json_test)

BOOST_AUTO_TEST_CASE(every_value_reads_back_in_class_and_bits) {
    for (const Value& value : values()) {
        const std::string text = codec::json_of(value).dump();
        const auto back = read_back(text);
        BOOST_REQUIRE(back.has_value());
        BOOST_TEST(identical(*back, value), text);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_value_is_an_error) {
    for (const char* text : {"true", "[]", "{}", "{\"$blob\": \"0\"}", "{\"$blob\": \"xx\"}",
                             "{\"$real\": \"NaN\"}", "{\"$other\": \"00\"}", "\"a\\u0000b\"",
                             "18446744073709551615", "{\"$blob\": \"00\", \"$text\": \"00\"}"})
        BOOST_TEST(!read_back(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
