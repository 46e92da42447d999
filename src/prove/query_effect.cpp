#include "prove/query_effect.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/prove/contents.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/prove/value_text.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/row_expression.hpp"

namespace evolve {
namespace {

constexpr std::size_t longest_part = 60;  // of what is shown of an effect

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
    return std::ranges::any_of(
        words, [&](std::string_view each) { return equal_ignoring_case(word, each); });
}

/// The texts of its tokens.
std::vector<std::string_view> tokens_of(std::string_view sql) {
    std::vector<std::string_view> tokens;
    ddl::Lexer lexer(sql);
    for (ddl::Token token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next())
        tokens.push_back(sql.substr(token.offset, token.length));
    return tokens;
}

/// Values of the columns of that name; without a name, or where nothing is called so, of the keys.
std::vector<Value> candidates(const State& state, const Identifier& name) {
    std::vector<Value> named;
    std::vector<Value> keys;
    for (const RowsOf& rows : state.tables)
        for (const auto& row : rows.rows)
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (rows.columns[i] == name) named.push_back(row[i]);
                if (i == 0) keys.push_back(row[i]);
            }
    return named.empty() ? keys : named;
}

bool has_moment(const Table& table, const Identifier& name) {
    const auto place = table.position_of(name);
    const auto* rule = place ? table.columns[*place].rule<Default>() : nullptr;
    return rule != nullptr && is_momentary(rule->value);
}

/// Each column alone, with the key by which it is read.
std::map<std::string, RowsDigest> columns_of(sqlite::Connection& connection, const Schema& schema) {
    std::map<std::string, RowsDigest> digests;
    for (const TableView& view : views_of(schema)) {
        const auto table = schema.table(view.table);
        for (std::size_t i = 0; i < view.columns.size(); ++i) {
            if (table && has_moment(schema.tables[*table], view.columns[i])) continue;
            TableView alone{view.table, {view.columns.front()}, view.by_all_columns, false};
            if (i > 0) alone.columns.push_back(view.columns[i]);
            const std::string name =
                std::string(view.table.view()) + "." + std::string(view.columns[i].view());
            digests[name] = read_contents(connection, {alone}, Detail::digests).rows.front().digest;
        }
    }
    return digests;
}

std::string rows_of(sqlite::Statement& statement, bool in_order, bool moment) {
    std::vector<std::string> rows;
    while (statement.step()) {
        std::string row;
        for (int i = 0; i < statement.column_count(); ++i)
            row += (i == 0 ? "" : ", ") + text_of(statement.value(i));
        rows.push_back("(" + row + ")");
    }
    const auto counted = [](std::size_t number, const char* what) {
        return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
    };
    const std::string count = counted(rows.size(), "row") + " of " +
                              counted(static_cast<std::size_t>(statement.column_count()), "column");
    if (moment) return count;
    if (!in_order) std::ranges::sort(rows);
    std::string all = count;
    for (const std::string& row : rows) all += (all == count ? ": " : " ") + row;
    return all;
}

std::string cut(const std::string& text) {
    return text.size() <= longest_part ? text : text.substr(0, longest_part) + "…";
}

}  // namespace

QueryValues draw_values(const sqlite::Statement& statement, const State& state, Chooser& chooser) {
    QueryValues values;
    for (int i = 1; i <= statement.parameter_count(); ++i) {
        std::string_view name = statement.parameter_name(i);
        if (!name.empty()) name.remove_prefix(1);  // ":name"
        const std::vector<Value> some = candidates(state, Identifier(name));
        values.push_back(some.empty() ? chooser.pick(hazards())
                                      : chooser.pick(std::span<const Value>(some)));
    }
    return values;
}

QueryEffect effect_of(sqlite::Connection& connection, const Schema& schema, std::string_view sql,
                      const QueryValues& values, bool moment) {
    constexpr std::array order{std::string_view("order")};
    const bool in_order = std::ranges::any_of(
        tokens_of(sql), [&](std::string_view token) { return is_one_of(token, order); });
    auto statement = connection.prepare(sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        statement.bind(static_cast<int>(i) + 1, values[i]);
    QueryEffect effect;
    connection.execute("BEGIN");
    const std::int64_t before = connection.total_changes();
    try {
        effect.rows = rows_of(statement, in_order, moment);
    } catch (const sqlite::Failure& failure) {
        effect.rows = std::string("fails: ") + failure.what();
    }
    effect.changes = connection.total_changes() - before;
    if (effect.changes != 0 && !moment) effect.columns = columns_of(connection, schema);
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    return effect;
}

std::optional<std::string> difference(const QueryEffect& first, const QueryEffect& later) {
    if (first.rows != later.rows) return cut(first.rows) + " became " + cut(later.rows);
    if (first.changes != later.changes)
        return std::to_string(first.changes) + " changed rows became " +
               std::to_string(later.changes);
    for (const auto& [name, digest] : first.columns)
        if (const auto now = later.columns.find(name);
            now != later.columns.end() && now->second != digest)
            return "it leaves other values in " + name;
    return std::nullopt;
}

bool depends_on_moment(std::string_view sql) {
    constexpr std::array<std::string_view, 8> always = {
        "random",       "randomblob",        "changes",      "total_changes",
        "current_time", "current_timestamp", "current_date", "last_insert_rowid"};
    constexpr std::array<std::string_view, 2> moments = {"'now'", "\"now\""};
    constexpr std::array<std::string_view, 6> clocks = {"date",      "time",      "datetime",
                                                        "julianday", "unixepoch", "strftime"};
    const auto tokens = tokens_of(sql);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (is_one_of(tokens[i], always) || is_one_of(tokens[i], moments)) return true;
        if (is_one_of(tokens[i], clocks) && i + 2 < tokens.size() && tokens[i + 1] == "(" &&
            tokens[i + 2] == ")")
            return true;
    }
    return false;
}

}  // namespace evolve
