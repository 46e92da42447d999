#include "prove/fitting_rows.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/failure.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

/// The keys of rows of a table that are in the way.
struct Offenders {
    Identifier table;
    std::vector<Identifier> columns{};
    std::vector<std::vector<Value>> keys{};
};

Offenders offenders_of(sqlite::Connection& connection, const Precondition& rule) {
    Offenders found{rule.table};
    auto rows = connection.prepare("SELECT " + rule.key + " FROM " + rule.source);
    for (int column = 0; column < rows.column_count(); ++column)
        found.columns.emplace_back(rows.column_name(column));
    while (rows.step()) {
        std::vector<Value>& key = found.keys.emplace_back();
        for (int column = 0; column < rows.column_count(); ++column)
            key.push_back(rows.value(column));
    }
    return found;
}

/// The number of rows that it deletes.
std::size_t take_out(sqlite::Connection& connection, const Offenders& offenders) {
    std::string condition;
    for (const Identifier& column : offenders.columns)
        condition += (condition.empty() ? " WHERE " : " AND ") + ddl::quoted(column) + " IS ?";
    auto remove = connection.prepare("DELETE FROM " + ddl::in_main(offenders.table) + condition);
    std::size_t gone = 0;
    for (const std::vector<Value>& key : offenders.keys) {
        for (std::size_t i = 0; i < key.size(); ++i) remove.borrow(static_cast<int>(i) + 1, key[i]);
        remove.step();
        gone += static_cast<std::size_t>(connection.changes());
    }
    return gone;
}

/// What says it of the rows as they are. A condition that speaks of what an earlier step is still
/// to make does not compile, and is passed over.
std::size_t take_out(sqlite::Connection& connection, const Precondition& rule) {
    try {
        connection.execute(delete_rows(rule));
        return static_cast<std::size_t>(connection.changes());
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        return 0;
    }
}

/// The tables by the names that they had at first.
class FirstNames {
public:
    void follow(const Step& step) {
        const auto* rename = std::get_if<RenameTable>(&step.kind());
        if (rename == nullptr) return;
        const Identifier first = of(rename->table);
        first_.insert_or_assign(rename->to, first);
    }

    [[nodiscard]] Identifier of(const Identifier& table) const {
        const auto found = first_.find(table);
        return found == first_.end() ? table : found->second;
    }

private:
    std::map<Identifier, Identifier> first_;
};

/// Runs the steps as far as SQL and rows that change, which ask for more than statements, and adds
/// what is in their way, or in that of the copies that they make.
void run_and_judge(sqlite::Connection& connection, const Plan& plan,
                   std::vector<Offenders>& found) {
    const Setting unchecked(connection, "ignore_check_constraints", 1);
    const Setting renames(connection, "legacy_alter_table", 0, Setting::Until::whatever_runs);
    FirstNames names;
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps) {
            if (step.row_change || !step.restricted.empty()) return;
            const auto judge = [&](const std::vector<Precondition>& rules) {
                for (const Precondition& rule : rules) {
                    found.push_back(offenders_of(connection, rule));
                    found.back().table = names.of(rule.table);
                }
            };
            judge(step.preconditions);
            for (const std::string& sql : step.copies) connection.execute(sql);
            judge(step.judgements);
            for (const std::string& sql : step.statements) connection.execute(sql);
            names.follow(step.step);
        }
}

/// Whether rules speak of what the steps make: of copies, or by other names.
bool speaks_of_what_comes(const Plan& plan) {
    return std::ranges::any_of(plan.migrations, [](const PlannedMigration& migration) {
        return std::ranges::any_of(migration.steps, [](const PlannedStep& step) {
            return !step.judgements.empty() ||
                   std::holds_alternative<RenameTable>(step.step.kind()) ||
                   std::holds_alternative<RenameColumn>(step.step.kind());
        });
    });
}

/// What the rows contradict only on the way: values that change, CHECKs over columns that are
/// added, keys to tables that are made, other names. All is taken back but for the deletions.
std::size_t take_out_on_the_way(sqlite::Connection& connection, const Plan& plan) {
    const auto attempt = [&](const auto& act) {
        try {
            act();
        } catch (const sqlite::Failure& failure) {
            if (failure.kind() != sqlite::FailureKind::error &&
                failure.kind() != sqlite::FailureKind::constraint)
                throw;
        }
    };
    std::vector<Offenders> found;
    connection.execute("SAVEPOINT way");
    attempt([&] { run_and_judge(connection, plan, found); });
    connection.execute("ROLLBACK TO way; RELEASE way");
    std::size_t gone = 0;
    for (const Offenders& offenders : found)
        attempt([&] { gone += take_out(connection, offenders); });
    return gone;
}

}  // namespace

/// Twice, because a row that goes may be the parent of another one.
std::size_t take_out_contradictions(sqlite::Connection& connection, const Subject& subject) {
    const auto present = read_present(connection, subject.managed);
    if (!present) return 0;
    const auto plan = plan_leg(subject.graph, *present, subject.migration, Direction::up);
    if (!plan) return 0;
    std::size_t gone = 0;
    for (int round = 0; round < 2; ++round) {
        for (const PlannedMigration& migration : plan->migrations)
            for (const PlannedStep& step : migration.steps)
                for (const Precondition& rule : step.preconditions)
                    gone += take_out(connection, rule);
        if (speaks_of_what_comes(*plan)) gone += take_out_on_the_way(connection, *plan);
    }
    return gone;
}

}  // namespace evolve
