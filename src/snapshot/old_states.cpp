#include "evolve/snapshot/old_states.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "evolve/model/sha256.hpp"
#include "evolve/prove/address.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/shrinker.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "snapshot/mutation.hpp"
#include "snapshot/old_database.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder = "snapshots/";
constexpr std::size_t most_mutations = 3;

std::vector<std::string> paths_of(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator at(fs::path(directory) / folder, error), end; !error && at != end;
         at.increment(error))
        if (at->path().extension() == ".db")
            paths.push_back(std::string(folder) + at->path().filename().string());
    std::ranges::sort(paths);
    return paths;
}

/// The first 64 bits of a hash of the name.
std::uint64_t seed_of(const std::string& name) {
    return std::stoull(sha256(name).substr(0, 16), nullptr, 16);
}

KnownState known(std::string name, State state, std::uint64_t turn) {
    return {std::move(name), {std::make_shared<const State>(std::move(state)), turn}, true};
}

void add_with_neighbours(const std::string& path, const State& state, const Subject& subject,
                         std::vector<KnownState>& states) {
    states.push_back(known(path, state, 0));
    const Schema schema = schema_of(subject, state.shape);
    for (std::size_t number = 1; number <= neighbours_of_an_old_state; ++number) {
        const std::string name = path + ":" + std::to_string(number);
        Chooser chooser(seed_of(name), subject.path_digest);
        State neighbour = state;
        for (std::size_t i = chooser.below(most_mutations) + 1; i > 0; --i)
            mutate_rows(neighbour, chooser);
        take_out_ambiguous_blobs(schema, neighbour);
        states.push_back(known(name, std::move(neighbour), number));
    }
}

}  // namespace

Result<std::vector<OldDatabase>, Explanation> old_databases(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed) {
    std::vector<OldDatabase> databases;
    for (const std::string& path : paths_of(directory)) {
        auto opened = open_old(directory, path, graph, managed);
        if (!opened) return unexpected(std::move(opened.error()));
        databases.push_back({path, std::move(opened->position)});
    }
    return databases;
}

bool is_state_of(const Position& position, const Subject& subject) {
    const Migration& migration = subject.migration;
    const auto is_from = [&](const VersionName& version) { return migration.from == version; };
    if (const auto* at = std::get_if<AtVersion>(&position)) return is_from(at->version);
    if (const auto* several = std::get_if<AtOneOf>(&position))
        return std::ranges::any_of(several->versions, is_from);
    const auto* part_way = std::get_if<PartWay>(&position);
    return part_way != nullptr && part_way->path.size() == 1 &&
           part_way->from() == migration.from && part_way->to() == migration.to;
}

Result<std::vector<KnownState>, Explanation> old_states(const std::string& directory,
                                                        const Graph& graph, const Managed& managed,
                                                        const Subject& subject) {
    std::vector<KnownState> states;
    for (const std::string& path : paths_of(directory)) {
        auto opened = open_old(directory, path, graph, managed);
        if (!opened) return unexpected(std::move(opened.error()));
        if (!is_state_of(opened->position, subject)) continue;
        try {
            add_with_neighbours(path, state_of(*opened, subject), subject, states);
        } catch (const sqlite::Failure& failure) {
            return unexpected(explain(StorageFailure(failure)));
        }
    }
    return states;
}

Result<std::optional<Instance>, Explanation> find_old_state(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed,
                                                            const Subject& subject,
                                                            std::string_view text) {
    const NamedAddress address = parse_named_address(text);
    auto states = old_states(directory, graph, managed, subject);
    if (!states) return unexpected(std::move(states.error()));
    for (const KnownState& each : *states) {
        if (each.name != address.name) continue;
        auto state = follow(each.instance.state, address.way);
        if (!state) break;
        return std::optional(Instance{std::move(*state), each.instance.turn});
    }
    return std::optional<Instance>();
}

bool is_old_state(std::string_view address) { return address.starts_with(folder); }

}  // namespace evolve
