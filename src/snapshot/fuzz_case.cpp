#include "snapshot/fuzz_case.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "evolve/prove/address.hpp"

namespace evolve {
namespace {

/// A pack, and each other run of a block.
constexpr std::size_t units_of_a_fuzz_block = 1 + states_alone + files_of_a_block;

/// How many runs of the kind of the place come before it in its block.
std::size_t earlier_in_block(std::size_t place) {
    if (place < states_of_a_pack) return 0;
    return place < states_of_a_pack + states_alone ? place - states_of_a_pack
                                                   : place - states_of_a_pack - states_alone;
}

}  // namespace

std::string without_digits(const std::string& text) {
    std::string plain;
    for (const char c : text)
        if (c < '0' || c > '9') plain += c;
    return plain;
}

std::uint64_t random_of(const FuzzGround& ground, std::size_t number) {
    return Chooser(ground.seed, number).next();
}

std::optional<FuzzRuns> runs_of_unit(const FuzzGround& ground, std::size_t unit, std::size_t runs) {
    const std::size_t place = unit % units_of_a_fuzz_block;
    const std::size_t block = unit / units_of_a_fuzz_block * runs_of_a_block;
    FuzzRuns found{block + (place == 0 ? 0 : states_of_a_pack + place - 1),
                   place == 0 ? states_of_a_pack : 1};
    if (ground.bases.states.empty()) found = {unit, 1};
    if (found.first >= runs) return std::nullopt;
    found.count = std::min(found.count, runs - found.first);
    return found;
}

FuzzCase case_of(const FuzzGround& ground, FuzzRuns runs) {
    const FuzzBases& bases = ground.bases;
    const std::size_t place = runs.first % runs_of_a_block;
    const std::size_t block = runs.first / runs_of_a_block;
    FuzzCase run{.runs = runs};
    run.is_file = bases.states.empty() || place >= states_of_a_pack + states_alone;
    run.in_pack = !run.is_file && place < states_of_a_pack;
    const std::size_t earlier = bases.states.empty() ? runs.first
                                : run.in_pack        ? block
                                : run.is_file ? block * files_of_a_block + earlier_in_block(place)
                                              : block * states_alone + earlier_in_block(place);
    const std::size_t targets = run.is_file ? bases.files.size() : bases.states.size();
    run.target = earlier % targets;
    run.round = earlier / targets;
    if (runs.count > 1) return run;
    run.mutations.resize(random_of(ground, runs.first) % most_mutations_of_a_run + 1);
    std::iota(run.mutations.begin(), run.mutations.end(), std::size_t{0});
    if (run.in_pack)
        run.mutations.insert(run.mutations.end(), {mutation_of_the_pack, mutation_of_the_keys});
    return run;
}

std::string address_of(const FuzzCase& whole, const FuzzCase& chosen) {
    Address address{whole.runs.first};
    if (whole.runs.count > 1) address.member = whole.runs.count;
    if (chosen != whole) address.way = chosen.mutations;
    return text_of(address);
}

std::optional<FuzzCase> case_at(const FuzzGround& ground, std::string_view text) {
    const auto address = parse_address(text);
    if (!address) return std::nullopt;
    const FuzzRuns runs{address->unit, address->member.value_or(1)};
    const std::size_t place = runs.first % runs_of_a_block;
    const bool together = address->member.has_value();
    if (together &&
        (runs.count < 2 || runs.count > states_of_a_pack || place + runs.count > states_of_a_pack ||
         ground.bases.states.empty() || !address->way.empty()))
        return std::nullopt;
    FuzzCase run = case_of(ground, runs);
    if (address->way.empty()) return run;
    for (const std::size_t mutation : address->way)
        if (!std::ranges::count(run.mutations, mutation)) return std::nullopt;
    run.mutations = address->way;
    return run;
}

Chooser chooser_for(const FuzzGround& ground, const FuzzCase& run, std::size_t mutation) {
    return {random_of(ground, run.runs.first), mutation + 1};
}

}  // namespace evolve
