#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "against_sqlite/read_back.hpp"
#include "evolve/ddl/lexer.hpp"
#include "support/cases.hpp"
#include "support/draw.hpp"
#include "support/language.hpp"
#include "support/parts.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

std::vector<std::string> tokens_of(std::string_view sql) {
    std::vector<std::string> tokens;
    ddl::Lexer lexer(sql);
    for (auto token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next())
        tokens.emplace_back(sql.substr(token.offset, token.length));
    return tokens;
}

std::string any_token() {
    if (one_in(2)) {
        const auto& words = evolve::detail::keyword_texts;
        return std::string(
            words[static_cast<std::size_t>(between(1, static_cast<int>(words.size())))]);
    }
    return one_of<std::string>({"(",    ")",     ",",   ";",     ".",      "+",      "-",  "*",
                                "'s'",  "\"q\"", "[b]", "`t`",   "x'ab'",  "x'a'",   "5",  ".5",
                                "0x1F", "1e",    "a",   "rowid", "strict", "stored", "?1", "/*",
                                "--",   "'",     "\"",  "||",    "->>",    "=",      "!"});
}

/// The statement with some of its tokens left out, put twice, swapped or replaced.
std::string mutated(const std::string& sql) {
    auto tokens = tokens_of(sql);
    const auto place = [&] {
        return static_cast<std::size_t>(between(0, static_cast<int>(tokens.size())));
    };
    for (int left = between(1, 4); left > 0 && !tokens.empty(); --left) {
        const std::size_t at = place();
        const auto here = tokens.begin() + static_cast<std::ptrdiff_t>(at);
        switch (between(0, 5)) {
            case 0: tokens.erase(here); break;
            case 1: tokens.insert(here, std::string(tokens[place()])); break;
            case 2: std::swap(tokens[at], tokens[place()]); break;
            case 3: tokens[at] = any_token(); break;
            default: tokens.insert(here, any_token()); break;
        }
    }
    std::string result;
    for (const std::string& token : tokens) result += token + (one_in(12) ? "" : " ");
    return result;
}

rc::Gen<std::vector<std::string>> some_mutants() {
    return rc::gen::exec([] {
        std::vector<std::string> all;
        for (const std::string& sql : ddl::write(*any_language())) all.push_back(mutated(sql));
        return all;
    });
}

struct Counts {
    std::size_t taken = 0;
    std::size_t unread = 0;
};

/// What SQLite takes, whether evolve reads what SQLite stored of it.
void judge(const std::string& sql, Counts& counts) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE base(a, b); CREATE VIEW bv AS SELECT 1 x");
    if (!refusal_of(connection, sql).empty()) return;
    Statement rows = connection.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'");
    while (rows.step()) {
        ++counts.taken;
        const std::string stored(rows.text(0));
        const auto read = ddl::parse_definition(stored);
        if (read) continue;
        ++counts.unread;
        BOOST_ERROR("SQLite takes this, evolve does not: " << stored << "\n"
                                                           << ddl::describe(read.error()));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mutated_text)

// The grammar is held against SQLite's from the side that hurts: a text that SQLite takes and
// evolve does not read is a bug.
BOOST_AUTO_TEST_CASE(what_sqlite_takes_of_mutilated_statements_evolve_reads) {
    const auto mutants = some_mutants();
    const std::size_t cases = random_cases(300);
    Counts counts;
    for (std::size_t i = 0; i < cases && counts.unread < 10; ++i)
        for (const std::string& sql : drawn(mutants, i)) judge(sql, counts);
    BOOST_TEST_MESSAGE(counts.taken << " texts taken by SQLite, " << counts.unread
                                    << " of them not read");
    BOOST_TEST(counts.unread == 0u);
    BOOST_TEST(counts.taken > cases / 10);
}

BOOST_AUTO_TEST_SUITE_END()
