#include "evolve/ddl/written_by_sqlite.hpp"

#include "evolve/ddl/lexer.hpp"

namespace evolve::ddl {

bool is_written_by_sqlite(std::string_view definition) {
    constexpr std::size_t head = std::string_view("CREATE TABLE ").size();
    Lexer lexer(definition);
    lexer.next();
    if (lexer.next().keyword != Keyword::table_) return true;  // a virtual one
    const Token name = lexer.next();
    const Token next = lexer.next();
    const bool conditional = name.keyword == Keyword::if_ && next.keyword == Keyword::not_;
    const bool qualified = definition.substr(next.offset, next.length) == ".";
    return name.offset == head && !conditional && !qualified;
}

}  // namespace evolve::ddl
