#include "evolve/execute/script.hpp"

#include <array>
#include <optional>

#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/statements.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

using ddl::Token;
using ddl::TokenKind;

/// The first tokens of a statement.
constexpr std::size_t most_head_tokens = 8;
using Head = std::array<Token, most_head_tokens>;

Head head_of(std::string_view sql) {
    ddl::Lexer lexer(sql);
    Head head{};
    for (Token& token : head) token = lexer.next();
    return head;
}

bool is_schema_table(const Token& token, std::string_view sql) {
    const Identifier name(ddl::content_of(token, sql));
    return name == Identifier("sqlite_schema") || name == Identifier("sqlite_master");
}

bool changes_schema(const Head& head) {
    const Keyword first = head[0].keyword;
    return first == Keyword::create_ || first == Keyword::alter_ || first == Keyword::drop_;
}

bool is_temporary(const Head& head) {
    return head[0].keyword == Keyword::create_ &&
           (head[1].keyword == Keyword::temp_ || head[1].keyword == Keyword::temporary_);
}

/// The CREATE VIRTUAL TABLE that `.dump` inserts into sqlite_schema, or nothing.
std::optional<Text> dumped_virtual_table(const Head& head, std::string_view sql) {
    if (head[0].keyword != Keyword::insert_ || !is_schema_table(head[2], sql)) return std::nullopt;
    ddl::Lexer lexer(sql);
    std::optional<Text> last;
    for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next())
        if (token.kind == TokenKind::string) last = ddl::content_of(token, sql);
    if (!last || head_of(*last)[1].keyword != Keyword::virtual_) return std::nullopt;
    return last;
}

/// The table that the statement creates, or an empty name.
Identifier created_table(const Head& head, std::string_view sql) {
    if (head[0].keyword != Keyword::create_ || head[1].keyword != Keyword::table_)
        return Identifier();
    const bool guarded = head[2].keyword == Keyword::if_;
    return Identifier(ddl::content_of(head[guarded ? 5 : 2], sql));
}

/// The shadow tables of a virtual table are in what `.schema` prints, and came with it.
bool is_shadow(sqlite::Connection& connection, const Identifier& table) {
    if (table.empty()) return false;
    auto found = connection.prepare(
        "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow' AND "
        "name = ?1 COLLATE NOCASE");
    found.bind(1, table.text());
    return found.step();
}

/// Runs the statements of a script, one after the other.
class Script {
public:
    explicit Script(sqlite::Connection& connection) : connection_(connection) {}

    /// Runs a statement that makes or changes an object. Whether it can have to do with one that
    /// stays: a temporary object is made because later statements may be about it.
    bool run(std::string_view sql) {
        const auto wanted = to_run(sql);
        if (!wanted) return false;
        connection_.execute(*wanted);
        const Head head = head_of(*wanted);
        has_virtual_table_ |= head[1].keyword == Keyword::virtual_;
        return !is_temporary(head);
    }

private:
    /// What of a statement is to be run, or nothing.
    std::optional<Text> to_run(std::string_view sql) {
        const Head head = head_of(sql);
        if (auto dumped = dumped_virtual_table(head, sql)) return dumped;
        const Identifier table = created_table(head, sql);
        // SQLite makes its own tables itself; they are in what `.schema` prints too.
        if (!changes_schema(head) || detail::is_reserved(table)) return std::nullopt;
        if (has_virtual_table_ && is_shadow(connection_, table)) return std::nullopt;
        return Text(sql);
    }

    sqlite::Connection& connection_;
    bool has_virtual_table_ = false;  ///< to look for its shadow tables takes time
};

}  // namespace

Explanation explain(const ScriptRefused& cause) {
    return {ExitCode::usage, "bad-script",
            "line " + std::to_string(cause.line) + ": SQLite does not take the statement (" +
                cause.message + ")",
            "Correct the script."};
}

Result<ScriptSchema, ScriptRefused> run_script(std::string_view script,
                                               const std::atomic<bool>* interrupted) {
    sqlite::OpenOptions options{.access = sqlite::Access::write};
    options.interrupted = interrupted;
    auto connection = sqlite::Connection::memory(options);
    ScriptSchema result;
    Script statements(connection);
    for (const ddl::StatementText& statement : ddl::statements_of(script)) {
        try {
            if (!statements.run(statement.sql)) ++result.skipped;
        } catch (const sqlite::Failure& failure) {
            return unexpected(ScriptRefused{statement.line, failure.what()});
        }
    }
    result.objects = introspect::read_objects(connection);
    return result;
}

}  // namespace evolve
