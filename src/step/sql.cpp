#include "evolve/step/sql.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

template <class Object>
void compare(ObjectKind kind, const std::vector<Object>& before, const std::vector<Object>& after,
             std::vector<DroppedObject>& drops, std::vector<Object>& makes) {
    for (const Object& each : before)
        if (!detail::position_of(after, each.name)) drops.push_back({kind, each.name});
    for (const Object& each : after) {
        const auto position = detail::position_of(before, each.name);
        if (!position || before[*position] != each) makes.push_back(each);
    }
}

std::string shown(const Sql& step) {
    if (step.up.empty()) return "no SQL";
    const std::size_t others = step.up.size() - 1;
    const std::string first = shown_statement(step.up.front());
    return others == 0 ? first : first + " and " + std::to_string(others) + " more";
}

}  // namespace

bool inserts_into(const Sql& step, const Identifier& table) {
    return std::ranges::any_of(step.up, [&](const Text& statement) {
        const auto tokens = ddl::tokens_of(statement).tokens;
        const auto has_word = [&](std::string_view word, std::size_t among) {
            return std::any_of(
                tokens.begin(),
                tokens.begin() + static_cast<std::ptrdiff_t>(std::min(among, tokens.size())),
                [&](const ExpressionToken& token) {
                    return token.kind == ExpressionTokenKind::word &&
                           equal_ignoring_case(token.text, word);
                });
        };
        const std::size_t all = tokens.size();
        const bool as_select = has_word("create", 1) && has_word("table", 2) &&
                               has_word("as", all) && has_word("select", all);
        const bool inserts = has_word("insert", 1) || has_word("replace", 1) ||
                             (has_word("with", 1) && has_word("into", all));
        return (as_select || inserts) &&
               std::ranges::any_of(
                   tokens, [&](const ExpressionToken& token) { return token.may_name(table); });
    });
}

std::string shown_statement(std::string_view statement) {
    constexpr std::size_t longest = 60;
    std::string text;
    for (const char each : statement) {
        const bool blank = each == ' ' || each == '\n' || each == '\r' || each == '\t';
        if (!blank) text += each;
        if (blank && !text.empty() && text.back() != ' ') text += ' ';
    }
    if (text.size() <= longest) return text;
    std::size_t end = longest;  // of a character
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::string_view text_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::table: return "table";
        case ObjectKind::index: return "index";
        case ObjectKind::view: return "view";
        case ObjectKind::trigger: return "trigger";
        case ObjectKind::virtual_table: return "virtual table";
    }
    return "";
}

Yields yields_between(const Schema& before, const Schema& after, const SqlLines& lines) {
    Yields yields;
    auto& [drops, makes, writes] = yields;
    compare(ObjectKind::table, before.tables, after.tables, drops, makes.tables);
    compare(ObjectKind::index, before.indexes, after.indexes, drops, makes.indexes);
    compare(ObjectKind::view, before.views, after.views, drops, makes.views);
    compare(ObjectKind::trigger, before.triggers, after.triggers, drops, makes.triggers);
    compare(ObjectKind::virtual_table, before.virtual_tables, after.virtual_tables, drops,
            makes.virtual_tables);
    for (const Table& table : before.tables) {
        const auto now = after.table(table.name);
        const bool again = now && lines.from(table.name) == nullptr;
        if (again && !makes.table(table.name)) makes.tables.push_back(after.tables[*now]);
    }
    return yields;
}

/// The tables that are written on the way back are taken to be those of the way up.
std::vector<Step> inverse(const Sql& step, const Schema& before) {
    const auto after = applied(step, before);
    EVOLVE_INVARIANT(after.has_value());
    const SqlLines lines = lines_of(step, before);
    Sql back{.up = {}, .down = step.up, .claims = step.claims, .yields = {}};
    for (const Identifier& table : step.yields.writes) {
        const SqlLine* line = lines.of(table);
        back.yields.writes.push_back(line != nullptr ? line->before : table);
    }
    back.impossible = !step.down;
    if (step.down) back.up = *step.down;
    Yields yields = yields_between(*after, before, lines_of(back, *after));
    back.yields.drops = std::move(yields.drops);
    back.yields.makes = std::move(yields.makes);
    return {std::move(back)};
}

/// Which tables it is about only `yields` tells (tables_of).
Footprint footprint(const Sql&, const Schema&) { return {Identifier(), {}, Touch::altered}; }

StepClass class_of(const Sql& step, const Schema&) {
    return step.claims.value_or(StepClass::lossy);
}

Work work_of(const Sql& step, const Schema&) {
    return step.yields.writes.empty() ? Work::scan : Work::rewrite;
}

bool satisfied_by(const Sql&, const Schema&) { return false; }

std::vector<Identifier> tables_of(const Sql& step, const Schema& before) {
    std::vector<Identifier> tables = step.yields.writes;
    const auto add = [&](const Identifier& name) {
        if (std::ranges::find(tables, name) == tables.end()) tables.push_back(name);
    };
    for (const Table& table : step.yields.makes.tables) add(table.name);
    for (const DroppedObject& drop : step.yields.drops)
        if (drop.kind == ObjectKind::table && before.table(drop.name)) add(drop.name);
    return tables;
}

std::vector<std::string> statements(const Sql& step, const Schema&) {
    std::vector<std::string> all;
    for (const Text& statement : step.up) all.emplace_back(statement.view());
    return all;
}

Wording wording(const Sql& step, const Schema&) {
    return {"run " + shown(step), "Ran " + shown(step), ""};
}

}  // namespace evolve
