#pragma once

#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// While it lives, what is compiled on the connection may do only what a `sql` step may (DESIGN
/// section 4): nothing outside the database main, no transactions, no pragmas, nothing of evolve's
/// own. What is denied is a Failure of the kind `denied` when it is compiled. Notes which tables
/// the statements write to (https://sqlite.org/c3ref/c_alter_table.html lists the actions).
class Restriction {
public:
    explicit Restriction(Connection& connection);
    Restriction(const Restriction&) = delete;
    Restriction& operator=(const Restriction&) = delete;
    ~Restriction();

    /// What was denied last, in words: "COMMIT". Empty where nothing was.
    [[nodiscard]] const std::string& denied() const { return denied_; }

    /// The tables that statements compiled since the last call write to, drop or empty; not those
    /// of SQLite.
    std::vector<Identifier> take_written();

private:
    static int on_action(void* self, int action, const char* first, const char* second,
                         const char* database, const char* trigger) noexcept;
    int decide(int action, const char* first, const char* second, const char* database);

    Connection& connection_;
    std::string denied_;
    std::vector<Identifier> written_;
};

}  // namespace evolve::sqlite
