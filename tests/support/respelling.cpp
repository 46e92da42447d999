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
        bool in_type = false;
        for (auto token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next()) {
            // A comment before either of these words is a part of the type for SQLite.
            const bool generated = token.keyword == Keyword::generated_;
            if (!result.empty()) result += in_type || generated ? " " : any_blank();
            result += respelled(token, sql);
            in_type = generated;
        }
        return result;
    });
}

}  // namespace evolve
