#include "plan/rules.hpp"

#include <algorithm>
#include <optional>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/renaming.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {
namespace {

constexpr const char* check_repair =
    "Correct those rows first, or let the CHECK allow what they hold.";

std::string in_quotes(const Identifier& name) { return "'" + std::string(name.view()) + "'"; }

}  // namespace

Rules::Rules(const TableChange& change, const Schema& before, const Schema& after,
             OrphanRule orphans)
    : before_(change.before()),
      after_(change.after()),
      sources_(change.sources()),
      old_schema_(before),
      new_schema_(after),
      orphans_(orphans) {}

std::vector<Precondition> Rules::find() && {
    if (!row_key(before_)) return {};
    for (const Column& column : after_.columns) not_null(column);
    for (const auto& parts : unique_keys(after_, new_schema_)) unique(parts);
    for (const TableConstraint& constraint : normalised(after_).constraints)
        if (const auto* rule = std::get_if<Check>(&constraint.rule)) check(constraint, *rule);
    for (const Column& column : after_.columns) type(column);
    if (orphans_ == OrphanRule::contradict)
        for (const ForeignKey& key : foreign_keys(after_)) foreign_key(key);
    return std::move(found_);
}

std::vector<Precondition> Rules::find_for_copies(const Rebuild& rebuild) && {
    for (const TableConstraint& constraint : normalised(after_).constraints)
        if (const auto* rule = std::get_if<Check>(&constraint.rule);
            rule != nullptr && !reads_plain(rule->condition))
            check_copies(rule->condition, scratch_name(rebuild.number));
    if (orphans_ == OrphanRule::may_return) return std::move(found_);
    for (const ForeignKey& key : foreign_keys(after_)) foreign_key_of_copies(key, rebuild);
    for (const Table& child : new_schema_.tables)
        for (const ForeignKey& key : foreign_keys(child))
            if (child.name != after_.name && key.target.parent == after_.name)
                children_of_copies(child, key, rebuild);
    return std::move(found_);
}

const ColumnSource* Rules::source_of(const Identifier& column) const {
    const auto found = std::ranges::find(sources_, column, &ColumnSource::column);
    return found == sources_.end() ? nullptr : &*found;
}

bool Rules::is_plain(const Identifier& column) const {
    const ColumnSource* source = source_of(column);
    return source != nullptr && source->origin && !source->converts;
}

bool Rules::reads_plain(const Expression& expression) const {
    return std::ranges::all_of(after_.columns, [&](const Column& column) {
        if (!mentions(expression, column.name)) return true;
        const bool compared_alike =
            collation_in(before_, {column.name, {}}) == collation_in(after_, {column.name, {}});
        return compared_alike && (is_plain(column.name) || is_computed_alike(column));
    });
}

bool Rules::is_computed_alike(const Column& column) const {
    const auto* rule = column.rule<Generated>();
    const auto old = before_.position_of(column.name);
    if (rule == nullptr || !old) return false;
    const auto* old_rule = before_.columns[*old].rule<Generated>();
    return old_rule != nullptr && old_rule->value == rule->value &&
           affinity_in(before_, before_.columns[*old]) == affinity_in(after_, column) &&
           reads_plain(rule->value);
}

std::string Rules::values_of(const Expression& condition) const {
    std::string values;
    for (const Column& column : after_.columns)
        if (mentions(condition, column.name))
            values += (values.empty() ? "" : ", ") + ddl::quoted(column.name);
    return values.empty() ? "NULL" : values;
}

void Rules::add(std::string rule, std::string repair, std::string values, std::string condition) {
    found_.push_back({before_.name, std::move(rule), std::move(repair), key_list(),
                      std::move(values),
                      ddl::in_main(before_.name) + " WHERE " + std::move(condition)});
}

std::string Rules::key_list() const {
    const auto key = row_key(before_);
    return joined(*key, [](const Identifier& column) { return ddl::quoted(column); });
}

bool Rules::is_rowid(const Column& column) const {
    const auto alias = rowid_alias(after_);
    return alias && after_.columns[*alias].name == column.name;
}

void Rules::not_null(const Column& column) {
    const ColumnSource* source = source_of(column.name);
    if (source == nullptr) return;
    if (is_rowid(column) && carries_rowid(before_, after_)) return;  // it gets the row's
    if (!refuses_null(after_, column) && !is_rowid(column)) return;
    if (source->origin && !source->converts) {
        const auto old = before_.position_of(*source->origin);
        if (old && refuses_null(before_, before_.columns[*old])) return;
    }
    add("NOT NULL of column " + in_quotes(column.name),
        "Say with \"fill\" what NULL becomes, or give those rows a value first.", source->value,
        source->value + " IS NULL");
}

std::string Rules::keys_of_copies() const {
    const auto key = row_key(after_);
    if (!key) return "NULL";
    return joined(*key, [](const Identifier& column) {
        return std::string(copied_row) + "." + ddl::quoted(column);
    });
}

void Rules::check(const TableConstraint& constraint, const Check& rule) {
    if (!reads_plain(rule.condition)) return;  // for the copies to be held against
    const Table old = normalised(before_);
    const std::string wanted = canonical(constraint, normalised(after_));
    const bool was_there = std::ranges::any_of(old.constraints, [&](const TableConstraint& each) {
        return std::holds_alternative<Check>(each.rule) && canonical(each, old) == wanted;
    });
    if (was_there) return;
    const std::string condition = ddl::write(rule.condition);
    add("CHECK (" + condition + ")", check_repair, values_of(rule.condition),
        "NOT (" + condition + ")");
}

void Rules::check_copies(const Expression& condition, const Identifier& scratch) {
    Expression of_copies = condition;
    const std::string_view row = copied_row.substr(1, copied_row.size() - 2);
    detail::rename_qualifiers(of_copies, after_.name, Identifier(row));
    found_.push_back({after_.name, "CHECK (" + ddl::write(condition) + ")", check_repair,
                      keys_of_copies(), values_of(condition),
                      ddl::in_main(scratch) + " AS " + std::string(copied_row) + " WHERE NOT (" +
                          ddl::write(of_copies) + ")"});
}

/// The type that a column insists on: that of a STRICT table, and that of the rowid. Empty where it
/// takes all values.
std::string_view Rules::enforced_type(const Column& column) const {
    if (is_rowid(column)) return "INTEGER";
    if (!after_.strict) return "";
    const Text type = declared_type(column.type);
    for (const std::string_view each : {"INT", "INTEGER", "REAL", "TEXT", "BLOB"})
        if (type.view() == each) return each;
    return "";
}

/// Whether the old table insisted on it, of values that stay as they are.
bool Rules::had_type(const Column& column) const {
    if (!is_plain(column.name)) return false;
    const auto old = before_.position_of(*source_of(column.name)->origin);
    if (!old) return false;
    if (is_rowid(column)) return rowid_alias(before_) == old;
    return before_.strict &&
           declared_type(before_.columns[*old].type) == declared_type(column.type);
}

/// SQLite converts a value to the affinity of its column before it insists on the type
/// (https://sqlite.org/stricttables.html), as it converts one that it compares with a CAST to it
/// (https://sqlite.org/datatype3.html#type_conversions_prior_to_comparison).
void Rules::type(const Column& column) {
    const std::string_view type = enforced_type(column);
    const ColumnSource* source = source_of(column.name);
    if (type.empty() || source == nullptr || !source->origin) return;
    if (had_type(column)) return;
    const std::string& value = source->value;
    const std::string class_of_value = "typeof(" + value + ")";
    const std::string as_number = "CAST(" + value + " AS NUMERIC)";
    std::string refused = class_of_value + " = 'blob'";
    if (type.starts_with("INT"))
        refused += " OR NOT (" + value + " = CAST(" + as_number + " AS INTEGER))";
    if (type == "REAL")
        refused +=
            " OR (" + class_of_value + " = 'text' AND NOT (" + value + " = " + as_number + "))";
    if (type == "BLOB") refused = class_of_value + " NOT IN ('blob', 'null')";
    add("type " + std::string(type) + " of column " + in_quotes(column.name),
        "Convert those values first, with \"using\" in an alter_column step.", value,
        "(" + refused + ")");
}

}  // namespace evolve
