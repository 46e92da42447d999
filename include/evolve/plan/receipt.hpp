#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/plan/plan.hpp"

namespace evolve {

struct KeptRows {
    Identifier source;
    std::vector<Identifier> columns{};
    std::int64_t number = 0;
    std::optional<std::int64_t> rows = 0;  ///< nothing of an index, which does not count them
    bool rowids = false;                   ///< kept too
};

struct RestoredRows {
    Identifier source;
    std::vector<Identifier> columns{};
    std::optional<std::int64_t> rows = 0;  ///< as in KeptRows
    bool rowids = false;
    std::int64_t came_later = 0;     ///< rows without a kept value: they have the default
    std::int64_t gone = 0;           ///< kept values whose row is no more
    std::int64_t changed_since = 0;  ///< rows whose value was changed, and stays
};

/// Of a step that changes rows.
struct ChangedRows {
    Identifier table;
    std::int64_t rows = 0;
    std::int64_t passed_over = 0;  ///< rows that could not return: another one has their key
    std::int64_t kept_in = 0;      ///< the number of the complement in which those stay
};

struct MigrationReceipt {
    std::vector<KeptRows> kept;
    std::vector<RestoredRows> restored;
    std::vector<ChangedRows> changed{};
    std::chrono::milliseconds took{0};
};

/// What carrying out a plan did.
struct Receipt {
    Plan plan;
    std::vector<MigrationReceipt> migrations;  ///< one for each of the plan's
    std::string backup{};  ///< the file that holds the state before; empty: none
};

}  // namespace evolve
