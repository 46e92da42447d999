#include "evolve/model/ignored_difference.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "evolve/model/canonical.hpp"
#include "evolve/model/plain_strings.hpp"
#include "model/by_name.hpp"
#include "model/schema_texts.hpp"

namespace evolve {
namespace {

using Texts = std::vector<Text>;

/// The names of the columns that the other table has too, in their order.
std::vector<Identifier> shared_columns(const Table& table, const std::set<Identifier>& of_other) {
    std::vector<Identifier> shared;
    for (const Column& column : table.columns)
        if (of_other.contains(column.name)) shared.push_back(column.name);
    return shared;
}

std::set<Identifier> column_names(const Table& table) {
    std::set<Identifier> names;
    for (const Column& column : table.columns) names.insert(column.name);
    return names;
}

Texts texts_of(const std::vector<Identifier>& names) {
    Texts texts;
    for (const Identifier& name : names) texts.push_back(name.text());
    return texts;
}

/// The names of all constraints, in the order in which names compare.
std::vector<Identifier> constraint_names(const Table& table) {
    std::vector<Identifier> names;
    const auto take = [&](const auto& constraints) {
        for (const auto& constraint : constraints)
            if (!constraint.name.empty()) names.push_back(constraint.name);
    };
    for (const Column& column : table.columns) take(column.constraints);
    take(table.constraints);
    std::ranges::sort(names);
    return names;
}

/// The table with all that is compared by itself made alike: no names of constraints, columns by
/// name, types in lower case; and 's' for every string, which evolve itself writes so.
Table levelled(const Table& written) {
    Table table = with_plain_strings(written);
    const auto unname = [](auto& constraints) {
        for (auto& constraint : constraints) constraint.name = Identifier();
    };
    for (Column& column : table.columns) {
        unname(column.constraints);
        column.type = Identifier(column.type).folded();
    }
    unname(table.constraints);
    std::ranges::sort(table.columns, {}, &Column::name);
    return table;
}

/// The levelled table with every rule in its one place and order.
Table arranged(const Table& table) {
    Table result = levelled(normalised(table));
    for (Column& column : result.columns)
        std::ranges::sort(column.constraints, {}, [&](const ColumnConstraint& constraint) {
            return canonical(Column{column.name, {}, {constraint}}, table);
        });
    std::ranges::sort(result.constraints, {}, [&](const TableConstraint& constraint) {
        return canonical(constraint, table);
    });
    return result;
}

/// Collects what differs in one object.
class Comparison {
public:
    Comparison(std::string_view part, const Identifier& object,
               std::vector<IgnoredDifference>& result)
        : part_(part), object_(object), result_(result) {}

    void note(IgnoredKind kind, Texts expected = {}, Texts found = {}) {
        result_.push_back({kind, part_, object_, std::move(expected), std::move(found)});
    }

    /// Words of both sides that are equal but for their case.
    void letters(const std::vector<std::pair<std::string_view, std::string_view>>& words) {
        Texts expected;
        Texts found;
        for (const auto& [one, other] : words) {
            if (one == other || !equal_ignoring_case(one, other)) continue;
            expected.emplace_back(one);
            found.emplace_back(other);
        }
        if (!expected.empty()) note(IgnoredKind::letter_case, expected, found);
    }

private:
    std::string_view part_;
    const Identifier& object_;
    std::vector<IgnoredDifference>& result_;
};

void compare_order(const Table& expected, const Table& found, Comparison& comparison) {
    const auto wished = shared_columns(expected, column_names(found));
    const auto there = shared_columns(found, column_names(expected));
    if (wished != there)
        comparison.note(IgnoredKind::column_order, texts_of(wished), texts_of(there));
}

void compare_letters(const Table& expected, const Table& found, Comparison& comparison) {
    std::vector<std::pair<std::string_view, std::string_view>> words{
        {expected.name.view(), found.name.view()}};
    for (std::size_t i = 0; i < expected.columns.size(); ++i) {
        const Column& column = expected.columns[i];
        const bool same_place = i < found.columns.size() && found.columns[i].name == column.name;
        const auto place = same_place ? std::optional(i) : found.position_of(column.name);
        if (!place) continue;
        words.emplace_back(column.name.view(), found.columns[*place].name.view());
        words.emplace_back(column.type.view(), found.columns[*place].type.view());
    }
    comparison.letters(words);
}

void compare_rules(const Table& expected, const Table& found, Comparison& comparison) {
    if (canonical(expected) != canonical(found)) return;
    const auto wished = constraint_names(expected);
    const auto there = constraint_names(found);
    if (wished != there)
        comparison.note(IgnoredKind::constraint_names, texts_of(wished), texts_of(there));
    if (levelled(expected) == levelled(found)) return;
    const bool rearranged = arranged(expected) == arranged(found);
    comparison.note(rearranged ? IgnoredKind::constraint_order : IgnoredKind::spelling);
}

void compare_tables(const Table& expected, const Table& found,
                    std::vector<IgnoredDifference>& result) {
    Comparison comparison("table", expected.name, result);
    compare_letters(expected, found, comparison);
    if (expected == found) return;
    compare_order(expected, found, comparison);
    compare_rules(expected, found, comparison);
}

/// Both schemas with the texts of their objects, which are made where one is asked for.
class Sides {
public:
    Sides(const Schema& expected, const Schema& found) : expected_(expected), found_(found) {}

    template <class Object>
    bool have_equal_texts(const Object& expected, const Object& found) {
        if (!texts_) texts_.emplace(canon::SchemaTexts(expected_), canon::SchemaTexts(found_));
        return texts_->first.text(expected) == texts_->second.text(found);
    }

private:
    const Schema& expected_;
    const Schema& found_;
    std::optional<std::pair<canon::SchemaTexts, canon::SchemaTexts>> texts_{};
};

template <class Object, class Compare>
void for_each_pair(const std::vector<Object>& expected, const std::vector<Object>& found,
                   const Compare& compare) {
    const ByName<Object> there(found);
    for (const Object& object : expected)
        if (const Object* other = there.find(object.name)) compare(object, *other);
}

template <class Object>
void compare_objects(std::string_view part, std::vector<Object> Schema::*kind,
                     const Schema& expected, const Schema& found, Sides& sides,
                     std::vector<IgnoredDifference>& result) {
    for_each_pair(expected.*kind, found.*kind, [&](const Object& wished, const Object& there) {
        Comparison comparison(part, wished.name, result);
        comparison.letters({{wished.name.view(), there.name.view()}});
        if (wished != there && sides.have_equal_texts(wished, there))
            comparison.note(IgnoredKind::spelling);
    });
}

}  // namespace

std::vector<IgnoredDifference> ignored_differences(const Schema& expected, const Schema& found) {
    std::vector<IgnoredDifference> result;
    for_each_pair(expected.tables, found.tables, [&](const Table& wished, const Table& there) {
        compare_tables(wished, there, result);
    });
    Sides sides(expected, found);
    compare_objects("index", &Schema::indexes, expected, found, sides, result);
    compare_objects("view", &Schema::views, expected, found, sides, result);
    compare_objects("trigger", &Schema::triggers, expected, found, sides, result);
    compare_objects("virtual table", &Schema::virtual_tables, expected, found, sides, result);
    return result;
}

std::vector<IgnoredDifference> other_orders(const std::vector<IgnoredDifference>& differences) {
    std::vector<IgnoredDifference> orders;
    for (const IgnoredDifference& each : differences)
        if (each.kind == IgnoredKind::column_order) orders.push_back(each);
    return orders;
}

bool has_other_order(const std::vector<IgnoredDifference>& differences) {
    return std::ranges::find(differences, IgnoredKind::column_order, &IgnoredDifference::kind) !=
           differences.end();
}

}  // namespace evolve
