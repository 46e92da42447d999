#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
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

    /// Which problems of pages are looked for. Those from before only excuse those from afterwards:
    /// where there are none afterwards, it makes no difference what was there.
    enum class Pages : std::uint8_t { afterwards, before_too };

    /// Looks at the database, which holds these objects, before the first statement.
    Guard(sqlite::Connection& connection, const std::vector<SchemaObject>& objects,
          const Plan& plan, bool check_all, Pages pages);

    /// The digest of what the plan sets aside under that number, as it was before the first
    /// statement, where that was read along.
    [[nodiscard]] std::optional<RowsDigest> kept(std::int64_t number) const;

    /// What did not compile before the first statement.
    [[nodiscard]] const std::vector<introspect::Broken>& broken_before() const {
        return before_.broken;
    }

    /// Pages have problems that may have been there before: nobody has looked.
    struct Unclear {};
    using Worse = std::variant<Unclear, RunError>;

    /// What has become worse, or nothing; of the database that now holds these objects.
    [[nodiscard]] std::optional<Worse> worse(sqlite::Connection& connection,
                                             const std::vector<SchemaObject>& objects) const;

private:
    using Lines = std::vector<std::string>;
    struct Findings {
        std::vector<introspect::Broken> broken;
        std::vector<RowsDigest> preserved;
        std::map<std::int64_t, RowsDigest> kept;
        /// Of pages: of each table that is written, and last of the file.
        std::vector<Lines> problems;
        std::map<Identifier, Lines> orphans;
    };

    [[nodiscard]] Findings look(sqlite::Connection& connection,
                                const std::vector<SchemaObject>& objects, When when) const;
    void look_at_rows(sqlite::Connection& connection, When when, Findings& found) const;
    [[nodiscard]] std::vector<Lines> look_at_pages(sqlite::Connection& connection,
                                                   const std::vector<SchemaObject>& objects,
                                                   When when) const;
    [[nodiscard]] std::vector<Identifier> children(sqlite::Connection& connection, When when) const;
    [[nodiscard]] std::optional<DoesNotCompile> newly_broken(const Findings& after) const;
    [[nodiscard]] std::optional<Damaged> damage(const Findings& after) const;
    [[nodiscard]] std::optional<std::string> new_orphan(const Findings& after) const;
    [[nodiscard]] std::optional<RowsContradict> rows_without_parent(const Findings& after) const;
    [[nodiscard]] std::optional<RowsContradict> computed_otherwise(sqlite::Connection& connection,
                                                                   const Findings& after) const;
    [[nodiscard]] std::optional<std::string> more_orphans(const Findings& after) const;

    const Plan& plan_;
    bool check_all_;
    Pages pages_;
    Findings before_;
};

}  // namespace evolve
