#pragma once

// Internal: how mistakes are put behind a migration's own work.

#include <functional>
#include <string>
#include <vector>

#include "evolve/plan/lineage.hpp"
#include "evolve/prove/mistakes.hpp"

namespace evolve {

/// When it happens: behind the run of a plan that goes up, of one that goes down, of any that
/// changes something, or of one that has nothing to do.
enum class Moment : std::uint8_t { up, down, change, nothing };

/// What it does to the database; whether it changed anything.
using Deed = std::function<bool(sqlite::Connection&)>;

/// A deed that runs one statement. One that a constraint refuses is not done.
Deed statement(std::string sql);

/// A table that stays, as it is called before and after the migration, and its columns that keep
/// their values.
struct LastingTable {
    const Table* before;
    const Table* after;
    std::vector<ColumnLine> columns;
};

/// Collects the mistakes of one migration.
class MistakeMaker {
public:
    explicit MistakeMaker(const Subject& subject);

    [[nodiscard]] const Subject& subject() const { return subject_; }
    /// Those that the migration touches first.
    [[nodiscard]] const std::vector<LastingTable>& places() const { return places_; }

    void add(std::string name, std::string where, Moment moment, Deed deed);
    /// Of the run itself; it notes in `made` that it happened.
    using MistakenRun = Executor (*)(const Executor& own, const std::shared_ptr<bool>& made);
    void add(std::string name, std::string where, MistakenRun run);

    std::vector<Mistake> take() { return std::move(mistakes_); }

private:
    const Subject& subject_;
    std::vector<LastingTable> places_;
    std::vector<Mistake> mistakes_;
};

/// "tasks.title"
std::string place_of(const Table& table, const Identifier& column);

void add_mistakes_of_values(MistakeMaker& maker);
void add_mistakes_of_rows(MistakeMaker& maker);
void add_mistakes_of_schemas(MistakeMaker& maker);
void add_mistakes_of_runs(MistakeMaker& maker);

}  // namespace evolve
