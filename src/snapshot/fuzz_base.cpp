#include "snapshot/fuzz_base.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "evolve/graph/path.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/snapshot/snapshot.hpp"
#include "evolve/sqlite/backup.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/sqlite/trust.hpp"
#include "snapshot/old_database.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {
namespace {

constexpr std::size_t all_rows = 1'000'000;
constexpr std::int64_t small_pages = 512;

/// So many have every shape that there is.
constexpr std::size_t states_to_take_shapes_from = 4096;

/// The bytes of a file that holds all that the connection sees.
std::string whole_file(sqlite::Connection& connection) {
    auto copy = sqlite::Connection::memory();
    copy.set_pragma("page_size", sqlite::query_integer(connection, "PRAGMA main.page_size"));
    sqlite::Backup(connection, copy).finish();
    return copy.serialized();
}

/// The migrations between two versions, and which way; nothing where no path leads there.
std::optional<std::pair<Path, Direction>> way(const Graph& graph, const VersionName& from,
                                              const VersionName& to) {
    if (auto up = cheapest_path(graph, from, to)) return std::pair(std::move(*up), Direction::up);
    auto down = cheapest_path(graph, to, from);
    if (!down) return std::nullopt;
    std::ranges::reverse(*down);
    return std::pair(std::move(*down), Direction::down);
}

/// Makes the bases of one snapshot after the other.
class BaseMaker {
public:
    BaseMaker(const Graph& graph, const Managed& managed, const Executor& execute)
        : graph_(graph), managed_(managed), execute_(execute) {}

    std::optional<Explanation> add(const std::string& snapshot) {
        auto opened = open_old("", snapshot, graph_, managed_);
        if (!opened) return std::move(opened.error());
        const auto version = version_of(opened->position);
        if (!version) {
            Explanation problem = explain(NoStart{opened->position});
            problem.wrong = snapshot + ": " + problem.wrong;
            return problem;
        }
        const std::string file = whole_file(opened->connection);
        for (const Version& each : graph_.versions())
            if (const auto there = brought(file, *version, each.name()))
                add_base(snapshot, each.name(), *there);
        return std::nullopt;
    }

    FuzzBases finish() && { return std::move(made_); }

private:
    static std::optional<VersionName> version_of(const Position& position) {
        if (const auto* at = std::get_if<AtVersion>(&position)) return at->version;
        if (const auto* several = std::get_if<AtOneOf>(&position)) return several->versions.front();
        return std::nullopt;
    }

    /// The file at another version; nothing where that cannot be reached.
    std::optional<std::string> brought(const std::string& file, const VersionName& from,
                                       const VersionName& to) {
        const auto legs = way(graph_, from, to);
        if (!legs) return std::nullopt;
        write_bytes(path(), file);
        {
            auto connection = sqlite::Connection::open(path(), {.access = sqlite::Access::write});
            connection.allow_checkpoint_on_close();
            sqlite::read_schema(connection);
            for (const Migration& migration : legs->first)
                if (!travel(connection, migration, legs->second)) return std::nullopt;
        }
        return bytes_of_file(path());
    }

    bool travel(sqlite::Connection& connection, const Migration& migration, Direction direction) {
        const auto present = read_present(connection, managed_);
        if (!present) return false;
        const auto plan = plan_leg(graph_, *present, migration, direction);
        return plan && execute_(connection, *plan, managed_, {}).has_value();
    }

    void add_base(const std::string& snapshot, const VersionName& version,
                  const std::string& file) {
        const std::size_t number = made_.bases.size();
        made_.bases.push_back({snapshot, version, {file}});
        write_bytes(path(), file);
        auto opened = open_old("", path(), graph_, managed_);
        if (!opened) return;
        add_variant({.rows = all_rows, .keep_values = true, .page_size = small_pages},
                    opened->connection);
        add_variant({.rows = all_rows, .keep_values = true, .encoding = "UTF-16le"},
                    opened->connection);
        for (const Migration& migration : graph_.migrations())
            if (migration.from == version) {
                auto subject =
                    std::make_shared<Subject>(make_subject(migration, graph_.schema_at(version)));
                subject->execute = execute_;
                auto state = std::make_shared<const State>(state_of(*opened, *subject));
                auto shapes =
                    std::make_shared<const Schedule>(*subject, states_to_take_shapes_from);
                OwnKeys own_keys(*subject, *state);
                WantedValues wanted = wanted_values(*subject, *state);
                made_.states.push_back({number, std::move(subject), std::move(shapes),
                                        std::move(state), std::move(own_keys), std::move(wanted)});
            }
        for (const Version& each : graph_.versions())
            if (const auto there = way(graph_, version, each.name());
                each.name() != version && there)
                made_.files.push_back({number, each.name(), there->second == Direction::up});
    }

    /// One that SQLite does not make is left out.
    void add_variant(const SnapshotOptions& options, sqlite::Connection& connection) {
        Snapshot unused;
        if (auto bytes = snapshot_bytes(connection, options, unused))
            made_.bases.back().files.push_back(std::move(*bytes));
    }

    [[nodiscard]] std::string path() const { return scratch_.path("base.db"); }

    const Graph& graph_;
    const Managed& managed_;
    const Executor& execute_;
    ScratchDirectory scratch_;
    FuzzBases made_{};
};

}  // namespace

Result<FuzzBases, Explanation> fuzz_bases(const std::vector<std::string>& snapshots,
                                          const Graph& graph, const Managed& managed,
                                          const Executor& execute) {
    BaseMaker maker(graph, managed, execute);
    for (const std::string& snapshot : snapshots) try {
            if (auto problem = maker.add(snapshot)) return unexpected(std::move(*problem));
        } catch (const sqlite::Failure& failure) {
            Explanation problem = explain(StorageFailure(failure));
            problem.wrong = snapshot + ": " + problem.wrong;
            return unexpected(std::move(problem));
        }
    return std::move(maker).finish();
}

}  // namespace evolve
