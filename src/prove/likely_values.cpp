#include "prove/likely_values.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace evolve {
namespace {

constexpr std::int64_t longest_text = 10'000;

template <class T>
std::optional<T> number_of(std::string_view text) {
    T number{};
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
}

std::optional<Value> literal(const ExpressionToken& token) {
    if (token.kind == ExpressionTokenKind::string) return Value(token.text);
    if (token.kind != ExpressionTokenKind::number) return std::nullopt;
    if (const auto integer = number_of<std::int64_t>(token.text)) return Value(*integer);
    if (const auto real = number_of<double>(token.text)) return Value(*real);
    return std::nullopt;
}

/// Of each literal; that of a number after a minus is below zero.
template <class Use>
void for_each_literal(const Expression& expression, Use use) {
    const auto& tokens = expression.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto value = literal(tokens[i]);
        if (!value) continue;
        use(*value);
        if (i == 0 || !tokens[i - 1].is("-")) continue;
        if (const auto* integer = std::get_if<std::int64_t>(&*value)) use(Value(-*integer));
        if (const auto* real = std::get_if<double>(&*value)) use(Value(-*real));
    }
}

bool has_word(const Expression& expression, std::string_view word) {
    return std::ranges::any_of(expression.tokens, [&](const ExpressionToken& token) {
        return token.kind == ExpressionTokenKind::word && equal_ignoring_case(token.text, word);
    });
}

/// Halfway between each two numbers that the condition names, one after the other.
void add_midpoints(const Expression& condition, std::vector<Value>& values) {
    std::vector<double> numbers;
    for_each_literal(condition, [&](const Value& value) {
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            numbers.push_back(static_cast<double>(*integer));
        if (const auto* real = std::get_if<double>(&value)) numbers.push_back(*real);
    });
    std::ranges::sort(numbers);
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const double middle = numbers[i - 1] / 2 + numbers[i] / 2;
        values.emplace_back(middle);
        if (middle > -1e15 && middle < 1e15) values.emplace_back(static_cast<std::int64_t>(middle));
    }
}

void add_patterns(const Expression& condition, std::vector<Value>& values) {
    const bool likes = has_word(condition, "like");
    const bool globs = has_word(condition, "glob");
    if (!likes && !globs) return;
    for (const ExpressionToken& token : condition.tokens) {
        if (token.kind != ExpressionTokenKind::string) continue;
        if (likes) values.emplace_back(like(token.text));
        if (globs) values.emplace_back(glob(token.text));
    }
}

void add_json(const Expression& condition, std::vector<Value>& values) {
    const bool asks = std::ranges::any_of(condition.tokens, [](const ExpressionToken& token) {
        return token.kind == ExpressionTokenKind::word && token.text.view().size() > 4 &&
               equal_ignoring_case(token.text.view().substr(0, 4), "json");
    });
    if (!asks) return;
    for (const char* json : {"{}", R"({"a":1,"b":[true,null]})", "[1,2]", R"("text")", "0", "null"})
        values.emplace_back(Text(json));
}

}  // namespace

Text like(std::string_view pattern) {
    std::string text;
    for (const char each : pattern)
        if (each != '%') text += each == '_' ? 'a' : each;
    return Text(text);
}

Text glob(std::string_view pattern) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto close = pattern[i] == '[' ? pattern.find(']', i + 2) : std::string_view::npos;
        if (close != std::string_view::npos) {
            // "[^…]" takes a letter, unless it is one of those.
            text += pattern[i + 1] == '^' ? 'a' : pattern[i + 1];
            i = close;
        } else if (pattern[i] != '*') {
            text += pattern[i] == '?' ? 'a' : pattern[i];
        }
    }
    return Text(text);
}

void add_literals(const Expression& expression, std::vector<Value>& values) {
    for_each_literal(expression, [&](const Value& value) {
        values.push_back(value);
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr || *number >= 1'000'000'000'000) return;
        values.emplace_back(*number + 1);
        values.emplace_back(*number - 1);
    });
}

void add_lengths(const Expression& expression, std::vector<Value>& values) {
    if (!has_word(expression, "length")) return;
    for_each_literal(expression, [&](const Value& value) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr || *number < 0 || *number > longest_text) return;
        for (std::int64_t length = std::max<std::int64_t>(*number - 1, 0); length <= *number + 1;
             ++length)
            values.emplace_back(Text(std::string(static_cast<std::size_t>(length), 'x')));
    });
}

std::vector<Value> likely_values(const Expression& condition) {
    std::vector<Value> values;
    add_literals(condition, values);
    add_midpoints(condition, values);
    add_lengths(condition, values);
    add_patterns(condition, values);
    add_json(condition, values);
    return values;
}

std::vector<const Expression*> expressions_over(const Schema& schema, const Table& table) {
    std::vector<const Expression*> all;
    for (const Column& column : table.columns)
        if (const auto* generated = column.rule<Generated>()) all.push_back(&generated->value);
    for (const Index& index : schema.indexes) {
        if (index.table != table.name) continue;
        all.push_back(&index.where);
        for (const KeyPart& part : index.columns) all.push_back(&part.expression);
    }
    for (const View& view : schema.views)
        if (mentions(view.select, table.name)) all.push_back(&view.select);
    for (const Trigger& trigger : schema.triggers)
        if (trigger.table == table.name) {
            all.push_back(&trigger.condition);
            all.push_back(&trigger.body);
        }
    return all;
}

std::vector<Value> values_beside(const std::vector<const Expression*>& expressions,
                                 const Column& column) {
    std::vector<Value> values;
    for (const Expression* expression : expressions)
        if (mentions(*expression, column.name)) add_literals(*expression, values);
    if (const auto* other = column.rule<Default>()) add_literals(other->value, values);
    return values;
}

}  // namespace evolve
