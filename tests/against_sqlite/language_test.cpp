#include <boost/test/unit_test.hpp>
#include <functional>

#include "against_sqlite/pragmas.hpp"
#include "against_sqlite/read_back.hpp"
#include "against_sqlite/stored.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/plain_strings.hpp"
#include "support/cases.hpp"
#include "support/language.hpp"
#include "support/printers.hpp"
#include "support/respelling.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

/// Holds a law against many schemas that use the whole language; the first that breaks it is shown.
void for_any_schema(const std::function<std::string(const Schema&, std::size_t)>& broken) {
    const auto schemas = any_language();
    const std::size_t cases = random_cases(100);
    std::size_t held = 0;
    for (; held < cases; ++held) {
        const Schema schema = drawn(schemas, held);
        const std::string reason = broken(schema, held);
        if (reason.empty()) continue;
        BOOST_ERROR("schema " << held << ":\n" << schema << reason);
        break;
    }
    BOOST_TEST_MESSAGE("0 counterexamples in " << held << " schemas");
    BOOST_TEST(held == cases);
}

std::string run(Connection& connection, const std::vector<std::string>& statements) {
    for (const std::string& sql : statements)
        if (std::string refusal = refusal_of(connection, sql); !refusal.empty())
            return refusal + ": " + sql;
    return {};
}

std::string compared(const Answers& answers) {
    if (answers.found == answers.expected) return {};
    return "PRAGMA " + answers.pragma + " found\n" + shown(answers.found) + "expected\n" +
           shown(answers.expected);
}

std::string pragmas_disagree(Connection& connection, const Schema& schema) {
    std::string reason = compared(table_list(connection, schema));
    for (const Table& table : schema.tables) {
        if (reason.empty()) reason = compared(table_xinfo(connection, table));
        if (reason.empty()) reason = compared(foreign_key_list(connection, table));
        if (reason.empty()) reason = compared(indexes_of(connection, schema, table));
    }
    return reason;
}

Schema parsed_again(const std::vector<std::string>& statements) {
    Schema schema;
    for (const std::string& sql : statements)
        ddl::add(schema, parsed(ddl::parse_definition(sql), sql));
    return schema;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(language)

// Pitfall F01: what is written reads back as what it was, for every construct; F06: whatever the
// names are.
BOOST_AUTO_TEST_CASE(sqlite_takes_what_is_written_and_what_it_stores_reads_back_the_same_f01_f06) {
    for_any_schema([](const Schema& schema, std::size_t) -> std::string {
        Connection connection = Connection::memory();
        if (std::string refusal = run(connection, ddl::write(schema)); !refusal.empty())
            return refusal;
        const Schema stored = stored_in(connection);
        if (stored != with_plain_strings(schema)) return "is stored as\n" + ddl::write(stored)[0];
        if (fingerprint(stored) != fingerprint(schema)) return "has another fingerprint";
        return pragmas_disagree(connection, schema);
    });
}

BOOST_AUTO_TEST_CASE(writing_reading_and_writing_again_changes_nothing) {
    for_any_schema([](const Schema& schema, std::size_t) -> std::string {
        for (const auto quoting : {ddl::Quoting::always, ddl::Quoting::where_needed}) {
            const auto once = ddl::write(schema, quoting);
            const Schema read = parsed_again(once);
            const bool runs = quoting == ddl::Quoting::always;
            if (read != (runs ? with_plain_strings(schema) : schema)) return "reads differently";
            if (ddl::write(read, quoting) != once) return "is written differently the second time";
        }
        return {};
    });
}

BOOST_AUTO_TEST_CASE(names_bare_where_they_can_be_make_the_same_schema) {
    for_any_schema([](const Schema& schema, std::size_t) -> std::string {
        Connection connection = Connection::memory();
        const auto statements = ddl::write(schema, ddl::Quoting::where_needed);
        if (std::string refusal = run(connection, statements); !refusal.empty()) return refusal;
        if (stored_in(connection) != schema) return "is another schema";
        return {};
    });
}

// Comments, blanks and the letters of keywords (F05).
BOOST_AUTO_TEST_CASE(however_it_is_spelled_it_is_read_as_sqlite_reads_it_f05) {
    for_any_schema([](const Schema& schema, std::size_t number) -> std::string {
        Connection connection = Connection::memory();
        std::vector<std::string> statements;
        for (const std::string& sql : ddl::write(schema)) {
            // What stands in the brackets of a module is the module's, comments and all.
            const bool module = sql.starts_with("CREATE VIRTUAL");
            statements.push_back(module ? sql : drawn(respelled_sql(sql), number));
        }
        if (std::string refusal = run(connection, statements); !refusal.empty()) return refusal;
        const Schema stored = stored_in(connection);
        if (fingerprint(stored) != fingerprint(schema))
            return "has another fingerprint:\n" + canonical(stored) + canonical(schema);
        return {};
    });
}

BOOST_AUTO_TEST_SUITE_END()
