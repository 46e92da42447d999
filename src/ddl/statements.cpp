#include "evolve/ddl/statements.hpp"

#include <algorithm>

#include "evolve/ddl/lexer.hpp"

namespace evolve::ddl {
namespace {

/// Collects the tokens of one statement until its end is seen.
class Reader {
public:
    explicit Reader(std::string_view script) : script_(script), lexer_(script) {}

    std::vector<StatementText> read() {
        for (Token token = next(); token.kind != TokenKind::end; token = next()) take(token);
        finish();
        return std::move(statements_);
    }

private:
    /// With its place in the whole script.
    Token next() {
        Token token = lexer_.next();
        token.offset += static_cast<std::uint32_t>(base_);
        return token;
    }

    /// A line of the sqlite3 shell's own, as `.read other.sql`, which ends without a semicolon.
    [[nodiscard]] bool is_shell_command(const Token& token) const {
        return tokens_ == 0 && script_[token.offset] == '.' &&
               (token.offset == 0 || script_[token.offset - 1] == '\n');
    }

    void take_shell_command(const Token& token) {
        start_ = token.offset;
        end_ = std::min(script_.find('\n', start_), script_.size());
        base_ = end_;
        lexer_ = Lexer(script_.substr(end_));
        ++tokens_;
        finish();
    }

    void take(const Token& token) {
        if (is_shell_command(token)) {
            take_shell_command(token);
            return;
        }
        const bool semicolon = is(';', token);
        if (semicolon && !is_inside()) {
            finish();
            return;
        }
        if (is('(', token)) ++depth_;
        if (is(')', token) && depth_ > 0) --depth_;
        if (tokens_ == 0) start_ = token.offset;
        end_ = token.offset + token.length;
        look_at_head(token);
        // "; END ;" ends a trigger: an END of CASE follows no semicolon.
        ended_body_ = token.keyword == Keyword::end_ && after_semicolon_;
        after_semicolon_ = semicolon;
        ++tokens_;
    }

    [[nodiscard]] bool is(char symbol, const Token& token) const {
        return token.kind == TokenKind::punctuation && script_[token.offset] == symbol;
    }

    /// CREATE [TEMP | TEMPORARY] TRIGGER, or CREATE VIRTUAL
    void look_at_head(const Token& token) {
        if (tokens_ == 0) head_ = token.keyword == Keyword::create_;
        if (tokens_ == 0 || !head_) return;
        trigger_ = token.keyword == Keyword::trigger_;
        virtual_ = token.keyword == Keyword::virtual_;
        const bool temporary =
            token.keyword == Keyword::temp_ || token.keyword == Keyword::temporary_;
        head_ = tokens_ == 1 && temporary;
    }

    /// Whether a semicolon ends no statement: in a trigger, and in the arguments of a module.
    [[nodiscard]] bool is_inside() const {
        return (trigger_ && !ended_body_) || (virtual_ && depth_ > 0);
    }

    void finish() {
        if (tokens_ > 0) statements_.push_back({script_.substr(start_, end_ - start_), line()});
        tokens_ = 0;
        depth_ = 0;
        head_ = trigger_ = virtual_ = ended_body_ = after_semicolon_ = false;
    }

    std::uint32_t line() {
        line_ += static_cast<std::uint32_t>(
            std::ranges::count(script_.substr(counted_, start_ - counted_), '\n'));
        counted_ = start_;
        return line_;
    }

    std::string_view script_;
    Lexer lexer_;  ///< of the script from `base_` on
    std::size_t base_ = 0;
    std::vector<StatementText> statements_;
    std::size_t tokens_ = 0;  ///< of the statement so far
    std::size_t start_ = 0;
    std::size_t end_ = 0;
    std::size_t depth_ = 0;  ///< of brackets
    bool head_ = false;      ///< all tokens so far are of CREATE [TEMP]
    bool trigger_ = false;
    bool virtual_ = false;
    bool ended_body_ = false;
    bool after_semicolon_ = false;
    std::uint32_t line_ = 1;
    std::size_t counted_ = 0;  ///< bytes whose lines are in line_
};

}  // namespace

std::vector<StatementText> statements_of(std::string_view script) { return Reader(script).read(); }

}  // namespace evolve::ddl
