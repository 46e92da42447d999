#include "plan/fuse.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/one_of.hpp"

namespace evolve {
namespace {

/// What a step is to the groups that are open.
enum class Role {
    change,     ///< of a table's columns or rules
    dependant,  ///< an index or trigger of a table comes or goes
    apart,      ///< concerns no table that is there
    end_of_table,
    end_of_all,
};

Role role_of(const Step& step) {
    return std::visit(overloaded{
                          [](const AddColumn&) { return Role::change; },
                          [](const DropColumn&) { return Role::change; },
                          [](const AlterColumn&) { return Role::change; },
                          [](const AlterTable&) { return Role::change; },
                          [](const CreateIndex&) { return Role::dependant; },
                          [](const DropIndex&) { return Role::dependant; },
                          [](const CreateTrigger&) { return Role::dependant; },
                          [](const DropTrigger&) { return Role::dependant; },
                          [](const CreateTable&) { return Role::apart; },
                          [](const DropView&) { return Role::apart; },
                          [](const DropVirtualTable&) { return Role::apart; },
                          [](const DropTable&) { return Role::end_of_table; },
                          [](const CreateView&) { return Role::end_of_all; },
                          [](const CreateVirtualTable&) { return Role::end_of_all; },
                          [](const RenameTable&) { return Role::end_of_all; },
                          [](const RenameColumn&) { return Role::end_of_all; },
                          // What they read and write must stand as it is said to.
                          [](const InsertRows&) { return Role::end_of_all; },
                          [](const UpdateRows&) { return Role::end_of_all; },
                          [](const DeleteRows&) { return Role::end_of_all; },
                          [](const Sql&) { return Role::end_of_all; },
                      },
                      step.kind());
}

/// The name of the index or trigger that the step drops.
const Identifier* freed_name(const Step& step) {
    if (const auto* index = std::get_if<DropIndex>(&step.kind())) return &index->index;
    if (const auto* trigger = std::get_if<DropTrigger>(&step.kind())) return &trigger->trigger;
    return nullptr;
}

/// The name that something gets which may be that of such a one.
const Identifier* given_name(const Step& step) {
    return std::visit(overloaded{
                          [](const CreateTable& each) { return &each.table.name; },
                          [](const CreateIndex& each) { return &each.index.name; },
                          [](const CreateTrigger& each) { return &each.trigger.name; },
                          [](const auto&) -> const Identifier* { return nullptr; },
                      },
                      step.kind());
}

bool take(TableChange& change, const Step& step) {
    return std::visit(overloaded{
                          [&](const AddColumn& each) { return change.take(each); },
                          [&](const DropColumn& each) { return change.take(each); },
                          [&](const AlterColumn& each) { return change.take(each); },
                          [&](const AlterTable& each) { return change.take(each); },
                          [](const auto&) { return false; },
                      },
                      step.kind());
}

class Fusing {
public:
    Fusing(const std::vector<Step>& steps, std::span<const Schema> before)
        : steps_(steps), before_(before) {}

    void add(const Step& step, std::size_t place) {
        const Identifier table = footprint(step, before_[place]).table;
        if (const Identifier* name = given_name(step)) close_where_freed(*name, table);
        switch (role_of(step)) {
            case Role::change: add_change(step, place, table); break;
            case Role::dependant: add_dependant(step, place, table); break;
            case Role::apart: break;
            case Role::end_of_table: close(table); break;
            case Role::end_of_all:
                open_.clear();
                waiting_.clear();
                break;
        }
    }

    std::vector<TableGroup> finish() && { return std::move(groups_); }

private:
    TableGroup* open(const Identifier& table) {
        for (std::size_t group : open_)
            if (groups_[group].change.before().name == table) return &groups_[group];
        return nullptr;
    }

    void close(const Identifier& table) {
        std::erase_if(
            open_, [&](std::size_t group) { return groups_[group].change.before().name == table; });
        waiting_.erase(table);
    }

    /// What is made of a table that changes right afterwards need not be made twice, nor of rows
    /// that do not stay so.
    void add_dependant(const Step& step, std::size_t place, const Identifier& table) {
        if (TableGroup* group = open(table)) {
            group->members.push_back(place);
            return;
        }
        const Identifier* freed = freed_name(step);
        if (freed == nullptr || waits(*freed, table)) waiting_[table].push_back(place);
    }

    [[nodiscard]] bool waits(const Identifier& name, const Identifier& table) {
        return std::ranges::any_of(waiting_[table], [&](std::size_t place) {
            const Identifier* given = given_name(steps_[place]);
            return given != nullptr && *given == name;
        });
    }

    /// Closes groups of other tables whose indexes or triggers had the name: they go with the last
    /// step of their group, which must not come after the one that needs the name.
    void close_where_freed(const Identifier& name, const Identifier& table) {
        std::erase_if(open_, [&](std::size_t group) {
            return groups_[group].change.before().name != table &&
                   std::ranges::any_of(groups_[group].members, [&](std::size_t member) {
                       const Identifier* freed = freed_name(steps_[member]);
                       return freed != nullptr && *freed == name;
                   });
        });
    }

    void add_change(const Step& step, std::size_t place, const Identifier& table) {
        if (TableGroup* group = open(table)) {
            TableChange longer = group->change;
            if (take(longer, step) && longer.keeps_row_key()) {
                group->change = std::move(longer);
                group->members.push_back(place);
                return;
            }
            close(table);
        }
        const Schema& schema = before_[place];
        TableGroup group(schema.existing_table(table));
        EVOLVE_INVARIANT(take(group.change, step));
        group.members = std::move(waiting_[table]);
        waiting_.erase(table);
        group.members.push_back(place);
        open_.push_back(groups_.size());
        groups_.push_back(std::move(group));
    }

    const std::vector<Step>& steps_;
    std::span<const Schema> before_;
    std::vector<TableGroup> groups_;
    std::vector<std::size_t> open_;                           ///< places in groups_
    std::map<Identifier, std::vector<std::size_t>> waiting_;  ///< for a change of their table
};

}  // namespace

std::vector<TableGroup> fused(const std::vector<Step>& steps, const std::vector<bool>& done,
                              std::span<const Schema> before) {
    Fusing fusing(steps, before);
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!done[i]) fusing.add(steps[i], i);
    return std::move(fusing).finish();
}

}  // namespace evolve
