#include "evolve/prove/schedule.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include "evolve/ddl/writer.hpp"
#include "evolve/plan/walk.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/utf8.hpp"

namespace evolve {
namespace {

constexpr std::size_t most_enumerated_steps = 16;
constexpr std::size_t turns = 3;
constexpr std::size_t most_makers = 64;

/// The turn of a law that is not held against every unit.
std::optional<std::size_t> turn_of(Law law) {
    switch (law) {
        case Law::idempotence:
        case Law::preservation:
        case Law::nullability:
        case Law::convergence: return std::nullopt;  // costs next to nothing
        case Law::invertibility: return 0;
        case Law::integrity:
        case Law::atomicity: return 1;
        case Law::compatibility: return 2;
    }
    return std::nullopt;
}

std::size_t units_for(std::size_t cases) {
    const std::size_t rest = cases % states_of_a_block;
    return cases / states_of_a_block * units_of_a_block + std::min(rest, units_of_a_block);
}

/// The turn-th non-empty subset of the steps, forwards or backwards, as far as it can be done.
std::vector<std::size_t> subset(const Subject& subject, std::size_t turn) {
    const std::size_t bits = std::min(subject.migration.steps.size(), most_enumerated_steps);
    const std::size_t mask = 1 + turn % ((std::size_t{1} << bits) - 1);
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < bits; ++step)
        if ((mask >> step & 1) != 0) steps.push_back(step);
    if (turn / units_of_a_block % 2 == 1) std::ranges::reverse(steps);
    return feasible_steps(subject, steps);
}

/// Where steps meet in one object: the first ones.
std::vector<std::size_t> prefix(const Subject& subject, std::size_t turn) {
    const auto known = known_prefixes(subject.migration, subject.before);
    std::vector<std::size_t> steps(known.empty() ? 0 : known[turn % known.size()]);
    std::iota(steps.begin(), steps.end(), std::size_t{0});
    return steps;
}

bool has_utf8_names(const Schema& schema) {
    return std::ranges::all_of(ddl::write(schema), is_utf8);
}

/// Names that are not UTF-8 would not be the same in another encoding.
bool has_utf8_names(const Subject& subject) {
    if (!has_utf8_names(subject.before)) return false;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        schema = *applied(step, std::move(schema));
        if (!has_utf8_names(schema)) return false;
    }
    return true;
}

Encoding encoding_of(std::size_t turn) {
    if (turn % 8 == 5) return Encoding::utf16le;
    if (turn % 16 == 11) return Encoding::utf16be;
    return Encoding::utf8;
}

bool may_contradict(const Unit& unit) { return rotation(unit.number) % 4 == 0; }

/// What the rows must satisfy: the schema of the shape, and what the migration is still to put upon
/// tables that it creates itself, whose rows are the new version's. In three of four units also
/// what it puts upon older tables: else it would refuse nearly every pack, and the laws would be
/// held against few.
Schema constraints_of(const Subject& subject, const Unit& unit) {
    Schema schema = schema_of(subject, unit.shape);
    for (const Index& index : subject.after.indexes) {
        const bool of_new_table = !subject.before.table(index.table);
        if ((of_new_table || !may_contradict(unit)) && !schema.index(index.name))
            schema.indexes.push_back(index);
    }
    return schema;
}

Size size_of(const Unit& unit, std::size_t member) {
    const std::size_t block = unit.number / units_of_a_block;
    if (unit.is_pack()) {
        if (member != 0) return Size::medium;
        if (block % 4 == 1) return Size::hundred;
        if (block % 4 == 2) return Size::fifty;
        return block % 16 == 3 ? Size::thousand : Size::medium;
    }
    return block % 8 == 7 ? Size::medium : Size::small;
}

}  // namespace

LawSet laws_in_turn(LawSet laws, std::size_t unit) {
    if (unit < units_of_a_block) return laws;
    for (const Law law : all_laws)
        if (const auto turn = turn_of(law); turn && rotation(unit) % turns != *turn)
            laws = laws.without(law);
    return laws;
}

std::size_t whole_blocks(std::size_t cases) {
    return (cases + states_of_a_block - 1) / states_of_a_block * states_of_a_block;
}

std::size_t cases_with(std::size_t unit) {
    return (unit / units_of_a_block + 1) * states_of_a_block;
}

Schedule::Schedule(const Subject& subject, std::size_t cases)
    : subject_(&subject),
      cases_(cases),
      units_(units_for(cases)),
      steps_meet_(steps_meet(subject.migration, subject.before)),
      utf8_(has_utf8_names(subject)),
      puts_rules_on_old_tables_(subject.step_class != StepClass::additive) {}

/// Every other unit starts unmigrated, the others walk the part-way states. Enumerated, not drawn:
/// few units would miss too many of them.
std::vector<std::size_t> Schedule::done_steps(std::size_t unit) const {
    const auto& steps = subject_->migration.steps;
    // Where rows are changed there are no part-way states.
    if (rotation(unit) % 2 == 0 || steps.empty() || only_history_tells(steps)) return {};
    return steps_meet_ ? prefix(*subject_, unit / 2) : subset(*subject_, unit / 2);
}

std::size_t Schedule::size(std::size_t number) const {
    if (number % units_of_a_block != 0) return 1;
    const std::size_t start = number / units_of_a_block * states_of_a_block;
    const std::size_t there = std::min(states_of_a_block, cases_ - start);
    return there - (std::min(there, units_of_a_block) - 1);
}

Unit Schedule::unit(std::size_t number) const {
    const std::size_t place = number % units_of_a_block;
    const std::size_t start = number / units_of_a_block * states_of_a_block;
    Unit unit;
    unit.number = number;
    unit.states = size(number);
    unit.first = place == 0 ? start : start + size(number - place) + place - 1;
    unit.shape.done = done_steps(number);
    unit.shape.shuffled_columns = rotation(number) % 4 == 2;
    unit.shape.encoding = utf8_ ? encoding_of(rotation(number)) : Encoding::utf8;
    unit.shape.bystanders = rotation(number) % 8 != 7;
    unit.shape.left_behind = rotation(number) % 16 == 5;
    unit.shape.fitting = puts_rules_on_old_tables_ && rotation(number) % 4 != 0;
    return unit;
}

/// Rows of databases that are alike in all that decides which rows they take.
struct Schedule::Maker {
    Shape shape;
    bool contradicts;
    Schema schema;
    StateMaker maker;

    Maker(const Subject& subject, const Unit& unit)
        : shape(unit.shape),
          contradicts(may_contradict(unit)),
          schema(constraints_of(subject, unit)),
          maker(schema, subject.migration.steps, subject.profile.get()) {}

    [[nodiscard]] bool fits(const Unit& unit) const {
        return shape.done == unit.shape.done &&
               shape.shuffled_columns == unit.shape.shuffled_columns &&
               contradicts == may_contradict(unit);
    }
};

Schedule::Schedule(Schedule&&) noexcept = default;
Schedule& Schedule::operator=(Schedule&&) noexcept = default;
Schedule::~Schedule() = default;

const StateMaker& Schedule::maker_for(const Unit& unit) const {
    for (const auto& each : makers_)
        if (each->fits(unit)) return each->maker;
    if (makers_.size() == most_makers) makers_.clear();
    makers_.push_back(std::make_unique<const Maker>(*subject_, unit));
    return makers_.back()->maker;
}

std::vector<StatePtr> Schedule::states(const Unit& unit, std::uint64_t seed) const {
    const StateMaker& maker = maker_for(unit);
    std::vector<StatePtr> states;
    for (std::size_t member = 0; member < unit.states; ++member)
        states.push_back(std::make_shared<const State>(
            maker.make(unit.shape, size_of(unit, member), {member, unit.states},
                       {seed, subject_->path_digest, unit.first + member})));
    return states;
}

}  // namespace evolve
