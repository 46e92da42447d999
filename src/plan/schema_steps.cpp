#include "evolve/plan/schema_steps.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/base/reversed.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/plan/difference_text.hpp"

namespace evolve {
namespace {

std::string shown_name(const Identifier& name) { return std::string(name.view()); }

/// Collects the steps, each of which has to apply.
class Collector {
public:
    Collector(const Schema& before, const Schema& after)
        : after_(after), difference_(difference(after, before)), schema_(before) {}

    SchemaSteps collect() && {
        drop_dependants();
        drop_tables();
        create_tables();
        add_columns();
        drop_columns();
        create_dependants();
        note_changes();
        note_renames();
        return std::move(result_);
    }

private:
    /// Takes a step that applies; one that does not stays an open difference.
    void take(Step step) {
        auto next = applied(step, schema_);
        if (next) {
            schema_ = std::move(*next);
            result_.steps.push_back(std::move(step));
            return;
        }
        const Refusal& refusal = next.error();
        result_.open.push_back({describe_wish(step), describe(refusal) + ". " + advice(refusal)});
    }

    [[nodiscard]] std::string describe_wish(const Step& step) const {
        return std::string(tag_of(step)) + " " + name_of(step);
    }

    static std::string name_of(const Step& step);

    /// Triggers before the views that they may stand on, and the views last made first.
    void drop_dependants() {
        for (const auto& change : difference_.triggers)
            if (change.found) take(DropTrigger{change.found->name});
        const std::vector<View> views = schema_.views;  // which take() changes
        for (const View& view : reversed(views))
            if (has_lost(difference_.views, view.name)) take(DropView{view.name});
        for (const auto& change : difference_.virtual_tables)
            if (change.found && !change.expected) take(DropVirtualTable{change.found->name});
        for (const auto& change : difference_.indexes)
            if (change.found && !goes(change.found->table)) take(DropIndex{change.found->name});
    }

    template <class Part>
    static bool has_lost(const std::vector<Change<Part>>& changes, const Identifier& name) {
        return std::ranges::any_of(changes, [&](const Change<Part>& change) {
            return change.found && change.found->name == name;
        });
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

    void add_columns() {
        for (const Table& table : after_.tables)
            for (const Column& column : table.columns)
                if (is_missing(table.name, column.name)) take(AddColumn{table.name, column});
    }

    /// As the wished schema spells it; the difference holds its normalised form.
    [[nodiscard]] bool is_missing(const Identifier& table, const Identifier& column) const {
        return std::ranges::any_of(difference_.columns, [&](const Change<Column>& change) {
            return change.table == table && !change.found && change.expected->name == column;
        });
    }

    void drop_columns() {
        for (const auto& change : difference_.columns)
            if (!change.expected) take(DropColumn{change.table, change.found->name});
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

    /// What is there on both sides and differs, and needs a kind of step that there is not yet.
    void note_changes() {
        Difference of_columns;
        for (const auto& change : difference_.columns)
            if (change.expected && change.found) of_columns.columns.push_back(change);
        Difference of_tables;
        for (const auto& change : difference_.constraints)
            if (!goes_or_comes(change.table)) of_tables.constraints.push_back(change);
        of_tables.options = difference_.options;
        Difference of_modules;
        for (const auto& change : difference_.virtual_tables)
            if (change.expected && change.found) of_modules.virtual_tables.push_back(change);
        note(of_columns, "needs alter_column, which this evolve does not have");
        note(of_tables, "needs alter_table, which this evolve does not have");
        note(of_modules, "drop it in one version and create it in the next: its content is lost");
    }

    void note(const Difference& differences, const char* why) {
        for (const std::string& line : lines(differences)) result_.open.push_back({line, why});
    }

    [[nodiscard]] bool goes_or_comes(const Identifier& table) const {
        return std::ranges::any_of(difference_.tables,
                                   [&](const auto& change) { return change.table == table; });
    }

    void note_renames() {
        for (const auto& lost : difference_.columns)
            for (const auto& won : difference_.columns)
                if (!lost.expected && !won.found && lost.table == won.table &&
                    alike(*lost.found, *won.expected))
                    result_.likely_renames.push_back(
                        {lost.table, lost.found->name, won.expected->name});
        for (const auto& lost : difference_.tables)
            for (const auto& won : difference_.tables)
                if (!lost.expected && !won.found && alike(*lost.found, *won.expected))
                    result_.likely_renames.push_back(
                        {Identifier(), lost.found->name, won.expected->name});
    }

    static bool alike(Column a, const Column& b) {
        a.name = b.name;
        const Table alone{b.name, {b}, {}};
        return canonical(a, alone) == canonical(b, alone);
    }

    static bool alike(Table a, const Table& b) {
        a.name = b.name;
        return canonical(a) == canonical(b);
    }

    const Schema& after_;
    Difference difference_;
    Schema schema_;  ///< as the steps so far make it
    SchemaSteps result_;
};

std::string Collector::name_of(const Step& step) {
    return std::visit(
        overloaded{
            [](const CreateTable& s) { return shown_name(s.table.name); },
            [](const DropTable& s) { return shown_name(s.table); },
            [](const CreateIndex& s) { return shown_name(s.index.name); },
            [](const DropIndex& s) { return shown_name(s.index); },
            [](const AddColumn& s) {
                return shown_name(s.table) + "." + shown_name(s.column.name);
            },
            [](const DropColumn& s) { return shown_name(s.table) + "." + shown_name(s.column); },
            [](const RenameColumn& s) { return shown_name(s.table) + "." + shown_name(s.column); },
            [](const AlterColumn& s) {
                return shown_name(s.table) + "." + shown_name(s.column.name);
            },
            [](const RenameTable& s) { return shown_name(s.table); },
            [](const AlterTable& s) { return shown_name(s.table.name); },
            [](const CreateView& s) { return shown_name(s.view.name); },
            [](const DropView& s) { return shown_name(s.view); },
            [](const CreateTrigger& s) { return shown_name(s.trigger.name); },
            [](const DropTrigger& s) { return shown_name(s.trigger); },
            [](const CreateVirtualTable& s) { return shown_name(s.table.name); },
            [](const DropVirtualTable& s) { return shown_name(s.table); },
        },
        step.kind());
}

}  // namespace

SchemaSteps steps_between(const Schema& before, const Schema& after) {
    return Collector(before, after).collect();
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

std::string in_words(const LikelyRename& rename) {
    const std::string table = rename.table.empty() ? "" : std::string(rename.table.view()) + ".";
    return table + std::string(rename.before.view()) + " → " + table +
           std::string(rename.after.view());
}

}  // namespace evolve
