#pragma once

#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/run/run.hpp"
#include "graph/versions.hpp"
#include "support/dump.hpp"

namespace evolve {

/// A graph of versions 0001-a, 0002-b, …, each a list of steps from the one before.
inline Graph chain(std::vector<std::vector<Step>> migrations) {
    std::vector<VersionRecord> records;
    std::string before;
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        std::string name = "000" + std::to_string(i + 1) + "-" + static_cast<char>('a' + i);
        records.push_back(record(name, {from(before, std::move(migrations[i]))}));
        before = std::move(name);
    }
    return Graph::make(std::move(records)).value();
}

/// A database, in memory where none is given, that stands at the first version of a graph, and goes
/// along it.
struct Scene {
    explicit Scene(Graph its_graph, std::string_view pragmas = "")
        : graph(std::move(its_graph)), managed(graph, Settings()) {
        connection.execute(pragmas);
        auto plan = plan_creation(graph, graph.versions().front().name()).value();
        auto made = run(connection, plan, managed);
        if (!made) BOOST_FAIL(explain(made.error()).wrong);
    }

    /// One that is there.
    Scene(Graph its_graph, sqlite::Connection database)
        : graph(std::move(its_graph)),
          managed(graph, Settings()),
          connection(std::move(database)) {}

    [[nodiscard]] Present present() { return read_present(connection, managed).value(); }

    Result<Plan, PlanError> plan(std::string_view to, Direction direction = Direction::up) {
        const VersionName target = graph.resolve(to).value();
        const Present now = present();
        const Position position = locate(graph, now, target);
        return direction == Direction::up ? plan_up(graph, now, position, target)
                                          : plan_down(graph, now, position, target);
    }

    Result<Receipt, RunError> try_go(std::string_view to, Direction direction = Direction::up,
                                     const RunOptions& options = {}) {
        auto made = plan(to, direction);
        if (!made) BOOST_FAIL(explain(made.error()).wrong);
        return run(connection, *made, managed, options);
    }

    Receipt go(std::string_view to, Direction direction = Direction::up) {
        auto receipt = try_go(to, direction);
        if (!receipt) BOOST_FAIL(explain(receipt.error()).wrong);
        return std::move(*receipt);
    }

    /// Why there is no plan: the object in the way.
    std::string in_the_way(std::string_view to, Direction direction = Direction::up) {
        const auto made = plan(to, direction);
        if (made) return "nothing";
        const auto* refused = made.error().get<NotHere>();
        return refused == nullptr ? "something else" : std::string(refused->refusal.detail.view());
    }

    Graph graph;
    Managed managed;
    sqlite::Connection connection = sqlite::Connection::memory();
};

}  // namespace evolve
