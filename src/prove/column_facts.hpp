#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/step/step.hpp"
#include "prove/taken_values.hpp"

namespace evolve {

/// What a generator must know of a column to make values that its table takes.
struct ColumnFacts {
    Affinity affinity = Affinity::blob;
    bool rowid_alias = false;
    bool generated = false;
    bool nullable = true;
    bool unique =
        false;  ///< leads a key, a UNIQUE constraint or a unique index, or an expression that does
    /// What the CHECKs that read it alone take: most others would be refused.
    std::shared_ptr<const TakenValues> taken{};
    std::vector<Value> literals{};  ///< that CHECKs on it name: so for those that read others too
    std::vector<Value> beside{};    ///< that the rest of the schema names beside it
    std::vector<Value> wanted{};    ///< that steps name beside it
    const ColumnProfile* profile = nullptr;  ///< null: nothing is known of it

    // What the generator remembers from row to row.
    bool all_null = false;
    std::set<std::size_t> used{};  ///< hazards that a unique column has used up
};

/// What a step computes or asks of rows: its expressions and conditions, and statements of SQL.
std::vector<Expression> expressions_of(const Step& step);
std::vector<Expression> expressions_of(const std::vector<Step>& steps);

/// Notes what they name beside columns of the table.
void add_wanted(const std::vector<Expression>& expressions, const Table& table,
                std::vector<ColumnFacts>& facts);

/// What they name beside a rowid.
std::vector<Value> wanted_rowids(const std::vector<Expression>& expressions);

/// The facts of every column of the table, in their order.
std::vector<ColumnFacts> facts_of(const Schema& schema, const Table& table);

}  // namespace evolve
