#include "evolve/prove/trial.hpp"

#include <array>
#include <functional>
#include <utility>

#include "prove/bench.hpp"
#include "prove/problems.hpp"

namespace evolve {
namespace {

struct LawFunction {
    Law law;
    std::optional<Breach> (*function)(Bench&);
};

constexpr std::array laws_of_the_migrated = {
    LawFunction{Law::convergence, convergence}, LawFunction{Law::idempotence, idempotence},
    LawFunction{Law::preservation, preservation}, LawFunction{Law::nullability, nullability},
    LawFunction{Law::integrity, integrity}};

/// The law that would be broken if `run` had not looked.
Law law_of(Damaged::Part part) {
    switch (part) {
        case Damaged::Part::schema: return Law::convergence;
        case Damaged::Part::values: return Law::preservation;
        case Damaged::Part::soundness:
        case Damaged::Part::parents: return Law::integrity;
        case Damaged::Part::complement: return Law::invertibility;
    }
    return Law::convergence;
}

/// Holds one law after the other until one is broken.
class Trial {
public:
    Trial(const Subject& subject, std::span<const StatePtr> states, const TrialOptions& options)
        : subject_(subject), laws_(options.laws), bench_(subject, states, options) {
        verdict_.loaded = bench_.sandbox().loaded();
    }

    Verdict hold() && {
        if (laws_.has(Law::compatibility)) remember_old_effects();
        if (check(Law::atomicity, atomicity)) return verdict_;
        if (!migrate()) return verdict_;
        for (const auto& [law, function] : laws_of_the_migrated)
            if (check(law, function)) return verdict_;
        if (check(Law::compatibility,
                  [&](Bench& bench) { return compatibility(bench, statements_, old_effects_); }))
            return verdict_;
        check(Law::invertibility, invertibility);
        return verdict_;
    }

private:
    void remember_old_effects() {
        Chooser chooser(bench_.options().turn, subject_.path_digest);
        statements_ =
            old_statements(bench_.connection(), subject_.before, *bench_.states().front(), chooser);
        old_effects_ = bench_.effects_of(statements_, bench_.manner());
    }

    /// Whether the law finds anything to look at in the state.
    [[nodiscard]] bool concerns(Law law) const {
        const bool rows = verdict_.loaded.rows > 0;
        if (law == Law::preservation) return rows || bench_.shape().bystanders;
        if (law == Law::nullability) return rows && !open_steps(bench_).empty();
        return true;
    }

    /// Whether the law is broken.
    bool check(Law law, const std::function<std::optional<Breach>(Bench&)>& function) {
        if (!laws_.has(law)) return false;
        verdict_.checked = verdict_.checked.with(law);
        if (concerns(law)) verdict_.concerned = verdict_.concerned.with(law);
        try {
            verdict_.breach = function(bench_);
        } catch (const sqlite::Failure& failure) {
            verdict_.breach = unreadable(law, failure);
        } catch (const SchemaLost& lost) {
            verdict_.breach = unreadable(law, lost);
        }
        return verdict_.breach.has_value();
    }

    void break_law(Law law, std::string what) {
        verdict_.checked = verdict_.checked.with(law);
        verdict_.concerned = verdict_.concerned.with(law);
        verdict_.breach = Breach{law, std::move(what)};
    }

    static Breach unreadable(Law law, const std::exception& why) {
        return {law, "the database cannot be read any more: " + std::string(why.what())};
    }

    /// Which law a refusal breaks: a part-way state has to be led on, and an additive migration has
    /// to take any rows of the old version. Nothing where it is the rows that contradict a step; so
    /// may those that a part-way state has in a new table: a column that is still to come has its
    /// default in all of them, and a unique index over it may come too.
    [[nodiscard]] std::optional<Law> broken_by_refusal(const RunError& error) const {
        const bool part_way = !bench_.shape().done.empty();
        const bool by_rows = is_refusal_by_rows(error, subject_.migration);
        if (!bench_.was_planned()) return Law::convergence;
        if (const auto* damaged = error.get<Damaged>()) return law_of(damaged->part);
        if (part_way && by_rows) return std::nullopt;
        if (subject_.step_class != StepClass::additive)
            return by_rows ? std::nullopt : std::optional(Law::convergence);
        return part_way ? Law::convergence : Law::compatibility;
    }

    /// Goes up. Rows that contradict a step are refused, which only a step that is not additive may
    /// do, and leave the database as it was.
    bool migrate() {
        const auto outcome = bench_.up();
        if (outcome) return true;
        verdict_.refused = true;
        verdict_.refusal = why(outcome.error());
        if (const auto law = broken_by_refusal(outcome.error()); law && laws_.has(*law))
            break_law(*law, "the migration is refused: " + verdict_.refusal);
        else
            verdict_.breach =
                difference(Law::atomicity, bench_.whole(), bench_.read(bench_.whole().views));
        return false;
    }

    const Subject& subject_;
    LawSet laws_;
    Bench bench_;
    Verdict verdict_;
    std::vector<OldStatement> statements_;
    std::vector<std::string> old_effects_;
};

bool adds_a_column(const Subject& subject) {
    for (std::size_t i = 0; i < subject.migration.steps.size(); ++i)
        if (!added_columns(subject, i).empty()) return true;
    return false;
}

}  // namespace

Verdict hold_trial(const Subject& subject, std::span<const StatePtr> states,
                   const TrialOptions& options) {
    TrialOptions held = options;
    for (Law law : all_laws)
        if (!applicable_laws(subject).has(law)) held.laws = held.laws.without(law);
    return Trial(subject, states, held).hold();
}

LawSet applicable_laws(const Subject& subject) {
    LawSet laws = LawSet::all();
    if (subject.step_class != StepClass::additive || subject.before.tables.empty())
        laws = laws.without(Law::compatibility);
    // There is no way back to nothing: `rollback --to null` is refused.
    if (subject.step_class == StepClass::lossy || subject.from_nothing())
        laws = laws.without(Law::invertibility);
    if (!adds_a_column(subject)) laws = laws.without(Law::nullability);
    if (subject.migration.steps.empty()) laws = laws.without(Law::atomicity);
    return laws;
}

std::string_view text_of(Law law) {
    switch (law) {
        case Law::idempotence: return "idempotence";
        case Law::preservation: return "preservation";
        case Law::nullability: return "nullability";
        case Law::invertibility: return "invertibility";
        case Law::convergence: return "convergence";
        case Law::integrity: return "integrity";
        case Law::atomicity: return "atomicity";
        case Law::compatibility: return "compatibility";
    }
    return "";
}

std::optional<Law> law_of(std::string_view text) {
    for (Law law : all_laws)
        if (text == text_of(law)) return law;
    return std::nullopt;
}

}  // namespace evolve
