#include "evolve/step/table_change.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

std::string plain_value(const Table& table, const Identifier& column) {
    return ddl::quoted(table.name) + "." + ddl::quoted(column);
}

bool is_name(const detail::Literal& literal) {
    switch (literal.token.kind) {
        case ExpressionTokenKind::number:
        case ExpressionTokenKind::string:
        case ExpressionTokenKind::blob: return false;
        case ExpressionTokenKind::word:
            return !detail::is_null(literal) && !detail::is_truth(literal) &&
                   !detail::mentions(literal.token.text, "current_");
        default: return true;
    }
}

/// What a row that does not name the column gets.
std::string default_value(const Column& column) {
    const Default* rule = column.rule<Default>();
    if (rule == nullptr) return "NULL";
    const auto literal = detail::literal_of(rule->value);
    if (literal && is_name(*literal))  // which SQLite takes for a string there
        return ddl::string_literal(literal->token.text);
    if (literal && detail::is_truth(*literal))  // which a column could be called
        return std::string(literal->negative ? "-" : "") +
               (equal_ignoring_case(literal->token.text, "true") ? "1" : "0");
    return "(" + ddl::write(rule->value) + ")";
}

bool mentions_any(const Expression& expression, const Table& table) {
    return std::ranges::any_of(
        table.columns, [&](const Column& column) { return mentions(expression, column.name); });
}

/// With the rowid named as that of the table: where what was kept is joined to it, a bare one is no
/// column for SQLite. In a query of the expression's own a bare one may be another table's.
Expression with_own_rowid(const Expression& expression, const Table& table) {
    const auto& tokens = expression.tokens;
    const auto is_query = [](const ExpressionToken& token) {
        return token.kind == ExpressionTokenKind::word && equal_ignoring_case(token.text, "select");
    };
    if (table.without_rowid || std::ranges::any_of(tokens, is_query)) return expression;
    Expression own;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool named = i > 0 && tokens[i - 1].is(".");
        const bool names =
            i + 1 < tokens.size() && (tokens[i + 1].is(".") || tokens[i + 1].is("("));
        const Identifier name(tokens[i].text.view());
        if (!named && !names && tokens[i].may_name(name) && detail::is_rowid_name(name) &&
            !table.has_column(name)) {
            own.tokens.push_back({ExpressionTokenKind::name, table.name.text()});
            own.tokens.push_back({ExpressionTokenKind::punctuation, "."});
        }
        own.tokens.push_back(tokens[i]);
    }
    return own;
}

/// A value that depends on no row is the same for all of them: evaluated once.
std::string computed_value(const Expression& expression, const Table& table) {
    const Expression own = with_own_rowid(expression, table);
    const std::string text = ddl::write(own);
    const bool reads_row = own != expression || mentions_any(expression, table);
    return reads_row ? "(" + text + ")" : "(SELECT " + text + ")";
}

}  // namespace

bool may_convert(const Column& from, const Table& before, const Column& to, const Table& after) {
    return affinity_in(before, from) != affinity_in(after, to);
}

bool carries_rowid(const Table& before, const Table& after) {
    if (before.without_rowid || after.without_rowid) return false;
    const auto old = rowid_alias(before);
    const bool is_named = old || !rowid_name(before).empty();
    const auto alias = rowid_alias(after);
    if (!alias) return !rowid_name(after).empty() && is_named;
    const Identifier& key = after.columns[*alias].name;
    if (!before.has_column(key)) return is_named;
    return old && before.columns[*old].name == key;
}

bool TableChange::keeps_row_key() const {
    if (before_.without_rowid != after_.without_rowid) return false;
    if (!before_.without_rowid)
        return carries_rowid(before_, after_) && carries_rowid(after_, before_);
    const auto key = primary_key(after_);
    return key == primary_key(before_) && std::ranges::all_of(key, [&](const Identifier& column) {
               const auto source = std::ranges::find(sources_, column, &ColumnSource::column);
               return source != sources_.end() && source->origin && !source->converts;
           });
}

TableChange::TableChange(Table before) : before_(std::move(before)), after_(before_) {
    for (const Column& column : before_.columns)
        if (!column.is_generated())
            sources_.push_back({column.name, column.name, plain_value(before_, column.name)});
}

std::vector<ColumnSource> TableChange::sources() const {
    std::vector<ColumnSource> ordered;
    for (const Column& column : after_.columns) {
        const auto source = std::ranges::find(sources_, column.name, &ColumnSource::column);
        if (source == sources_.end()) continue;
        ordered.push_back(*source);
        ordered.back().column = column.name;
    }
    return ordered;
}

ColumnSource* TableChange::source_of(const Identifier& column) {
    const auto source = std::ranges::find(sources_, column, &ColumnSource::column);
    return source == sources_.end() ? nullptr : &*source;
}

/// Whether its value is not just that of the old column.
bool TableChange::is_computed(const Identifier& column) const {
    const auto source = std::ranges::find(sources_, column, &ColumnSource::column);
    if (source == sources_.end()) return !untouched_;  // generated, perhaps from what was computed
    return !source->origin || source->converts;
}

/// What becomes of such a value takes a step of its own, and so does the way back, so that what
/// each of them sets aside has one step of the other way to return in.
bool TableChange::is_converted(const Identifier& column) const {
    const auto source = std::ranges::find(sources_, column, &ColumnSource::column);
    return source != sources_.end() && source->origin && (source->converts || source->returns);
}

bool TableChange::reads_computed(const Expression& expression) const {
    return std::ranges::any_of(after_.columns, [&](const Column& column) {
        return mentions(expression, column.name) && is_computed(column.name);
    });
}

void TableChange::lose(const Identifier& column, bool keep) {
    const auto source = std::ranges::find(sources_, column, &ColumnSource::column);
    if (source == sources_.end()) return;  // generated: there is nothing to lose
    if (source->origin) lost_.push_back({*source->origin, keep});
    sources_.erase(source);
}

bool TableChange::take(const AddColumn& step) {
    if (step.has_fill() && reads_computed(step.fill)) return false;
    untouched_ = false;
    if (!step.column.is_generated())
        sources_.push_back(
            {step.column.name, std::nullopt,
             step.has_fill() ? computed_value(step.fill, after_) : default_value(step.column)});
    if (!step.column.is_generated()) sources_.back().returns = true;
    const auto position = position_at(step.place, after_);
    EVOLVE_INVARIANT(position.has_value());
    after_.columns.insert(after_.columns.begin() + static_cast<std::ptrdiff_t>(*position),
                          step.column);
    return true;
}

bool TableChange::take(const DropColumn& step) {
    if (is_converted(step.column)) return false;
    untouched_ = false;
    lose(step.column, step.keep);
    std::erase_if(after_.columns, [&](const Column& column) { return column.name == step.column; });
    return true;
}

/// A column that goes on under another definition.
bool TableChange::redefine(const Column& old, const Column& fresh, bool was_strict,
                           bool is_strict) {
    if (fresh.is_generated()) {
        if (is_converted(old.name)) return false;
        lose(old.name, true);
        return true;
    }
    if (old.is_generated()) {  // it can be read like any other
        sources_.push_back({fresh.name, std::nullopt, plain_value(before_, old.name)});
        sources_.back().returns = true;
        return before_.has_column(old.name);
    }
    Table was = after_;
    was.strict = was_strict;
    Table now = after_;
    now.strict = is_strict;
    if (!may_convert(old, was, fresh, now)) return true;
    if (is_computed(fresh.name) || is_converted(fresh.name)) return false;  // twice
    source_of(fresh.name)->converts = source_of(fresh.name)->returns = true;
    return true;
}

bool TableChange::take(const AlterColumn& step) {
    const auto position = after_.position_of(step.column.name);
    EVOLVE_INVARIANT(position.has_value());
    const bool computes = !step.using_.tokens.empty() || !step.fill.tokens.empty();
    if ((computes || step.undoes_using || step.undoes_fill) &&
        (is_computed(step.column.name) || is_converted(step.column.name) ||
         reads_computed(step.using_) || reads_computed(step.fill)))
        return false;
    untouched_ = false;
    if (!redefine(after_.columns[*position], step.column, after_.strict, after_.strict))
        return false;
    if (computes) {
        ColumnSource& source = *source_of(step.column.name);
        if (!step.using_.tokens.empty()) source.value = computed_value(step.using_, after_);
        if (!step.fill.tokens.empty())
            source.value =
                "ifnull(" + source.value + ", " + computed_value(step.fill, after_) + ")";
        source.converts = true;
    }
    if (ColumnSource* source = source_of(step.column.name)) {
        if (step.undoes_using) source->converts = source->keep_all = true;
        source->returns =
            source->returns || step.undoes_using || step.undoes_fill || !step.using_.tokens.empty();
    }
    keeps_converted_ = keeps_converted_ && step.keep;
    after_ = detail::with_definition(after_, step.column);
    return true;
}

bool TableChange::take(const AlterTable& step) {
    untouched_ = false;
    for (const Column& fresh : step.table.columns) {
        const auto position = after_.position_of(fresh.name);
        EVOLVE_INVARIANT(position.has_value());
        if (!redefine(after_.columns[*position], fresh, after_.strict, step.table.strict))
            return false;
    }
    keeps_converted_ = keeps_converted_ && step.keep;
    Identifier name = after_.name;
    after_ = step.table;
    after_.name = std::move(name);
    return true;
}

}  // namespace evolve
