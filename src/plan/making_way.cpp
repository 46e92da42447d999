#include "plan/making_way.hpp"

#include <algorithm>
#include <set>

#include "evolve/base/reversed.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/model/naming.hpp"

namespace evolve {
namespace {

/// Whether nothing is lost that the wished schema has a place for: the virtual table goes, or is
/// made anew with its rows, or it and its successor have none of their own.
bool may_go(const VirtualTable& table, const Schema& wished) {
    const auto successor = wished.virtual_table(table.name);
    if (!successor) return true;
    const ModuleContent from = content_of(table);
    const ModuleContent to = content_of(wished.virtual_tables[*successor]);
    const auto is_derived = [](const ModuleContent& content) {
        return content.holding == Holding::index_of_another || content.holding == Holding::nothing;
    };
    return takes_rows_of(to, from) || (is_derived(from) && is_derived(to));
}

template <class Part>
bool is_found(const std::vector<Change<Part>>& changes, const Identifier& name) {
    return std::ranges::any_of(changes, [&](const Change<Part>& change) {
        return change.found && change.found->name == name;
    });
}

class Going {
public:
    explicit Going(const Schema& now) : now_(now) {}

    void add_trigger(const Identifier& name) { triggers_.insert(name); }
    void add_view(const Identifier& name) {
        if (views_.insert(name).second) add_users(name);
    }
    void add_virtual_table(const Identifier& name) {
        if (virtual_tables_.insert(name).second) add_users(name);
    }

    [[nodiscard]] std::vector<Step> steps() const {
        std::vector<Step> steps;
        for (const Trigger& trigger : now_.triggers)
            if (triggers_.contains(trigger.name)) steps.emplace_back(DropTrigger{trigger.name});
        for (const View& view : reversed(now_.views))
            if (views_.contains(view.name)) steps.emplace_back(DropView{view.name});
        for (const VirtualTable& table : reversed(now_.virtual_tables))
            if (virtual_tables_.contains(table.name))
                steps.emplace_back(DropVirtualTable{table.name});
        return steps;
    }

private:
    void add_users(const Identifier& object) {
        const Reach reach = reach_of(now_, object);
        for (std::size_t place : reach.triggers) add_trigger(now_.triggers[place].name);
        for (std::size_t place : reach.views) views_.insert(now_.views[place].name);
        for (std::size_t place : reach.virtual_tables)
            add_virtual_table(now_.virtual_tables[place].name);
    }

    const Schema& now_;
    std::set<Identifier> triggers_;
    std::set<Identifier> views_;
    std::set<Identifier> virtual_tables_;
};

}  // namespace

std::vector<Step> steps_that_make_way(const Schema& now, const Schema& wished,
                                      const Difference& difference) {
    Going going(now);
    for (const Trigger& trigger : now.triggers)
        if (is_found(difference.triggers, trigger.name)) going.add_trigger(trigger.name);
    for (const View& view : now.views)
        if (is_found(difference.views, view.name)) going.add_view(view.name);
    for (const VirtualTable& table : now.virtual_tables)
        if (is_found(difference.virtual_tables, table.name) && may_go(table, wished))
            going.add_virtual_table(table.name);
    return going.steps();
}

}  // namespace evolve
