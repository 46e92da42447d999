#include "evolve/plan/schema_steps.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/base/reversed.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/plan/difference_text.hpp"
#include "plan/likely_renames.hpp"
#include "plan/making_way.hpp"
#include "plan/rename_steps.hpp"
#include "plan/step_name.hpp"
#include "plan/table_steps.hpp"

namespace evolve {
namespace {

/// Collects the steps, each of which has to apply.
class Collector {
public:
    Collector(const Schema& before, const Schema& after, Decisions decisions)
        : after_(after), decisions_(std::move(decisions)), schema_(before) {}

    SchemaSteps collect() && {
        rename();
        difference_ = difference(after_, schema_);
        drop_dependants();
        drop_tables();
        create_tables();
        change_tables();
        create_dependants();
        note_what_is_left();
        note_idle("--fill", decisions_.fills);
        note_idle("--using", decisions_.usings);
        result_.likely_renames = likely_renames(difference_);
        return std::move(result_);
    }

private:
    [[nodiscard]] bool try_take(const Step& step) {
        auto next = applied(step, schema_);
        if (!next) return false;
        schema_ = std::move(*next);
        result_.steps.push_back(step);
        return true;
    }

    /// Takes a step that applies; one that does not stays an open difference.
    void take(const Step& step) {
        if (!try_take(step)) refuse(step);
    }

    void refuse(const Step& step) {
        const Refusal refusal = applied(step, schema_).error();
        const std::string next = needs_fill(step, refusal) ? "Give --fill " + name_of(step) +
                                                                 "=EXPR: what those rows get."
                                                           : advice(refusal);
        refused_.push_back({describe_wish(step), describe(refusal) + ". " + next});
    }

    /// Whether a value for the rows that are there is all that the new column lacks.
    [[nodiscard]] bool needs_fill(const Step& step, const Refusal& refusal) const {
        const auto* add = std::get_if<AddColumn>(&step.kind());
        if (add == nullptr || add->has_fill()) return false;
        return refusal.why == Why::not_null_without_default ||
               refusal.why == Why::default_is_not_constant || refusal.why == Why::default_is_a_name;
    }

    /// Takes all that apply, in an order in which they do.
    void take_all(std::vector<Step> steps) {
        for (bool some = true; some;)
            some = std::erase_if(steps, [&](const Step& step) { return try_take(step); }) != 0;
        for (const Step& step : steps) refuse(step);
    }

    [[nodiscard]] std::string describe_wish(const Step& step) const {
        return std::string(tag_of(step)) + " " + name_of(step);
    }

    void drop_dependants() {
        take_all(steps_that_make_way(schema_, after_, difference_));
        for (const auto& change : difference_.indexes)
            if (change.found && !goes(change.found->table)) take(DropIndex{change.found->name});
    }

    /// Whether the table is to be dropped, which takes its indexes along.
    [[nodiscard]] bool goes(const Identifier& table) const { return !after_.table(table); }

    /// Children before their parents, as far as there is such an order.
    void drop_tables() {
        std::vector<Table> going;
        for (const auto& change : difference_.tables)
            if (change.found) going.push_back(*change.found);
        while (!going.empty()) {
            const auto free = std::ranges::find_if(
                going, [&](const Table& table) { return !is_parent(table.name, going); });
            const auto next = free == going.end() ? going.begin() : free;
            take(DropTable{next->name});
            going.erase(next);
        }
    }

    static bool is_parent(const Identifier& name, const std::vector<Table>& tables) {
        return std::ranges::any_of(tables, [&](const Table& table) {
            return table.name != name &&
                   std::ranges::any_of(foreign_keys(table), [&](const ForeignKey& key) {
                       return key.target.parent == name;
                   });
        });
    }

    void create_tables() {
        for (const Table& table : after_.tables)
            if (!schema_.table(table.name)) take(CreateTable{table});
    }

    void rename() {
        Renamed done = renamed(std::move(schema_), after_, std::move(decisions_.renames));
        schema_ = std::move(done.schema);
        result_.steps = std::move(done.steps);
        result_.open = std::move(done.open);
    }

    /// New columns first, which rules may name, and old ones last, when no rule does any more.
    void change_tables() {
        add_columns();
        for (const Table& table : after_.tables) {
            if (!differs(table.name)) continue;
            for (const Column& column : table.columns) alter_column(table, column.name);
            if (auto step = wished_rules(schema_.existing_table(table.name), table))
                take(std::move(*step));
        }
        drop_columns();
    }

    /// Whether rules or columns of a table that was there differ.
    [[nodiscard]] bool differs(const Identifier& table) const {
        const auto concerns = [&](const auto& change) { return change.table == table; };
        return std::ranges::none_of(difference_.tables, concerns) &&
               (std::ranges::any_of(difference_.columns, concerns) ||
                std::ranges::any_of(difference_.constraints, concerns) ||
                std::ranges::any_of(difference_.options, concerns));
    }

    void add_columns() {
        std::vector<Step> steps;
        for (const Table& table : after_.tables)
            for (const Column& column : table.columns)
                if (is_missing(table.name, column.name))
                    steps.emplace_back(
                        wished_addition(schema_.existing_table(table.name), column,
                                        value_for(decisions_.fills, table.name, column.name)));
        take_all(std::move(steps));
    }

    void alter_column(const Table& wished, const Identifier& column) {
        const Table& now = schema_.existing_table(wished.name);
        if (!now.has_column(column) || is_missing(wished.name, column)) return;
        auto step = wished_alteration(now, wished, column);
        if (!step) return;
        step->fill = value_for(decisions_.fills, wished.name, column);
        step->using_ = value_for(decisions_.usings, wished.name, column);
        static_cast<void>(try_take(*step));  // else wished_rules() may do it
    }

    /// The decided value, if there is one, which is then no idle one.
    Expression value_for(std::vector<Decisions::Value>& values, const Identifier& table,
                         const Identifier& column) {
        const auto found = std::ranges::find_if(values, [&](const Decisions::Value& each) {
            return each.table == table && each.column == column;
        });
        if (found == values.end()) return {};
        Expression value = std::move(found->value);
        values.erase(found);
        return value;
    }

    /// As the wished schema spells it; the difference holds its normalised form.
    [[nodiscard]] bool is_missing(const Identifier& table, const Identifier& column) const {
        return std::ranges::any_of(difference_.columns, [&](const Change<Column>& change) {
            return change.table == table && !change.found && change.expected->name == column;
        });
    }

    void drop_columns() {
        std::vector<Step> steps;
        for (const auto& change : difference_.columns)
            if (!change.expected) steps.emplace_back(DropColumn{change.table, change.found->name});
        take_all(std::move(steps));
    }

    void create_dependants() {
        for (const Index& index : after_.indexes)
            if (!schema_.index(index.name)) take(CreateIndex{index});
        for (const VirtualTable& table : after_.virtual_tables)
            if (!schema_.virtual_table(table.name)) take(CreateVirtualTable{table});
        for (const View& view : after_.views)
            if (!schema_.view(view.name)) take(CreateView{view});
        for (const Trigger& trigger : after_.triggers)
            if (!schema_.trigger(trigger.name)) take(CreateTrigger{trigger});
    }

    /// Why the schema is not the wished one.
    void note_what_is_left() {
        const Difference rest = difference(after_, schema_);
        if (rest.empty()) return;
        std::ranges::move(refused_, std::back_inserter(result_.open));
        Difference of_modules;
        for (const auto& change : rest.virtual_tables)
            if (change.expected && change.found) of_modules.virtual_tables.push_back(change);
        note(of_modules,
             "its rows have no place in the other one: drop it in one version, which sets them "
             "aside, and create it in the next");
        if (result_.open.empty()) note(rest, "no step makes this difference");
    }

    void note(const Difference& differences, const char* why) {
        for (const std::string& line : lines(differences)) result_.open.push_back({line, why});
    }

    void note_idle(const char* option, const std::vector<Decisions::Value>& values) {
        for (const Decisions::Value& each : values)
            result_.open.push_back({std::string(option) + " " + std::string(each.table.view()) +
                                        "." + std::string(each.column.view()),
                                    "nothing about that column changes. Leave it out."});
    }

    const Schema& after_;
    Decisions decisions_;    ///< without those that were followed
    Schema schema_;          ///< as the steps so far make it
    Difference difference_;  ///< once all is renamed
    std::vector<OpenDifference> refused_;
    SchemaSteps result_;
};

}  // namespace

SchemaSteps steps_between(const Schema& before, const Schema& after, const Decisions& decisions) {
    return Collector(before, after, decisions).collect();
}

std::vector<std::string> in_words(const std::vector<Step>& steps, Schema before) {
    std::vector<std::string> words;
    for (const Step& step : steps) {
        words.push_back(wording(step, before).plan);
        auto next = applied(step, std::move(before));
        EVOLVE_INVARIANT(next.has_value());
        before = std::move(*next);
    }
    return words;
}

}  // namespace evolve
