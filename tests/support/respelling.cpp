#include "support/respelling.hpp"

#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/quote.hpp"
#include "support/draw.hpp"

namespace evolve {
namespace {

std::string any_blank() {
    return one_of<std::string>({" ", " ", " ", "\n", "\t", "\r\n", " /* ' */ ", "/**/",
                                " -- \" [ \n", "/* ; -- */", "\f ", " -- ) \r\n"});
}

std::string any_case(std::string_view word) {
    std::string result(word);
    for (char& byte : result)
        if (byte >= 'a' && byte <= 'z' && one_in(2))
            byte = static_cast<char>(byte - 'a' + 'A');
        else if (byte >= 'A' && byte <= 'Z' && one_in(2))
            byte = fold_case(byte);
    return result;
}

std::string respelled(const ddl::Token& token, std::string_view sql) {
    const std::string spelled(sql.substr(token.offset, token.length));
    if (token.kind == ddl::TokenKind::word && token.keyword != Keyword::none)
        return any_case(spelled);
    return spelled;
}

}  // namespace

rc::Gen<std::string> respelled_sql(std::string sql) {
    return rc::gen::exec([sql] {
        std::string result;
        ddl::Lexer lexer(sql);
        for (auto token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next()) {
            if (!result.empty()) result += any_blank();
            result += respelled(token, sql);
        }
        return result;
    });
}

}  // namespace evolve
