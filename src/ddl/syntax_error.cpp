#include "evolve/ddl/syntax_error.hpp"

#include <algorithm>
#include <cctype>

namespace evolve::ddl {
namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

std::string wanted(const SyntaxError& error) {
    switch (error.expected) {
        case Expected::keyword: return upper(text_of(error.keyword));
        case Expected::punctuation: return "'" + std::string(1, error.punctuation) + "'";
        case Expected::name: return "a name";
        case Expected::literal: return "a number or another literal";
        case Expected::expression: return "an expression";
        case Expected::definition: return "CREATE TABLE, INDEX, VIEW, TRIGGER or VIRTUAL TABLE";
        case Expected::select: return "SELECT, VALUES or WITH";
        case Expected::trigger_body: return "statements that each end in ';', and END";
        case Expected::argument: return "an argument of the module or ')'";
        case Expected::key_column: return "a column, not an expression";
        case Expected::columns: return "'(' and columns";
        case Expected::main_schema: return "the schema main";
        case Expected::table_option: return "STRICT or WITHOUT ROWID";
        case Expected::constraint: return "a constraint, ',' or ')'";
        case Expected::end: return "nothing more";
        case Expected::shorter_text: return "a text of at most 1,000,000,000 bytes";
    }
    return "";
}

}  // namespace

std::string describe(const SyntaxError& error) {
    std::string text;
    if (!error.object.empty()) text += std::string(error.object) + ", ";
    text +=
        "line " + std::to_string(error.line) + ", column " + std::to_string(error.column) + ": ";
    const std::string found =
        error.found.empty() ? "the end of the text" : "'" + std::string(error.found) + "'";
    return text + "expected " + wanted(error) + ", found " + found;
}

}  // namespace evolve::ddl
