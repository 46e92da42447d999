#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evolve/introspect/health.hpp"
#include "evolve/model/history.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/run/digest.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// What must be no worse after a plan than before it: views and triggers compile, the rows of
/// tables that are written keep all values outside the footprint, their pages are sound and their
/// foreign keys hold. Tables that the plan does not write are not read, unless all is to be
/// checked. All throw sqlite::Failure.
class Guard {
public:
    enum class When : std::uint8_t { before, after };

    /// Looks at the database before the first statement.
    Guard(sqlite::Connection& connection, const Plan& plan, bool check_all);

    /// What has become worse, or nothing.
    [[nodiscard]] std::optional<RunError> worse(sqlite::Connection& connection) const;

private:
    struct Findings {
        std::vector<introspect::Broken> broken;
        std::vector<RowsDigest> preserved;
        /// Of pages: of each table that is written, and last of the file.
        std::vector<std::vector<std::string>> problems;
        std::map<Identifier, std::vector<std::string>> orphans;
    };

    [[nodiscard]] Findings look(sqlite::Connection& connection, When when) const;
    [[nodiscard]] std::vector<Identifier> children(sqlite::Connection& connection, When when) const;
    [[nodiscard]] std::optional<DoesNotCompile> newly_broken(const Findings& after) const;
    [[nodiscard]] std::optional<std::string> damage(const Findings& after) const;
    [[nodiscard]] std::optional<std::string> new_orphan(const Findings& after) const;
    [[nodiscard]] std::optional<RowsContradict> rows_without_parent(const Findings& after) const;
    [[nodiscard]] std::size_t orphans_before(const Identifier& table) const;
    [[nodiscard]] std::optional<std::string> more_orphans(const Findings& after) const;

    const Plan& plan_;
    bool check_all_;
    Findings before_;
};

}  // namespace evolve
