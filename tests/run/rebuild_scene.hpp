#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/plan/schema_steps.hpp"
#include "evolve/sqlite/query.hpp"
#include "run/scene.hpp"
#include "support/sql.hpp"

// Changes of tables that are written anew, driven through `run` on a real database.

namespace evolve {

/// A graph whose first version is this schema and whose second is what the steps make of it.
inline Graph changing(std::string_view sql, std::vector<Step> steps) {
    return chain({steps_between({}, evolve::schema(sql)).steps, std::move(steps)});
}

inline AlterColumn alter(const char* table_name, const char* definition) {
    return {table_name, column(definition)};
}

inline std::string described(const Explanation& refusal) {
    return std::string(refusal.code) + ": " + refusal.wrong;
}

/// What the run says against it, and every statement that it ran until then.
struct Attempt {
    std::string refusal;
    std::vector<std::string> statements;
};

inline Attempt attempt(Scene& scene, const char* to = "0002") {
    Attempt made;
    const RunOptions options{
        .before_statement = [&](std::string_view sql) { made.statements.emplace_back(sql); }};
    const auto receipt = scene.try_go(to, Direction::up, options);
    if (!receipt) made.refusal = described(explain(receipt.error()));
    return made;
}

inline std::size_t number_of(const std::vector<std::string>& statements,
                             std::string_view beginning) {
    return static_cast<std::size_t>(std::ranges::count_if(
        statements, [&](const std::string& sql) { return sql.starts_with(beginning); }));
}

inline std::string text_of_query(sqlite::Connection& connection, std::string_view sql) {
    const auto value = sqlite::query_value(connection, sql);
    if (!value || std::holds_alternative<Null>(*value)) return "nothing";
    if (const auto* number = std::get_if<std::int64_t>(&*value)) return std::to_string(*number);
    const auto* text = std::get_if<Text>(&*value);
    return text == nullptr ? "no text" : std::string(text->view());
}

}  // namespace evolve
