#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/table.hpp"

namespace evolve {

/// Statements that set aside what a migration would lose of one table, before its first step runs.
struct Keep {
    std::int64_t number = 0;  ///< of evolve_kept_<number>
    Identifier source{};
    bool whole_table = false;
    std::vector<Identifier> columns{};
    std::vector<std::string> statements{};
    std::string original{};  ///< the query whose rows …
    std::string copy{};      ///< … must equal those of this one afterwards, class and bytes

    friend bool operator==(const Keep&, const Keep&) = default;
};

/// Statements that bring back what the opposite migration had set aside, after the last step.
struct Restore {
    std::int64_t number = 0;
    Identifier source{};
    bool whole_table = false;
    std::vector<Identifier> columns{};
    std::string came_later{};               ///< counts the rows that nothing was kept of
    std::string gone{};                     ///< counts the kept rows that are no more
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

/// Whether the rows of the table can be told apart: by its INTEGER PRIMARY KEY or by the rowid
/// under some name.
bool has_row_key(const Table& table);

/// The columns of the table as lost by a step. The table must have a row key.
Keep keep(const Table& table, const std::vector<Identifier>& columns, std::int64_t number,
          const Leg& leg);
Keep keep_whole(const Table& table, std::int64_t number, const Leg& leg);

/// Brings those of the kept columns back that `table` had added by this leg, of all that were
/// added. When all of them return, the complement goes.
Restore restore(const Table& table, const KeptTable& kept, const std::vector<Identifier>& columns,
                const std::set<Identifier>& added);

/// Of the name of a complement.
std::string kept_table_name(std::int64_t number);

/// Creates the catalogue of complements if it is not there.
std::string create_catalogue();

}  // namespace evolve
