#include "evolve/execute/migrate.hpp"

#include <utility>

#include "evolve/execute/history.hpp"
#include "evolve/run/present.hpp"

namespace evolve {
namespace {

/// How often a plan is made anew because another connection changed the database meanwhile.
constexpr int most_attempts = 3;

Result<Receipt, MigrateError> attempt(Database& database, const Managed& managed,
                                      const Planner& planner, const MigrateOptions& options) {
    const auto present = read_present(database.connection, managed);
    if (!present) return unexpected(MigrateError(present.error()));
    const auto plan = planner(*present);
    if (!plan) return unexpected(MigrateError(plan.error()));
    if (is_empty(plan->plan())) return Receipt{plan->plan(), {}};

    RunOptions run_options{.before_statement = options.before_statement};
    if (options.history)
        run_options.record = [&](sqlite::Connection& connection, const Receipt& receipt) {
            record(connection, receipt, plan->grounds());
        };
    auto receipt = run(database.connection, plan->plan(), managed, run_options);
    if (!receipt) return unexpected(MigrateError(receipt.error()));
    return std::move(*receipt);
}

}  // namespace

Result<Receipt, MigrateError> migrate(Database& database, const Managed& managed,
                                      const Planner& planner, const MigrateOptions& options) {
    try {
        for (int left = most_attempts; true; --left) {
            auto receipt = attempt(database, managed, planner, options);
            const bool changed = !receipt && receipt.error().get<ChangedMeanwhile>() != nullptr;
            if (!changed || left == 1) return receipt;
        }
    } catch (const sqlite::Failure& failure) {
        return unexpected(MigrateError(StorageFailure(failure)));
    }
}

}  // namespace evolve
