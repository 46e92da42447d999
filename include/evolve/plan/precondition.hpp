#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/table_change.hpp"

namespace evolve {

/// A rule that a step puts upon a table, and the rows that are there and contradict it. They are
/// counted before anything is written (pitfalls A25, B06, B11).
struct Precondition {
    Identifier table;
    std::string rule;    ///< "NOT NULL of column 'c'"
    std::string repair;  ///< what a person can do about it, in a sentence
    std::string key;     ///< SQL: what tells the rows apart …
    std::string values;  ///< … the values that are in the way …
    std::string source;  ///< … and what follows FROM

    friend bool operator==(const Precondition&, const Precondition&) = default;
};

/// Whether rows without a parent contradict a foreign key that a table gets. On the way back they
/// do not: it had the key before, and rows that ignored it then may do so again.
enum class OrphanRule : std::uint8_t { contradict, may_return };

/// The query for the rows in the way, each as its key and its values; their number; and the
/// statement that deletes them.
std::string rows_of(const Precondition& precondition);
std::string count_of(const Precondition& precondition);
std::string delete_rows(const Precondition& precondition);

/// What a change of a table asks of its rows: NOT NULL, keys, CHECKs, types of a STRICT table and
/// foreign keys that were not there before. Where a value is converted on the way, SQLite alone can
/// say whether it fits, and says it while the rows are written or of the copies (judgements()).
std::vector<Precondition> preconditions(const TableChange& change, const Schema& before,
                                        const Schema& after, OrphanRule orphans);

/// The CHECKs and foreign keys of values that the change makes, over the rows as copied into the
/// new table while it has that name.
std::vector<Precondition> judgements(const TableChange& change, const Schema& before,
                                     const Schema& after, OrphanRule orphans,
                                     const Rebuild& rebuild);

/// What a unique index asks of the rows of its table.
std::vector<Precondition> preconditions(const Index& index, const Table& table);

}  // namespace evolve
