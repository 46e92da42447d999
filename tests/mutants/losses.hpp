#pragma once

#include <string>
#include <vector>

#include "evolve/prove/subject.hpp"
#include "support/sql.hpp"

// What a table written anew by hand loses, pitfall by pitfall, beside what the engine does with the
// same rows and steps.

namespace evolve {

/// One pitfall. The answers are those to the question, or the code of the refusal.
struct Loss {
    std::string pitfall;
    std::string schema;
    std::vector<Step> steps;
    std::string rows;  ///< SQL: rows, and what the scene has besides
    Executor script;
    std::string question;
    std::string engine;
    std::string by_hand;
    bool back = false;  ///< asked after the way back
};

std::vector<Loss> losses_around_a_table();
std::vector<Loss> losses_of_rules();
std::vector<Loss> losses_of_rows();
std::vector<Loss> losses_of_values();

// What several of them begin with.

inline AlterColumn alter(const char* name, const char* definition) {
    return {name, column(definition)};
}

inline const std::string numbered = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT)";
inline const std::string three_rows = "INSERT INTO t VALUES (1, 'x', 1), (2, NULL, 2), (3, 'X', 2)";
inline const std::string keyless = "CREATE TABLE t (a TEXT, b INT)";

}  // namespace evolve
