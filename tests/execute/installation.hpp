#pragma once

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/codec/graph_files.hpp"
#include "evolve/execute/migrate.hpp"
#include "evolve/plan/consent.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/run/database_digest.hpp"
#include "evolve/run/present.hpp"
#include "sqlite/scratch.hpp"
#include "support/dump.hpp"
#include "support/printers.hpp"
#include "support/repository.hpp"

// A database of the worked example's application, and its way along the graph.

namespace evolve {

inline const LoadedGraph& example() {
    static const LoadedGraph loaded = load_graph(example_graph()).value();
    return loaded;
}

inline Managed managed_by(const LoadedGraph& loaded) { return {loaded.graph, loaded.settings}; }

/// The version of the example whose name begins so.
inline VersionName named(std::string_view prefix) {
    return example().graph.resolve(prefix).value();
}

/// Makes plans as the commands do, with consent to everything.
inline Planner planner(const Graph& graph, const VersionName& target,
                       Direction direction = Direction::up) {
    return [&graph, target, direction](const Present& present) -> Result<ProvedPlan, PlannerError> {
        const Position position = locate(graph, present, target);
        auto plan = direction == Direction::up ? plan_up(graph, present, position, target)
                                               : plan_down(graph, present, position, target);
        if (!plan) return unexpected(PlannerError(plan.error()));
        return ProvedPlan::trust(std::move(*plan), "a test");
    };
}

/// The same plan whenever it is asked for.
inline Planner trusted(Plan plan) {
    return [plan = std::move(plan)](const Present&) -> Result<ProvedPlan, PlannerError> {
        return ProvedPlan::trust(plan, "a test");
    };
}

/// The main file and the -wal file; an absent one is as good as an empty one (DESIGN section 7).
struct Bytes {
    std::string main;
    std::string wal;

    friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// A copy of a snapshot in a directory of its own. Each call opens the database and closes it
/// again, so that bytes() may read the files in between.
class Installation {
public:
    explicit Installation(std::string_view snapshot_name) {
        std::filesystem::copy_file(snapshot(snapshot_name), path());
    }

    [[nodiscard]] std::string path() const { return scratch_.path(); }

    [[nodiscard]] Database open(sqlite::Access access = sqlite::Access::write) const {
        using namespace std::chrono_literals;
        return open_database(path(), {.access = access, .busy_timeout = 50ms}).value();
    }

    void execute(std::string_view sql) const { open().connection.execute(sql); }

    Result<Receipt, MigrateError> go(std::string_view version, Direction direction,
                                     const MigrateOptions& options = {}) const {
        Database database = open();
        return migrate(database, managed_by(example()),
                       planner(example().graph, named(version), direction), options);
    }

    Receipt up(std::string_view version = "0009") const { return done(go(version, Direction::up)); }
    Receipt down(std::string_view version) const { return done(go(version, Direction::down)); }

    [[nodiscard]] Present present() const {
        Database database = open(sqlite::Access::read);
        return read_present(database.connection, managed_by(example())).value();
    }
    [[nodiscard]] Position position(std::string_view target = "0009") const {
        return locate(example().graph, present(), named(target));
    }
    [[nodiscard]] Dump values() const {
        Database database = open(sqlite::Access::read);
        return dump(database.connection);
    }
    [[nodiscard]] Bytes bytes() const {
        return {sqlite::read_file(path()), sqlite::read_file(path() + "-wal")};
    }

    static Receipt done(Result<Receipt, MigrateError> receipt) {
        if (!receipt) BOOST_FAIL(explain(receipt.error()).wrong);
        return std::move(*receipt);
    }

private:
    sqlite::Scratch scratch_;
};

inline DatabaseDigest digest_of(const std::string& path) {
    return digest_database(open_database(path, {})->connection);
}

inline bool is_at(const Position& position, std::string_view version) {
    const auto* at = std::get_if<AtVersion>(&position);
    return at != nullptr && at->version == named(version);
}

}  // namespace evolve
