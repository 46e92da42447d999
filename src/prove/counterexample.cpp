#include "prove/counterexample.hpp"

#include <memory>
#include <optional>
#include <utility>

#include "evolve/prove/prover.hpp"
#include "evolve/prove/shrinker.hpp"
#include "evolve/prove/value_text.hpp"

namespace evolve {
namespace {

/// All rows of a pack in one state.
StatePtr merged(const std::vector<StatePtr>& states) {
    State all = *states.front();
    for (std::size_t i = 1; i < states.size(); ++i)
        for (std::size_t table = 0; table < all.tables.size(); ++table) {
            const auto& rows = states[i]->tables[table].rows;
            all.tables[table].rows.insert(all.tables[table].rows.end(), rows.begin(), rows.end());
        }
    return std::make_shared<const State>(std::move(all));
}

/// Where a search for the smallest state begins.
struct Origin {
    StatePtr state;
    Address address;
};

std::optional<Breach> breach_in(const Subject& subject, const StatePtr& state, LawSet laws,
                                std::uint64_t turn) {
    const Verdict verdict =
        hold_trial(subject, {&state, 1}, {.laws = laws, .detail = Detail::values, .turn = turn});
    return verdict.breach;
}

Origin origin_of(const Subject& subject, const Schedule& schedule, const Unit& unit,
                 std::uint64_t seed, LawSet laws) {
    const auto states = schedule.states(unit, seed);
    for (std::size_t member = 0; member < states.size(); ++member)
        if (breach_in(subject, states[member], laws, unit.number))
            return {states[member], {unit.number, member, {}}};
    return {merged(states), {unit.number, std::nullopt, {}}};
}

/// One line a row: what its columns hold, but for NULLs.
std::vector<std::string> in_words(const State& state) {
    std::vector<std::string> lines;
    for (const RowsOf& rows : state.tables)
        for (const auto& row : rows.rows) {
            std::string line = std::string(rows.table.view()) + ":";
            for (std::size_t i = 0; i < row.size(); ++i)
                if (!std::holds_alternative<Null>(row[i]))
                    line +=
                        " " + std::string(rows.columns[i].view()) + " = " + text_of(row[i]) + ",";
            line.pop_back();
            lines.push_back(std::move(line));
        }
    return lines;
}

}  // namespace

std::optional<StatePtr> state_at(const Schedule& schedule, const Address& address,
                                 std::uint64_t seed) {
    if (address.unit >= schedule.units()) return std::nullopt;
    const Unit unit = schedule.unit(address.unit);
    if (address.member && *address.member >= unit.states) return std::nullopt;
    const auto states = schedule.states(unit, seed);
    return follow(address.member ? states[*address.member] : merged(states), address.way);
}

Counterexample described(const Breach& breach, const State& state, const Address& address,
                         std::size_t runs) {
    Counterexample found;
    found.law = text_of(breach.law);
    found.what = breach.what;
    if (breach.value) {
        found.table = breach.value->table;
        found.row = breach.value->row;
        found.column = breach.value->column;
        found.expected = breach.value->expected;
        found.found = breach.value->found;
    }
    found.state = in_words(state);
    found.address = text_of(address);
    found.runs = runs;
    return found;
}

Counterexample counterexample_of(const Subject& subject, const Schedule& schedule, const Unit& unit,
                                 std::uint64_t seed, LawSet laws) {
    const auto states = schedule.states(unit, seed);
    const Verdict whole =
        hold_trial(subject, states, {.laws = laws, .detail = Detail::values, .turn = unit.number});
    EVOLVE_INVARIANT(whole.breach.has_value());  // the same state gives the same verdict
    const Law law = whole.breach->law;
    const LawSet alone = LawSet::only(law);
    const auto fails = [&](const StatePtr& state) {
        const auto breach = breach_in(subject, state, alone, unit.number);
        return breach && breach->law == law;
    };
    Origin origin = origin_of(subject, schedule, unit, seed, alone);
    if (!fails(origin.state)) return described(*whole.breach, *origin.state, origin.address, 0);
    Shrunk shrunk = shrink(origin.state, fails, most_shrinking_runs);
    origin.address.way = shrunk.way;
    const auto breach = breach_in(subject, shrunk.state, alone, unit.number);
    return described(breach.value_or(*whole.breach), *shrunk.state, origin.address, shrunk.runs);
}

}  // namespace evolve
