#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/ignored_difference.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

/// A column that the version added, as it reads in every row.
struct AddedColumn {
    Identifier table;
    Identifier column;
    Text type;
    std::int64_t rows = 0;
    std::int64_t nulls = 0;
    std::string failure{};  ///< why it cannot be read; empty: it can
};

struct SampleValue {
    Identifier column;
    Text type;  ///< as declared; empty: none
    Value value;
};

/// One row of a table, as it is stored.
struct Sample {
    Identifier table;
    std::vector<SampleValue> values;
};

/// What `verify` found in one database.
struct Verification {
    VersionName version;  ///< that the database was held against
    Difference difference;
    std::vector<IgnoredDifference> ignored{};
    bool strict_order = false;                ///< of them, another order of columns counts
    std::vector<std::string> integrity{};     ///< what integrity_check reports; empty: ok
    std::vector<std::string> foreign_keys{};  ///< rows that refer to nothing
    std::vector<std::string> broken{};        ///< views and triggers that do not compile
    std::vector<AddedColumn> added{};
    std::vector<Sample> samples{};

    [[nodiscard]] bool passed() const {
        for (const AddedColumn& column : added)
            if (!column.failure.empty()) return false;
        if (strict_order && has_other_order(ignored)) return false;
        return difference.empty() && integrity.empty() && foreign_keys.empty() && broken.empty();
    }
};

}  // namespace evolve
