#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

/// Values that the CHECKs of a column take, none of them twice.
struct TakenValues {
    std::vector<Value> values{};
    std::size_t named = 0;    ///< the first so many are those that the CHECKs themselves suggest
    std::size_t natural = 0;  ///< then come as many hazards of the column's affinity, then others
};

/// What those CHECKs of the table that read this column alone take of likely values and hazards:
/// SQLite is asked. Empty where there is no such CHECK, or it takes none. The table is normalised.
std::shared_ptr<const TakenValues> taken_values(const Table& table, const Column& column);

}  // namespace evolve
