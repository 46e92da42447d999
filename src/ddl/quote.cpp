#include "evolve/ddl/quote.hpp"

#include <algorithm>

#include "evolve/base/keyword.hpp"

namespace evolve::ddl {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_word_byte(char byte) {
    const char folded = fold_case(byte);
    return (folded >= 'a' && folded <= 'z') || is_digit(byte) || byte == '_';
}

}  // namespace

std::string quoted_where_needed(const Identifier& name) {
    const std::string_view text = name.view();
    const bool word =
        !text.empty() && !is_digit(text.front()) && std::ranges::all_of(text, is_word_byte);
    return word && keyword_of(text) == Keyword::none ? std::string(text) : quoted(name);
}

}  // namespace evolve::ddl
