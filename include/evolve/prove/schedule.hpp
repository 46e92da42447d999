#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "evolve/plan/shard.hpp"
#include "evolve/prove/law.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// Units of 64 states: a pack, and three states alone.
inline constexpr std::size_t units_of_a_block = 4;

/// A number of a unit that goes through all remainders of any divisor among the packs, and among
/// the states alone: by the number itself packs would have the same share of everything.
constexpr std::size_t rotation(std::size_t unit) {
    return unit / units_of_a_block + unit % units_of_a_block;
}

/// A database that goes through the laws once: a pack of states that lie in it together, or one
/// state alone. Packs find faults of values and rows quickly; small single states find those of
/// whole tables, which a pack hides (PROVER-SPEED: packs alone miss 4 of 16 faults, singles
/// another).
struct Unit {
    std::size_t number = 0;
    std::size_t first = 0;  ///< index of its first state
    std::size_t states = 1;
    Shape shape;

    [[nodiscard]] bool is_pack() const { return states > 1; }
};

/// The laws of these that are held against the unit. All of them in the first block; after it some
/// cost more than all the others, and take turns: each has one pack of three, and one of the three
/// single states of a block. What else goes by turns goes by powers of two, so each law meets all
/// of it (docs/decisions/0030-laws-in-turn.md).
LawSet laws_in_turn(LawSet laws, std::size_t unit);

/// As many states, or up to a block more, as make whole blocks: a schedule of whole blocks is the
/// beginning of every longer one.
std::size_t whole_blocks(std::size_t cases);

/// The states of as many whole blocks as have a unit of that number.
std::size_t cases_with(std::size_t unit);

/// The units that so many states make: blocks of 64, a pack of 61 and three single states each.
class Schedule {
public:
    Schedule(const Subject& subject, std::size_t cases);
    Schedule(Schedule&&) noexcept;
    Schedule& operator=(Schedule&&) noexcept;
    ~Schedule();

    [[nodiscard]] std::size_t cases() const { return cases_; }
    [[nodiscard]] std::size_t units() const { return units_; }
    [[nodiscard]] Unit unit(std::size_t number) const;
    /// How many states the unit has.
    [[nodiscard]] std::size_t size(std::size_t number) const;

    /// The states of the unit, each a function of the seed, the migration and its index alone.
    [[nodiscard]] std::vector<StatePtr> states(const Unit& unit, std::uint64_t seed) const;

private:
    struct Maker;
    [[nodiscard]] std::vector<std::size_t> done_steps(std::size_t unit) const;
    [[nodiscard]] const StateMaker& maker_for(const Unit& unit) const;

    const Subject* subject_;
    std::size_t cases_;
    std::size_t units_;
    bool steps_meet_;
    bool utf8_;  ///< all names
    bool puts_rules_on_old_tables_;
    /// Of the schemas that units had so far: many units have one, and finding its facts takes as
    /// long as making a few states.
    mutable std::vector<std::unique_ptr<const Maker>> makers_;
};

}  // namespace evolve
