#include <algorithm>

#include "evolve/model/difference.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

constexpr int sqlite_full = 13;  // SQLITE_FULL: what an injected error pretends to be

/// Lets so many statements run, then fails one.
class FailsAt {
public:
    explicit FailsAt(std::uint64_t statements) : left_(statements) {}

    void operator()(std::string_view sql) {
        if (left_-- > 0) return;
        throw sqlite::Failure(sqlite_full, "injected", std::string(sql), sqlite::Where::current());
    }

private:
    std::uint64_t left_;
};

/// A number drawn for the turn: turns in order would meet some points alone where both the law's
/// own turns and the points go by threes.
std::uint64_t drawn(std::uint64_t turn) { return (turn + 1) * 0x9e3779b97f4a7c15ULL >> 32; }

bool is_of_sql(const StorageFailure& failure, const Migration& migration) {
    // Full is a table with the largest key that AUTOINCREMENT gives.
    if (failure.kind != sqlite::FailureKind::error && failure.kind != sqlite::FailureKind::limit &&
        failure.kind != sqlite::FailureKind::full)
        return false;
    return std::ranges::any_of(migration.steps, [&](const Step& step) {
        const auto* sql = std::get_if<Sql>(&step.kind());
        if (sql == nullptr) return false;
        const auto is_among = [&](const std::vector<Text>& statements) {
            return std::ranges::find(statements, Text(failure.sql)) != statements.end();
        };
        return is_among(sql->up) || (sql->down && is_among(*sql->down));
    });
}

}  // namespace

bool is_refusal_by_rows(const RunError& error, const Migration& migration) {
    if (error.get<RowsContradict>() != nullptr) return true;
    const auto* stopped = error.get<Stopped>();
    if (stopped == nullptr) return false;
    if (is_of_sql(stopped->failure, migration)) return true;
    // ALTER TABLE … ADD COLUMN has no code of its own for it.
    return stopped->failure.kind == sqlite::FailureKind::constraint ||
           stopped->failure.message.find("constraint failed") != std::string::npos;
}

std::optional<Breach> atomicity(Bench& bench) {
    const auto plan = bench.plan_up();
    if (!plan) return std::nullopt;  // nothing runs, so nothing can fail half-way
    const RowsDigest definitions = bench.definitions();
    const std::uint32_t commits = bench.connection().commits();
    const std::size_t point = drawn(bench.options().turn) % points_of_failure(**plan);
    const auto outcome = bench.carry_out(**plan, {.before_statement = FailsAt(point)});
    if (bench.connection().in_transaction())
        return Breach{Law::atomicity, "a failed migration leaves its transaction open"};
    if (outcome) return Breach{Law::atomicity, "an error between two statements goes unnoticed"};
    if (bench.connection().commits() == commits) return std::nullopt;  // so nothing has changed
    if (bench.definitions() != definitions)
        return Breach{Law::atomicity, "a failed migration leaves another schema behind"};
    return difference(Law::atomicity, bench.whole(), bench.read(bench.whole().views));
}

std::optional<Breach> preservation(Bench& bench) {
    if (auto breach =
            difference(Law::preservation, bench.outside(), bench.read(bench.outside_after())))
        return breach;
    if (auto breach = wrong_computed_value(bench)) return breach;
    if (auto breach = unlike_plain_statements(bench)) return breach;
    if (std::ranges::is_permutation(bench.present().others, bench.old_others()))
        return std::nullopt;
    return Breach{Law::preservation, "there are other objects that the graph does not manage"};
}

std::optional<Breach> convergence(Bench& bench) {
    const Schema& schema = bench.present().schema;
    const bool same =  // to compare costs less than a fingerprint
        schema == bench.subject().after ||
        fingerprint(schema) ==
            bench.subject().graph.find(bench.subject().migration.to)->fingerprint();
    if (same) return unlike_other_ways(bench);
    const Difference found = difference(bench.subject().after, schema);
    return Breach{Law::convergence, std::to_string(found.size()) +
                                        " parts of the schema are not those of the version"};
}

}  // namespace evolve
