#pragma once

#include <rapidcheck.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/connection.hpp"
#include "scene.hpp"
#include "support/sql.hpp"

// Random rows for random schemas, and what becomes of them.

namespace evolve {

inline Value any_value() {
    const double infinity = std::numeric_limits<double>::infinity();
    return *rc::gen::element<Value>(Null(), Text(""), Blob{}, Text(std::string_view("a\0b", 3)),
                                    Blob{Text("\xff")}, -0.0, infinity, 0.1, Text("\xff\xfe"),
                                    Text("007"), Text("1e2"), Text("a"), std::int64_t{1}, 1.0,
                                    std::int64_t{-5}, std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min());
}

/// The names and numbers of columns are the generator's; what a drop loses must always be kept
/// here.
inline Step keeping(const Step& step) {
    return std::visit(
        [](auto kind) {
            if constexpr (requires { kind.keep; }) kind.keep = true;
            return Step(std::move(kind));
        },
        step.kind());
}

inline std::vector<Step> building(const Schema& schema) {
    // So that the schema is never empty, and sqlite_sequence, which SQLite never drops, always
    // there.
    std::vector<Step> steps{
        CreateTable{table("CREATE TABLE stays(x INTEGER PRIMARY KEY AUTOINCREMENT)")}};
    for (const Table& table : schema.tables) steps.push_back(CreateTable{table});
    for (const Index& index : schema.indexes) steps.push_back(CreateIndex{index});
    return steps;
}

/// Rows that the table takes; some contradict its CHECKs, as old rows may.
inline void fill(sqlite::Connection& connection, const Schema& schema) {
    connection.set_pragma("ignore_check_constraints", *rc::gen::inRange(0, 2));
    for (const Table& table : schema.tables) {
        std::string places;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            places += (places.empty() ? "?" : ", ?") + std::to_string(i + 1);
        auto insert = connection.prepare("INSERT OR IGNORE INTO " + ddl::in_main(table.name) +
                                         " VALUES (" + places + ")");
        for (int left = *rc::gen::inRange(0, 6); left > 0; --left) {
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                insert.bind(static_cast<int>(i) + 1, any_value());
            try {
                insert.step();
            } catch (const sqlite::Failure&) {}  // a key of another class than INTEGER
        }
    }
    connection.set_pragma("ignore_check_constraints", 0);
}

/// Rows contradict a rule, or a new foreign key refers to what is no key.
inline bool is_for_the_states_sake(const RunError& error) {
    if (error.get<RowsContradict>() != nullptr) return true;
    const std::string wrong = explain(error).wrong;
    return wrong.find("rows contradict it") != wrong.npos ||
           wrong.find("constraint failed") != wrong.npos ||  // of a CHECK that ALTER TABLE tests
           wrong.find("foreign key mismatch") != wrong.npos;
}

inline std::string differences(const Dump& a, const Dump& b) { return lost(a, b) + lost(b, a); }

}  // namespace evolve
