#include "evolve/ddl/lexer.hpp"

#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "support/printers.hpp"

using namespace evolve;
using namespace evolve::ddl;

namespace {

using enum TokenKind;

struct Seen {
    TokenKind kind;
    std::string content;
    friend bool operator==(const Seen&, const Seen&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Seen& seen) {
        return out << int(seen.kind) << " " << seen.content;
    }
};

std::vector<Seen> tokens(std::string_view text) {
    std::vector<Seen> all;
    Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
        BOOST_REQUIRE(token.length > 0);  // else a reader would stay for ever
        const bool whole = token.kind != illegal;
        all.push_back({token.kind, whole ? std::string(content_of(token, text))
                                         : std::string(text.substr(token.offset, token.length))});
    }
    return all;
}

void check(std::string_view text, const std::vector<Seen>& expected) {
    const auto found = tokens(text);
    BOOST_TEST_CONTEXT(text) BOOST_TEST(found == expected, boost::test_tools::per_element());
}

std::string with_nul(std::string text) {
    for (char& byte : text)
        if (byte == '$') byte = '\0';
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_lexer)

BOOST_AUTO_TEST_CASE(words_hold_letters_digits_dollar_and_every_byte_beyond_ascii) {
    check("ab_1$ é名 _x", {{word, "ab_1$"}, {word, "é名"}, {word, "_x"}});
}

BOOST_AUTO_TEST_CASE(quotes_come_off_and_doubled_ones_become_single) {
    check(R"("a""b" 'it''s' `c``d` [e"f])",
          {{double_quoted, "a\"b"}, {string, "it's"}, {backquoted, "c`d"}, {bracketed, "e\"f"}});
    check(R"("" '' `` [] """" '''')", {{double_quoted, ""},
                                       {string, ""},
                                       {backquoted, ""},
                                       {bracketed, ""},
                                       {double_quoted, "\""},
                                       {string, "'"}});
}

BOOST_AUTO_TEST_CASE(numbers_have_the_forms_of_sqlite) {
    check("0x1Fg", {{number, "0x1F"}, {word, "g"}});
    check("7 7.5 .5 5. 1e3 1E+3 1.5e-3 0x1F 5.e1", {{number, "7"},
                                                    {number, "7.5"},
                                                    {number, ".5"},
                                                    {number, "5."},
                                                    {number, "1e3"},
                                                    {number, "1E+3"},
                                                    {number, "1.5e-3"},
                                                    {number, "0x1F"},
                                                    {number, "5.e1"}});
    check("1+2", {{number, "1"}, {punctuation, "+"}, {number, "2"}});
}

BOOST_AUTO_TEST_CASE(a_number_that_runs_into_a_word_is_illegal) {
    for (const char* text : {"1a", "1_000", "0x", "0xg", "1e", "1e+", "1.5é"}) {
        const auto found = tokens(text);
        BOOST_TEST_CONTEXT(text) BOOST_TEST((found.front().kind == illegal));
    }
}

BOOST_AUTO_TEST_CASE(a_blob_has_an_even_number_of_hexadecimal_digits) {
    check("x'00fF' X''", {{blob, "00fF"}, {blob, ""}});
    check("x'0'", {{illegal, "x'0'"}});
    BOOST_TEST((tokens("x'0g'").front().kind == illegal));
    BOOST_TEST((tokens("x'00").front().kind == illegal));
    check("x '00'", {{word, "x"}, {string, "00"}});
}

BOOST_AUTO_TEST_CASE(the_longest_operator_is_taken) {
    check("->> -> || | <= <> << < >= >> != == =", {{punctuation, "->>"},
                                                   {punctuation, "->"},
                                                   {punctuation, "||"},
                                                   {punctuation, "|"},
                                                   {punctuation, "<="},
                                                   {punctuation, "<>"},
                                                   {punctuation, "<<"},
                                                   {punctuation, "<"},
                                                   {punctuation, ">="},
                                                   {punctuation, ">>"},
                                                   {punctuation, "!="},
                                                   {punctuation, "=="},
                                                   {punctuation, "="}});
}

BOOST_AUTO_TEST_CASE(comments_and_blanks_stand_between_tokens) {
    check("a--x\nb/* * / */c/**/d\t\f\r\ne",
          {{word, "a"}, {word, "b"}, {word, "c"}, {word, "d"}, {word, "e"}});
    check("a -- to the end", {{word, "a"}});
    check("a /* to the end", {{word, "a"}});
    check("a/*/b*/c", {{word, "a"}, {word, "c"}});
    check(
        "\xEF\xBB\xBF"
        "a",
        {{word, "a"}});
}

BOOST_AUTO_TEST_CASE(what_the_text_ends_inside_of_is_illegal) {
    for (const char* text : {"'abc", "\"abc", "`abc", "[abc", "'abc''"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST((tokens(text).front().kind == illegal));
}

BOOST_AUTO_TEST_CASE(a_nul_is_never_passed_over) {
    for (const char* text : {"'a$b'", "\"a$b\"", "[a$b]", "a -- $\n b", "a /* $ */ b", "a$"}) {
        bool seen = false;
        const std::string bytes = with_nul(text);
        for (const Seen& each : tokens(bytes)) seen = seen || each.kind == illegal;
        BOOST_TEST_CONTEXT(text) BOOST_TEST(seen);
    }
}

BOOST_AUTO_TEST_CASE(variables_are_no_names) {
    check("?1 :a @b $c", {{variable, "?1"}, {variable, ":a"}, {variable, "@b"}, {variable, "$c"}});
    check("!", {{illegal, "!"}});
}

BOOST_AUTO_TEST_CASE(a_keyword_is_known_in_any_case) {
    for (std::size_t i = 1; i < evolve::detail::keyword_texts.size(); ++i) {
        std::string upper(evolve::detail::keyword_texts[i]);
        for (char& byte : upper)
            if (byte >= 'a') byte = static_cast<char>(byte - 'a' + 'A');
        BOOST_TEST_CONTEXT(upper) BOOST_TEST((keyword_of(upper) == static_cast<Keyword>(i)));
    }
    BOOST_TEST((keyword_of("tables") == Keyword::none));
    BOOST_TEST((keyword_of("") == Keyword::none));
    BOOST_TEST((keyword_of("é") == Keyword::none));
}

BOOST_AUTO_TEST_SUITE_END()
