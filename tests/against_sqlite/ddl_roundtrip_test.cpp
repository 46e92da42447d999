#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "against_sqlite/read_back.hpp"
#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/plain_strings.hpp"
#include "support/generators.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

/// What PRAGMA table_info answers of a column, and what the model says that it must.
struct Info {
    Identifier name;
    Text type;
    bool not_null = false;
    std::size_t place_in_key = 0;  ///< from 1; 0: not in it

    friend bool operator==(const Info&, const Info&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Info& info) {
        return out << info.name << ' ' << info.type << ' ' << info.not_null << ' '
                   << info.place_in_key;
    }
};

std::vector<Info> pragma_info(Connection& connection, const Table& table) {
    std::vector<Info> all;
    Statement rows = connection.prepare("PRAGMA table_info(" + ddl::quoted(table.name) + ")");
    while (rows.step())
        all.push_back({Identifier(rows.text(1)), Text(rows.text(2)), rows.integer(3) != 0,
                       static_cast<std::size_t>(rows.integer(5))});
    return all;
}

/// Of a quoted type SQLite answers the first word, without its quotes.
Text shown_type(const Text& type) {
    const ddl::Token first = ddl::Lexer(type).next();
    return first.kind == ddl::TokenKind::word ? type : ddl::content_of(first, type);
}

std::vector<Info> model_info(const Table& table) {
    const auto key = primary_key(table);
    std::vector<Info> all;
    for (const Column& column : table.columns) {
        const auto place = std::ranges::find(key, column.name);
        all.push_back({column.name, shown_type(column.type), column.has<NotNull>(),
                       place == key.end() ? 0 : static_cast<std::size_t>(place - key.begin()) + 1});
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_roundtrip)

RC_BOOST_PROP(sqlite_creates_what_is_written_and_keeps_what_parses_to_the_same, ()) {
    const Schema original = *any_schema();
    Connection connection = Connection::memory();
    create(connection, original);
    RC_ASSERT(read_back(connection) == with_plain_strings(original));
}

RC_BOOST_PROP(pragma_table_info_agrees_with_the_model, ()) {
    const Schema original = *any_schema();
    Connection connection = Connection::memory();
    create(connection, original);
    for (const Table& table : original.tables)
        RC_ASSERT(pragma_info(connection, table) == model_info(table));
}

RC_BOOST_PROP(the_rowid_alias_is_the_column_that_sqlite_gives_rowids_to, ()) {
    Schema original = *any_schema();
    Connection connection = Connection::memory({});
    create(connection, original);
    for (const Table& table : original.tables) {
        // Only of the alias does SQLite know that it is never NULL and needs no index.
        const auto alias = rowid_alias(table);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (rowid_name(table).empty()) continue;
            Statement plan =
                connection.prepare("EXPLAIN QUERY PLAN SELECT 1 FROM " + ddl::in_main(table.name) +
                                   " WHERE " + ddl::quoted(table.columns[i].name) + " = 1");
            RC_ASSERT(plan.step());
            const bool by_rowid = plan.text(3).ends_with("USING INTEGER PRIMARY KEY (rowid=?)");
            RC_ASSERT(by_rowid == (alias == i));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
