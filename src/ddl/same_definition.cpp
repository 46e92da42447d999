#include "evolve/ddl/same_definition.hpp"

#include "evolve/ddl/lexer.hpp"

namespace evolve::ddl {
namespace {

bool is_quoted(const Token& token) {
    return token.kind == TokenKind::double_quoted || token.kind == TokenKind::string;
}

bool same(const Token& x, std::string_view a, const Token& y, std::string_view b) {
    if (is_quoted(x) && is_quoted(y)) return content_of(x, a) == content_of(y, b);
    return x.kind == y.kind && a.substr(x.offset, x.length) == b.substr(y.offset, y.length);
}

}  // namespace

bool same_definition(std::string_view a, std::string_view b) {
    if (a == b) return true;
    Lexer left(a);
    Lexer right(b);
    while (true) {
        const Token x = left.next();
        const Token y = right.next();
        if (!same(x, a, y, b)) return false;
        if (x.kind == TokenKind::end) return true;
    }
}

}  // namespace evolve::ddl
