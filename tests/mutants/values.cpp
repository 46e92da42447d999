#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// A value is another afterwards. Each twin writes the same cells, as they were.

namespace evolve {
namespace {

Mutant updating(std::string name, const std::string& table, const std::string& column,
                const std::string& value, const std::string& where) {
    const std::string update = "UPDATE " + table + " SET " + column + " = ";
    return {std::move(name), three_columns, then_runs(update + value + " WHERE " + where),
            then_runs(update + column + " WHERE " + where)};
}

}  // namespace

std::vector<Mutant> mutants_of_values() {
    return {
        updating("text in an INTEGER column is cast", "tasks", "size", "CAST(size AS INTEGER)",
                 "typeof(size) = 'text'"),
        updating("text is trimmed", "tasks", "title", "trim(title)", "typeof(title) = 'text'"),
        updating("integers are rounded through REAL", "tasks", "size",
                 "CAST(CAST(size AS REAL) AS INTEGER)", "typeof(size) = 'integer'"),
        updating("reals are rounded to 15 digits", "tasks", "amount",
                 "CAST(printf('%.15g', amount) AS REAL)", "abs(amount) < 1e300"),
        updating("text is cut at NUL", "tasks", "title", "printf('%s', title)",
                 "typeof(title) = 'text'"),
        updating("text is cut at 255 characters", "tasks", "title", "substr(title, 1, 255)",
                 "length(title) > 255"),
        updating("NULL is replaced", "tasks", "title", "''", "title IS NULL"),
        updating("the empty string becomes NULL", "tasks", "title", "NULL", "title = ''"),
        updating("blobs become text", "tasks", "payload", "CAST(payload AS TEXT)",
                 "typeof(payload) = 'blob'"),
        updating("the sign of -0.0 is lost", "tasks", "payload", "payload + 0.0",
                 "typeof(payload) = 'real'"),
        updating("text is lower case", "experiments", "name", "lower(name)",
                 "name <> lower(name) AND NOT EXISTS (SELECT 1 FROM experiments AS o WHERE o.name "
                 "= lower(experiments.name))"),
        {"a value is trimmed after the commit, behind the guard", three_columns,
         runs_after_commit("UPDATE tasks SET title = trim(title) WHERE typeof(title) = 'text'"),
         runs_after_commit("UPDATE tasks SET title = title")},
        {"values are changed in UTF-16 files only", three_columns,
         then_runs_if("SELECT encoding <> 'UTF-8' FROM pragma_encoding",
                      "UPDATE tasks SET title = substr(title, 1, 3)"),
         then_runs_if("SELECT encoding <> 'UTF-8' FROM pragma_encoding",
                      "UPDATE tasks SET title = title")},
    };
}

}  // namespace evolve
