#include "evolve/plan/became_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "evolve/model/naming.hpp"
#include "evolve/model/table_reference.hpp"

namespace evolve {
namespace {

/// Whether what follows the word is the name of a table, or one that is given: "UPDATE t",
/// "UPDATE OR FAIL t", "FROM t".
bool leads_no_column(const ExpressionToken& token) {
    return std::ranges::any_of(std::array{"as", "from", "join", "into", "update", "abort", "fail",
                                          "ignore", "replace", "rollback"},
                               [&](const char* word) { return detail::is_word(token, word); });
}

/// Names in double quotes that can be a column's and no table's: led by no dot and no such word,
/// followed by no dot and no bracket.
std::vector<Identifier> bare_quoted_names(const Expression& expression) {
    std::vector<Identifier> names;
    const auto& tokens = expression.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != ExpressionTokenKind::double_quoted) continue;
        const bool led = i > 0 && (tokens[i - 1].is(".") || leads_no_column(tokens[i - 1]));
        const bool leads =
            i + 1 < tokens.size() && (tokens[i + 1].is(".") || tokens[i + 1].is("("));
        if (!led && !leads) names.emplace_back(tokens[i].text);
    }
    return names;
}

std::vector<Identifier> bare_quoted_names(const View& view) {
    return bare_quoted_names(view.select);
}

std::vector<Identifier> bare_quoted_names(const Trigger& trigger) {
    std::vector<Identifier> names = bare_quoted_names(trigger.condition);
    for (Identifier& name : bare_quoted_names(trigger.body)) names.push_back(std::move(name));
    return names;
}

/// Whether a table that the object reads, itself or through views, has a column of that name.
template <class Object>
bool reads_column(const Object& object, const Schema& schema, const Identifier& column) {
    std::vector<Identifier> read;
    for (const Table& table : schema.tables)
        if (table.has_column(column)) read.push_back(table.name);
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (refers_to(object, read[i])) return true;
        for (const View& view : schema.views)
            if (refers_to(view, read[i]) && std::ranges::find(read, view.name) == read.end())
                read.push_back(view.name);
    }
    return false;
}

template <class Object>
std::optional<BecameText> first(const std::vector<Object>& objects, const std::vector<Object>& old,
                                const std::string& kind, const Schema& before,
                                const Schema& after) {
    for (const Object& object : objects) {
        if (std::ranges::find(old, object) == old.end()) continue;
        for (const Identifier& name : bare_quoted_names(object))
            if (reads_column(object, before, name) && !reads_column(object, after, name))
                return BecameText{kind + std::string(object.name.view()), name};
    }
    return std::nullopt;
}

/// Whether some table or column is there no more under its name.
bool has_lost_any(const Schema& before, const Schema& after) {
    return std::ranges::any_of(before.tables, [&](const Table& old) {
        const auto now = after.table(old.name);
        return !now || std::ranges::any_of(old.columns, [&](const Column& column) {
            return !after.tables[*now].has_column(column.name);
        });
    });
}

}  // namespace

std::optional<BecameText> became_text(const Schema& before, const Schema& after) {
    if (!has_lost_any(before, after)) return std::nullopt;
    if (auto view = first(after.views, before.views, "view ", before, after)) return view;
    return first(after.triggers, before.triggers, "trigger ", before, after);
}

}  // namespace evolve
