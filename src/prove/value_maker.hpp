#pragma once

#include <cstddef>
#include <optional>

#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state_gen.hpp"
#include "prove/column_facts.hpp"

namespace evolve {

/// Draws the values of columns.
class ValueMaker {
public:
    ValueMaker(Slot slot, Chooser& chooser) : slot_(slot), chooser_(chooser) {}

    /// The value of the column in that row of its table; `above` is that of the row before, or
    /// null.
    Value value(ColumnFacts& facts, std::size_t row, const Value* above);

private:
    Value any_value(const ColumnFacts& facts);
    Value taken_value(const ColumnFacts& facts);
    Value random_value(Affinity affinity);
    Value unique_value(ColumnFacts& facts, std::size_t row);
    std::optional<Value> wanted_once(ColumnFacts& facts);
    std::optional<Value> blob_once(ColumnFacts& facts);
    std::optional<Value> pooled_once(ColumnFacts& facts);
    std::size_t place_of_slot(std::size_t places);

    Slot slot_;
    Chooser& chooser_;
};

}  // namespace evolve
