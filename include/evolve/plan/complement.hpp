#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/table.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/row_key.hpp"

namespace evolve {

// What a migration would lose of a table is set aside in one table of its own, untyped so that
// every value stays what it is. Rows are told apart by the key of the table as the migration leaves
// it, which is the table that the opposite migration finds
// (docs/decisions/0007-complement-tables.md).

/// Statements that set aside what a migration would lose of one table.
struct Keep {
    std::int64_t number = 0;  ///< of evolve_kept_<number>
    Identifier source{};
    bool whole_table = false;
    bool is_virtual =
        false;  ///< the virtual table itself: there is no copy, and `copy` counts rows
    std::string instead_of{};  ///< the statement of a `sql` step that would drop what is kept
    std::vector<Identifier> columns{};
    bool rowids = false;  ///< they are kept too
    std::vector<std::string> statements{};
    std::string original{};  ///< the query whose rows …
    std::string copy{};      ///< … must equal those of this one afterwards, class and bytes

    friend bool operator==(const Keep&, const Keep&) = default;
};

/// Statements that bring back what the opposite migration had set aside. Where the table is written
/// anew its rows bring it along, and there are none.
struct Restore {
    std::int64_t number = 0;
    Identifier source{};
    bool whole_table = false;
    bool is_virtual = false;  ///< as in Keep
    bool rowids = false;      ///< the rows get back those that they had
    std::vector<Identifier> columns{};
    /// By the copying of the rows into a new table, and compared while the old one is there.
    bool anew = false;
    std::string came_later{};  ///< counts the rows that nothing was kept of
    std::string gone{};        ///< counts the kept rows that are no more
    /// Counts the rows whose value was changed since it was kept: the newer one is the one to keep.
    std::string changed_since{};
    std::vector<std::string> statements{};  ///< run without CHECKs: the values were there before
    std::vector<std::string> checks{};      ///< hold the other rows against the CHECKs
    std::string original{};                 ///< as in Keep: the kept values …
    std::string copy{};                     ///< … and the restored ones
    std::vector<std::string> clean_up{};

    friend bool operator==(const Restore&, const Restore&) = default;
};

/// Where a migration goes, for the catalogue of complements.
struct Leg {
    VersionOrNull from;
    VersionOrNull to;
    Direction direction = Direction::up;
};

/// The columns as lost by a step that drops them in place. The table must have a row key.
Keep keep(const Table& table, const std::vector<Identifier>& columns, std::int64_t number,
          const Leg& leg);
Keep keep_whole(const Table& table, std::int64_t number, const Leg& leg);

/// Of a table that is written anew: all rows where a column or the rowids are lost, else those in
/// which a value became another. To be run while both tables are there. Nothing where nothing is to
/// be kept; `*unkeepable` is set where the rows of the two tables cannot be matched.
std::optional<Keep> keep_of_rebuild(const Rebuild& rebuild, const std::vector<Identifier>& lost,
                                    bool converted, std::int64_t number, const Leg& leg,
                                    bool* unkeepable);

/// Brings those of the kept columns back that were added to `table` in place, of all that were
/// added. `all` says whether nothing else is left in the complement, which then goes.
Restore restore(const Table& table, const KeptTable& kept, const std::vector<Identifier>& columns,
                const std::set<Identifier>& added, bool all);
/// All rows of a table that was created.
Restore restore_whole(const Table& table, const KeptTable& kept);

/// Has the rows of a table that is written anew bring the kept values of these columns along.
Restore restore_by_rebuild(Rebuild& rebuild, const KeptTable& kept,
                           const std::vector<Identifier>& columns, bool all);

/// The statement that notes a virtual table in the catalogue.
std::string catalogue_row_of_virtual(const Keep& keep, const Leg& leg);

/// Of the name of a complement.
std::string kept_table_name(std::int64_t number);

/// Creates the catalogue of complements if it is not there.
std::string create_catalogue();

}  // namespace evolve
