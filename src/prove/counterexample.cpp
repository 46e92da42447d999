#include "prove/counterexample.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "evolve/prove/prover.hpp"
#include "evolve/prove/shrinker.hpp"

namespace evolve {
namespace {

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

/// The smallest state that breaks a law by itself, and how.
struct Smallest {
    StatePtr state;
    std::vector<std::size_t> way;
    std::size_t runs;
    Breach breach;
};

/// From a state that broke the law, perhaps only together with others.
Smallest smallest_of(const Subject& subject, const Instance& from, const Breach& breach) {
    const LawSet alone = LawSet::only(breach.law);
    const auto fails = [&](const StatePtr& state) {
        const auto again = breach_in(subject, state, alone, from.turn);
        return again && again->law == breach.law;
    };
    if (!fails(from.state)) return {from.state, {}, 0, breach};
    Shrunk shrunk = shrink(from.state, fails, most_shrinking_runs);
    const auto last = breach_in(subject, shrunk.state, alone, from.turn);
    return {shrunk.state, std::move(shrunk.way), shrunk.runs, last.value_or(breach)};
}

bool is_null_everywhere(const RowsOf& rows, std::size_t column) {
    return std::ranges::all_of(rows.rows, [&](const std::vector<Value>& row) {
        return std::holds_alternative<Null>(row[column]);
    });
}

/// The key, and each column that has a value in some row.
CounterexampleTable shown(const RowsOf& rows) {
    CounterexampleTable table{std::string(rows.table.view()), {}, {}};
    table.rows.resize(rows.rows.size());
    for (std::size_t column = 0; column < rows.columns.size(); ++column) {
        if (column != 0 && is_null_everywhere(rows, column)) continue;
        table.columns.emplace_back(rows.columns[column].view());
        for (std::size_t row = 0; row < rows.rows.size(); ++row)
            table.rows[row].push_back(rows.rows[row][column]);
    }
    return table;
}

std::vector<std::string> in_words(const Shape& shape, const Migration& migration) {
    std::vector<std::string> words;
    if (!shape.done.empty()) {
        std::string steps;
        for (std::size_t step : shape.done)
            if (step < migration.steps.size())
                steps += (steps.empty() ? "" : ", ") + std::to_string(step + 1);
        words.push_back("part-way: of " + std::to_string(migration.steps.size()) +
                        " steps, these are done already, in this order: " + steps);
    }
    if (shape.shuffled_columns) words.emplace_back("its columns are declared in another order");
    if (shape.encoding != Encoding::utf8)
        words.push_back("its encoding is " + std::string(text_of(shape.encoding)));
    if (shape.fitting) words.emplace_back("rows that contradict a step were taken out of it");
    if (shape.bystanders) words.emplace_back("it holds objects that the graph does not manage");
    if (shape.left_behind)
        words.emplace_back(
            "another tool left a ledger, and a view and a trigger of a table that is "
            "gone");
    return words;
}

/// The breach that the states showed before. The same states give the same verdict, unless SQL asks
/// chance: then it may take some tries, and if none shows it, that it was there says enough.
Breach broken_again(const Subject& subject, std::span<const StatePtr> states, LawSet laws,
                    std::size_t turn) {
    constexpr int tries = 16;
    for (int i = 0; i < tries; ++i) {
        auto verdict =
            hold_trial(subject, states, {.laws = laws, .detail = Detail::values, .turn = turn});
        if (verdict.breach) return std::move(*verdict.breach);
    }
    return {Law::convergence, "the same database becomes another one each time"};
}

}  // namespace

StatePtr merged(const std::vector<StatePtr>& states) {
    State all = *states.front();
    for (std::size_t i = 1; i < states.size(); ++i)
        for (std::size_t table = 0; table < all.tables.size(); ++table) {
            const auto& rows = states[i]->tables[table].rows;
            all.tables[table].rows.insert(all.tables[table].rows.end(), rows.begin(), rows.end());
        }
    return std::make_shared<const State>(std::move(all));
}

std::optional<StatePtr> state_at(const Schedule& schedule, const Address& address,
                                 std::uint64_t seed) {
    if (address.unit >= schedule.units()) return std::nullopt;
    const Unit unit = schedule.unit(address.unit);
    if (address.member && *address.member >= unit.states) return std::nullopt;
    const auto states = schedule.states(unit, seed);
    return follow(address.member ? states[*address.member] : merged(states), address.way);
}

Counterexample described(const Subject& subject, const Breach& breach, const State& state,
                         std::string_view address, std::size_t runs) {
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
    for (const RowsOf& rows : state.tables)
        if (!rows.rows.empty()) found.tables.push_back(shown(rows));
    found.shape = in_words(state.shape, subject.migration);
    found.address = address;
    found.runs = runs;
    return found;
}

Counterexample counterexample_of(const Subject& subject, const Schedule& schedule, const Unit& unit,
                                 std::uint64_t seed, LawSet laws) {
    const auto states = schedule.states(unit, seed);
    const Breach whole = broken_again(subject, states, laws, unit.number);
    const Origin origin = origin_of(subject, schedule, unit, seed, LawSet::only(whole.law));
    const Smallest smallest = smallest_of(subject, {origin.state, unit.number}, whole);
    Address address = origin.address;
    address.way = smallest.way;
    return described(subject, smallest.breach, *smallest.state, text_of(address), smallest.runs);
}

Counterexample counterexample_of(const Subject& subject, const Instance& instance, LawSet laws,
                                 const std::string& name) {
    const Breach breach = broken_again(subject, {&instance.state, 1}, laws, instance.turn);
    const Smallest smallest = smallest_of(subject, instance, breach);
    return described(subject, smallest.breach, *smallest.state,
                     text_of(NamedAddress{name, smallest.way}), smallest.runs);
}

}  // namespace evolve
