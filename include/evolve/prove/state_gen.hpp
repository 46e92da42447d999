#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

inline constexpr std::int64_t keys_of_a_slot = 4096;

/// The part of a pack that one state fills: keys of [number * 4096, (number + 1) * 4096), and its
/// share of the values of each unique column. So states of one pack lie in one database without
/// meeting, and each is the same value alone.
struct Slot {
    std::size_t number = 0;
    std::size_t of = 1;  ///< states in the pack

    [[nodiscard]] bool alone() const { return of == 1; }
    /// The key that its own begin after.
    [[nodiscard]] std::int64_t base() const {
        return static_cast<std::int64_t>(number) * keys_of_a_slot;
    }
};

enum class Size : std::uint8_t {
    small,    ///< 0, 1, 2 or 3 rows a table mostly: where "only if it is empty" shows
    medium,   ///< 0 to 20
    fifty,    ///< about 50 in one table
    hundred,  ///< 101 in one table
    thousand  ///< 1,000 in one table
};

/// Which random numbers a state is made of: nothing else decides it.
struct Seed {
    std::uint64_t seed = 0;
    std::uint64_t path = 0;  ///< of the migration
    std::uint64_t index = 0;
};

struct ColumnFacts;
struct Profile;
struct ModuleTable;

/// Makes states for databases whose tables are those of a schema, which must outlive it.
class StateMaker {
public:
    /// Some values are those that steps which change rows ask for. About half of the others are
    /// like those of the profile, where there is one; it must outlive this too.
    explicit StateMaker(const Schema& schema, const std::vector<Step>& steps = {},
                        const Profile* profile = nullptr);
    StateMaker(const StateMaker&) = delete;
    StateMaker& operator=(const StateMaker&) = delete;
    ~StateMaker();

    /// The state of that seed.
    [[nodiscard]] State make(const Shape& shape, Size size, Slot slot, const Seed& seed) const;

private:
    const Schema& schema_;
    const Profile* profile_;
    std::vector<std::vector<ColumnFacts>> facts_;  ///< of each table's columns
    std::vector<Value> rowids_;                    ///< that steps name
    std::vector<ModuleTable> modules_;             ///< virtual tables that take rows
};

/// Where the state is one of UTF-16: takes BLOBs out of the tables of the schema in which something
/// is computed, and out of virtual ones. SQLite 3.40 would read them now in one way and now in
/// another.
void take_out_ambiguous_blobs(const Schema& schema, State& state);

/// One state alone.
State make_state(const Schema& schema, const Shape& shape, Size size, Slot slot, const Seed& seed);

}  // namespace evolve
