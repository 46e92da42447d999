#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "evolve/graph/graph.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/run/run.hpp"
#include "sequence.hpp"

// What plans make of a schema: by the model, and in SQLite.

namespace evolve::fuzz {

/// The steps of each version from the one before, the first from null.
using Versions = std::vector<std::vector<Step>>;

/// Nothing where they do not compose, as where a foreign key loses its parent.
inline std::optional<Graph> graph_of(const Versions& versions) {
    std::vector<VersionRecord> records;
    VersionOrNull last;
    for (const auto& steps : versions) {
        const auto name = VersionName::make(static_cast<unsigned>(records.size()) + 1, "v");
        records.push_back({*name, {}, {{last, steps}}, std::nullopt});
        last = name;
    }
    auto graph = Graph::make(std::move(records));
    if (!graph) return std::nullopt;
    return std::move(*graph);
}

/// Whether a plan of these may be refused: something in it computes values, or does not compile.
inline bool may_be_refused(const Versions& versions) {
    Schema schema;
    for (const auto& steps : versions)
        for (const Step& step : steps) {
            schema = applied(step, std::move(schema)).value();
            if (computes(step) || !is_made_by_sqlite(schema)) return true;
        }
    return false;
}

/// A database without rows that goes along the graph of some versions.
class Travel {
public:
    Travel(const Versions& versions, const Graph& graph)
        : versions_(versions), graph_(graph), managed_(graph, Settings()) {}

    /// A new installation goes up to the last version, a version at a time, and back at once.
    void there_and_back() {
        const auto& all = graph_.versions();
        const auto creation = plan_creation(graph_, all.front().name());
        EVOLVE_INVARIANT(creation.has_value());
        if (!does(*creation, std::nullopt, all.front().name())) return;
        for (std::size_t i = 1; i < all.size(); ++i)
            if (!goes(all[i - 1].name(), all[i].name(), Direction::up)) return;
        if (all.size() > 1) goes(all.back().name(), all.front().name(), Direction::down);
    }

private:
    bool goes(const VersionName& from, const VersionName& to, Direction direction) {
        const auto present = read_present(connection_, managed_);
        EVOLVE_INVARIANT(present.has_value());
        const Position position = AtVersion{from, {}};
        const auto plan = direction == Direction::up ? plan_up(graph_, *present, position, to)
                                                     : plan_down(graph_, *present, position, to);
        EVOLVE_INVARIANT(plan || may_be_refused(versions_));
        return plan && does(*plan, from, to);
    }

    /// False where it is refused; then the schema is as it was.
    bool does(const Plan& plan, const VersionOrNull& from, const VersionName& to) {
        const auto receipt = run(connection_, plan, managed_);
        check_schema(connection_, graph_.schema_at(receipt ? VersionOrNull(to) : from));
        EVOLVE_INVARIANT(receipt || may_be_refused(versions_));
        return receipt.has_value();
    }

    const Versions& versions_;
    const Graph& graph_;
    Managed managed_;
    sqlite::Connection connection_ = sqlite::Connection::memory();
};

inline void check_plans(const Versions& versions) {
    if (versions.empty()) return;
    if (const auto graph = graph_of(versions)) Travel(versions, *graph).there_and_back();
}

}  // namespace evolve::fuzz
