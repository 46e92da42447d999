#pragma once

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/run/sql_step.hpp"
#include "prove/trials.hpp"
#include "support/sql.hpp"

// Steps of SQL over a little shop, for the tests of what they claim.

namespace evolve {

inline constexpr const char* shop = R"j(
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INT DEFAULT 0);
CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER REFERENCES users (id),
                     note TEXT UNIQUE, n INTEGER CHECK (n < 100), made TEXT DEFAULT 'x');
CREATE TABLE words (word TEXT, weight REAL);
CREATE INDEX by_email ON users (email);
CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18;
CREATE TRIGGER noted AFTER DELETE ON users BEGIN DELETE FROM orders WHERE user_id = old.id; END;
)j";

inline constexpr const char* noted =
    "CREATE TRIGGER noted AFTER DELETE ON users BEGIN DELETE FROM orders WHERE user_id = old.id; "
    "END";

/// Statements as a person writes them, up and down.
struct Written {
    const char* name;
    std::vector<const char*> up;
    std::vector<const char*> down{};
};

inline std::ostream& operator<<(std::ostream& out, const Written& step) { return out << step.name; }

inline Sql step_of(const Written& written, StepClass claims, std::string_view before = shop) {
    Sql step{{}, std::vector<Text>(), claims, {}};
    for (const char* sql : written.up) step.up.emplace_back(sql);
    for (const char* sql : written.down) step.down->emplace_back(sql);
    auto tried = tried_out(step, schema(before));
    if (!tried) BOOST_FAIL(tried.error().statement << ": " << tried.error().reason);
    return *tried;
}

/// The law that the step breaks, and how; empty where it keeps all.
inline std::string breach_of(const Written& written, StepClass claims, std::size_t cases = 512,
                             std::string_view before = shop) {
    return breach_of(subject_of(before, {step_of(written, claims, before)}), cases);
}

}  // namespace evolve
