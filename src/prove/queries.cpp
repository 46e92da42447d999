#include "evolve/prove/queries.hpp"

#include <limits>
#include <memory>
#include <utility>

#include "evolve/ddl/statements.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/query_effect.hpp"

namespace evolve {
namespace {

/// What is known of a statement in one state.
struct Known {
    std::optional<QueryValues> values{};  ///< drawn on the first version on which it compiles
    std::optional<QueryEffect> effect{};  ///< on that version
};

/// Beyond the largest key SQLite chooses the next one by chance.
void leave_room(State& state) {
    for (RowsOf& rows : state.tables)
        std::erase_if(rows.rows, [](const std::vector<Value>& row) {
            return row.front() == Value(std::numeric_limits<std::int64_t>::max());
        });
}

class QueryTrial {
public:
    QueryTrial(const Graph& graph, const VersionName& first, const Path& path,
               std::string_view script, const QueryOptions& options)
        : graph_(graph), options_(options) {
        versions_.push_back(first);
        for (const Migration& migration : path) {
            versions_.push_back(migration.to);
            subjects_.push_back(make_subject(migration, graph.schema_at(migration.from)));
        }
        for (const ddl::StatementText& text : ddl::statements_of(script)) {
            QueryReport statement{text.line, std::string(text.sql), depends_on_moment(text.sql)};
            for (const VersionName& version : versions_) statement.on.push_back({version});
            report_.statements.push_back(std::move(statement));
        }
        // The seed of the way as a whole: another path has other states.
        std::uint64_t digest = 0;
        for (const Subject& subject : subjects_) digest = digest * 31 + subject.path_digest;
        report_.seed = options.seed.value_or(digest % 9'000'000 + 1'000'000);
    }

    Result<QueriesReport, ProofStopped> run() && {
        const StateMaker maker(schema(0));
        for (std::size_t i = 0; i < options_.states; ++i) {
            if (options_.interrupted != nullptr && *options_.interrupted)
                return unexpected(ProofStopped{ProofStopped::Cause::interrupted});
            const Size size = i % 4 == 0 ? Size::small : Size::medium;
            State state = maker.make({}, size, {}, {report_.seed, 0, i});
            leave_room(state);
            run(std::make_shared<const State>(std::move(state)));
            ++report_.states;
            if (options_.progress) options_.progress(i + 1, options_.states);
        }
        return std::move(report_);
    }

private:
    [[nodiscard]] const Schema& schema(std::size_t version) const {
        return graph_.schema_at(versions_[version]);
    }

    /// On one state, as far up as its rows allow.
    void run(const StatePtr& state) {
        const Subject& first = subjects_.empty() ? alone() : subjects_.front();
        Sandbox sandbox(first, {&state, 1});
        std::vector<Known> known(report_.statements.size());
        for (std::size_t version = 0; version < versions_.size(); ++version) {
            if (version > 0 && !migrate(sandbox.connection(), subjects_[version - 1])) return;
            for (std::size_t i = 0; i < report_.statements.size(); ++i) {
                Chooser chooser(report_.seed + report_.states, i);
                try_on(sandbox.connection(), version, i, known[i], *state, chooser);
            }
        }
    }

    /// A migration without steps, where the path has but one version.
    const Subject& alone() {
        if (!alone_) {
            const VersionName& only = versions_.front();
            const auto next = VersionName::parse(std::string(only.text()) + "-next");
            EVOLVE_INVARIANT(next.has_value());
            alone_ = make_subject({only, *next, {}}, schema(0));
        }
        return *alone_;
    }

    static bool migrate(sqlite::Connection& connection, const Subject& subject) {
        auto present = read_present(connection, subject.managed);
        if (!present) return false;
        auto plan = plan_leg(subject.graph, *present, subject.migration, Direction::up);
        return plan && subject.execute(connection, *plan, subject.managed, {});
    }

    void try_on(sqlite::Connection& connection, std::size_t version, std::size_t number,
                Known& known, const State& state, Chooser& chooser) {
        QueryReport& statement = report_.statements[number];
        QueryOnVersion& on = statement.on[version];
        if (on.verdict == QueryVerdict::fails) return;  // it does not depend on rows
        try {
            if (!known.values)
                known.values = draw_values(connection.prepare(statement.sql), state, chooser);
            QueryEffect effect = effect_of(connection, schema(version), statement.sql,
                                           *known.values, statement.depends_on_moment);
            if (on.verdict == QueryVerdict::not_reached) on.verdict = QueryVerdict::equal;
            if (!known.effect) {
                known.effect = std::move(effect);
            } else if (on.verdict == QueryVerdict::equal) {
                if (auto why = difference(*known.effect, effect))
                    on = {on.version, QueryVerdict::other_results, std::move(*why)};
            }
        } catch (const sqlite::Failure& failure) {
            on = {on.version, QueryVerdict::fails, failure.what()};
        }
    }

    const Graph& graph_;
    const QueryOptions& options_;
    std::vector<VersionName> versions_;
    std::vector<Subject> subjects_;
    std::optional<Subject> alone_;
    QueriesReport report_;
};

}  // namespace

Result<QueriesReport, ProofStopped> try_queries(const Graph& graph, const VersionName& first,
                                                const Path& path, std::string_view script,
                                                const QueryOptions& options) {
    try {
        return QueryTrial(graph, first, path, script, options).run();
    } catch (const sqlite::Failure& failure) {
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, failure.what()});
    }
}

}  // namespace evolve
