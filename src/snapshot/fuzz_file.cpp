// The runs on files.

#include <algorithm>
#include <exception>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/prove/contents.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/step/names.hpp"
#include "prove/touched.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {
namespace {

constexpr std::string_view damaged_afterwards = "after success it is damaged";

FuzzOutcome broken(std::string cause) { return {true, "", std::move(cause)}; }

/// What a refusal may be: the database's fault, or that it is at another version than we think.
FuzzOutcome refused(const Explanation& problem) {
    if (problem.exit == ExitCode::refused || problem.exit == ExitCode::unusable ||
        problem.exit == ExitCode::usage)
        return {false, std::string(problem.code)};
    return broken("exit " + std::to_string(static_cast<int>(problem.exit)) + ": " +
                  std::string(problem.code));
}

/// Whether the line says what SQLite 3.40 looks for only where no view or virtual table comes first
/// among the tables that it has in memory.
bool is_of_whole_check(std::string_view line) {
    return line.starts_with("*** in database") || line.ends_with(" is never used") ||
           line.starts_with("incremental_vacuum enabled") || line.starts_with("max rootpage ");
}

/// What of the checks of SQLite counts.
struct Counted {
    bool whole_check = false;       ///< also what a whole check alone finds
    bool check_constraints = true;  ///< also values that contradict a CHECK
};

bool counts(const Counted& counted, std::string_view line) {
    return (counted.whole_check || !is_of_whole_check(line)) &&
           (counted.check_constraints || !line.starts_with("CHECK constraint failed in "));
}

bool is_sound(sqlite::Connection& connection, const Counted& counted) {
    try {
        for (const std::string& found : introspect::integrity_check(connection)) {
            std::istringstream lines(found);
            for (std::string line; std::getline(lines, line);)
                if (counts(counted, line)) return false;
        }
        return true;
    } catch (const sqlite::Failure&) {
        return false;
    }
}

/// Whether SQLite certainly looks at all pages.
bool has_whole_check(sqlite::Connection& connection) {
    return std::ranges::none_of(
        introspect::read_objects(connection), [](const SchemaObject& object) {
            constexpr std::string_view beginning = "CREATE TABLE";
            const std::string_view start = object.sql.view().substr(0, beginning.size());
            return object.type.view() == "view" ||
                   (object.type.view() == "table" && !equal_ignoring_case(start, beginning));
        });
}

/// Whether SQL fills the table anew on the way up: rows of it that are taken away before the way
/// down come again.
bool is_filled_anew(const Identifier& table, const Graph& graph, const Plan& down) {
    const auto goes_back = [&](const Migration& migration) {
        return std::ranges::any_of(down.migrations, [&](const PlannedMigration& each) {
            return each.from() == VersionOrNull(migration.to) && each.to() == migration.from;
        });
    };
    const auto migrations = graph.migrations();
    return std::ranges::any_of(migrations, [&](const Migration& migration) {
        return goes_back(migration) && is_made_of_rows(migration, table);
    });
}

/// Whether values return that were set aside before. Where their pages are others now, though sound
/// ones, nobody can tell: what returns is taken to have been there, whatever the CHECKs say.
bool brings_back(const Plan& plan) {
    return std::ranges::any_of(plan.migrations, [](const PlannedMigration& migration) {
        return std::ranges::any_of(migration.steps,
                                   [](const PlannedStep& step) { return !step.restores.empty(); });
    });
}

/// What all tables hold that are none of SQLite's or evolve's, whatever the order of their columns,
/// and come back as they are; nothing where there are definitions that evolve does not read.
std::optional<Contents> contents_of(sqlite::Connection& connection, const Graph& graph,
                                    const Plan& plan) {
    const auto schema = introspect::schema_of(
        introspect::read_objects(connection),
        [](const SchemaObject& object) { return !detail::is_reserved(object.name); });
    if (!schema) return std::nullopt;
    auto views = views_of(*schema);
    std::erase_if(views,
                  [&](const TableView& view) { return is_filled_anew(view.table, graph, plan); });
    return read_contents(connection, views, Detail::digests);
}

/// A file that goes to another version and back.
class Journey {
public:
    /// `changed` is set when the file is another for good.
    Journey(const FuzzGround& ground, const FileTarget& target, const std::string& path,
            bool& changed)
        : ground_(ground), target_(target), changed_(changed), connection_(open_file(path)) {}

    FuzzOutcome travel() {
        auto present = read_present(connection_, ground_.managed);
        if (!present) return refused(explain(present.error()));
        const Position start = locate(ground_.graph, *present, target_.to);
        const auto* version = std::get_if<AtVersion>(&start);
        const auto plan = plan_to(target_.to, *present, start, target_.up);
        if (!plan) return refused(explain(plan.error()));
        if (is_empty(*plan)) return {false, "nothing-to-do"};
        counted_.whole_check = has_whole_check(connection_);
        sound_ = is_sound(connection_, counted_);
        counted_.check_constraints = !brings_back(*plan);
        if (sound_) before_ = contents_of(connection_, ground_.graph, *plan);
        const auto receipt = ground_.execute(connection_, *plan, ground_.managed, {});
        if (!receipt) return refused(explain(receipt.error()));
        changed_ = true;
        if (auto problem = look_at(target_.to)) return *problem;
        if (version == nullptr || class_of(*plan) == StepClass::lossy)
            return {false, std::string(outcome_kept)};
        return travel_back(version->version);
    }

private:
    [[nodiscard]] Result<Plan, PlanError> plan_to(const VersionName& to, const Present& present,
                                                  const Position& position, bool up) const {
        return up ? plan_up(ground_.graph, present, position, to)
                  : plan_down(ground_.graph, present, position, to);
    }

    /// What is wrong with a database that is to be at that version.
    std::optional<FuzzOutcome> look_at(const VersionName& version) {
        const auto present = read_present(connection_, ground_.managed);
        if (!present) return broken("after success it cannot be read");
        const Position position = locate(ground_.graph, *present, version);
        const auto* at = std::get_if<AtVersion>(&position);
        const auto* several = std::get_if<AtOneOf>(&position);
        const bool there = (at != nullptr && at->version == version) ||
                           (several != nullptr && std::ranges::find(several->versions, version) !=
                                                      several->versions.end());
        if (!there) return broken("after success it is not at its version");
        if (sound_ && !is_sound(connection_, counted_))
            return broken(std::string(damaged_afterwards));
        return std::nullopt;
    }

    FuzzOutcome travel_back(const VersionName& version) {
        const auto present = read_present(connection_, ground_.managed);
        const Position position = locate(ground_.graph, *present, version);
        if (!std::holds_alternative<AtVersion>(position)) return {false, std::string(outcome_kept)};
        const auto plan = plan_to(version, *present, position, !target_.up);
        if (!plan) {
            // Objects of others may have come in the way; what else there is was made for it.
            if (plan.error().get<NotHere>() != nullptr) return refused(explain(plan.error()));
            return broken("there is no way back");
        }
        const bool lossy = class_of(*plan) == StepClass::lossy;
        const auto receipt = ground_.execute(connection_, *plan, ground_.managed, {});
        if (!receipt) {
            const Explanation problem = explain(receipt.error());
            if (!sound_ || lossy) return refused(problem);
            return broken("the way back is refused: " + std::string(problem.code));
        }
        if (auto problem = look_at(version)) return *problem;
        if (!sound_ || lossy || !before_) return {false, std::string(outcome_kept)};
        const Contents after = read_contents(connection_, before_->views, Detail::digests);
        if (const auto breach = difference(Law::invertibility, *before_, after))
            return broken("there and back: " + without_digits(breach->what));
        return {false, std::string(outcome_kept)};
    }

    const FuzzGround& ground_;
    const FileTarget& target_;
    bool& changed_;
    sqlite::Connection connection_;
    Counted counted_{};  ///< what was not seen at first is nobody's fault
    bool sound_ = false;
    std::optional<Contents> before_{};
};

FuzzOutcome journey(const FuzzGround& ground, const FileTarget& target, const std::string& path,
                    bool& changed) {
    try {
        return Journey(ground, target, path, changed).travel();
    } catch (const sqlite::Failure& failure) {
        return refused(explain(StorageFailure(failure)));
    } catch (const std::exception& other) {
        return broken(std::string("exception: ") + other.what());
    }
}

void write_file(const MutatedFile& file, const std::string& path) {
    write_bytes(path, file.bytes);
    if (!file.wal.empty()) write_bytes(path + "-wal", file.wal);
    if (!file.journal.empty()) write_bytes(path + "-journal", file.journal);
}

/// Not to tables of SQLite and of modules, which cannot get one; that they cannot is no damage.
void add_column(sqlite::Connection& connection, const Identifier& table) {
    try {
        connection.execute("ALTER TABLE " + ddl::in_main(table) + " ADD COLUMN \"evolve probe\"");
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
    }
}

/// Whether the file was damaged where SQLite does not look: rows that promise values behind their
/// last column are read wrongly as soon as their table has one column more.
bool was_damaged(const MutatedFile& file, const std::string& path) {
    write_file(file, path);
    try {
        auto connection = open_file(path);
        connection.execute("BEGIN");
        for (const SchemaObject& object : introspect::read_objects(connection))
            if (object.type.view() == "table") add_column(connection, object.name);
        return !is_sound(connection, {});
    } catch (const sqlite::Failure&) {
        return true;
    }
}

}  // namespace

FuzzOutcome try_bytes(const FuzzGround& ground, const FileTarget& target, const MutatedFile& file,
                      const std::string& path) {
    write_file(file, path);
    bool changed = false;
    FuzzOutcome outcome = journey(ground, target, path, changed);
    // A journal is SQLite's to recover, and the WAL of a file without a page is its to delete.
    constexpr std::size_t smallest_page = 512;
    const bool same_wal =
        file.bytes.size() < smallest_page || bytes_of_file(path + "-wal") == file.wal;
    if (!outcome.broken && !changed && file.journal.empty() &&
        (bytes_of_file(path) != file.bytes || !same_wal))
        outcome = broken("refused (" + outcome.code + "), and its bytes are others");
    remove_database(path);
    if (outcome.cause == damaged_afterwards && was_damaged(file, path))
        outcome = {false, std::string(outcome_kept)};
    remove_database(path);
    return outcome;
}

FuzzOutcome try_file(const FuzzGround& ground, const FuzzCase& run, const std::string& path) {
    return try_bytes(ground, ground.bases.files[run.target], mutated_file(ground, run, path), path);
}

}  // namespace evolve
