#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/schema.hpp"

// What is known of the modules that come with SQLite: full-text search and R*Trees. Of any other
// one nothing is known.

namespace evolve {

enum class ModuleKind : std::uint8_t { other, fts4, fts5, rtree };

/// Where the rows of a virtual table lie.
enum class Holding : std::uint8_t {
    unknown,           ///< in the hands of a module that evolve does not know
    nothing,           ///< elsewhere: it shows what another virtual table holds
    rows,              ///< in the virtual table itself
    index_alone,       ///< nowhere: it is an index, out of which no row can be read ("contentless")
    index_of_another,  ///< in another table or view, of whose rows it is an index
};

/// What a virtual table holds, as its arguments say (https://sqlite.org/fts5.html,
/// https://sqlite.org/rtree.html).
struct ModuleContent {
    ModuleKind kind = ModuleKind::other;
    Holding holding = Holding::unknown;
    Identifier key{"rowid"};            ///< tells its rows apart
    std::vector<Identifier> columns{};  ///< besides the key
    std::size_t coordinates = 0;        ///< so many of them, the first ones, are pairs of bounds
    Identifier source{};                ///< of an index of another: that table or view
    Identifier source_key{};            ///< … and the column that has the key of its rows
    bool copies = false;  ///< key and columns are all that there is: rows can be copied

    friend bool operator==(const ModuleContent&, const ModuleContent&) = default;
};

ModuleContent content_of(const VirtualTable& table);

/// Whether all that the virtual table holds goes along when it gets another name.
bool can_be_set_aside(const ModuleContent& content);

/// Whether the rows of the one can be copied into the other, and none of their values is lost.
bool takes_rows_of(const ModuleContent& to, const ModuleContent& from);

/// Whether the source of the index is there with all columns that it reads.
bool has_source(const ModuleContent& content, const Schema& schema);

}  // namespace evolve
