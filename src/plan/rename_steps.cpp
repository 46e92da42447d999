#include "plan/rename_steps.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "evolve/model/difference.hpp"
#include "plan/making_way.hpp"
#include "plan/step_name.hpp"

namespace evolve {
namespace {

using Rename = Decisions::Rename;

Step step_of(const Rename& rename) {
    if (rename.column.empty()) return Step(RenameTable{rename.table, rename.to});
    return Step(RenameColumn{rename.table, rename.column, rename.to});
}

/// The same of whatever has the name that is to be given.
Rename holder_of(const Rename& rename, const Identifier& to) {
    if (rename.column.empty()) return {rename.to, {}, to};
    return {rename.table, rename.to, to};
}

bool concern_the_same(const Rename& a, const Rename& b) {
    return a.table == b.table && a.column == b.column;
}

bool has(const Schema& schema, const Rename& rename, const Identifier& name) {
    if (rename.column.empty()) return schema.has_object(name);
    const auto table = schema.table(rename.table);
    return table && schema.tables[*table].has_column(name);
}

class Renaming {
public:
    Renaming(Schema before, const Schema& after, std::vector<Rename> renames)
        : after_(after), waiting_(std::move(renames)), result_{{}, std::move(before), {}} {}

    Renamed collect() && {
        while (!waiting_.empty()) {
            const Rename next = waiting_.front();
            waiting_.erase(waiting_.begin());
            if (!try_take(next)) refuse(step_of(next));
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool try_take(const Rename& rename) {
        const Step step = step_of(rename);
        if (try_take(step)) return true;
        drop_what_names(rename.table);
        if (try_take(step)) return true;
        const Why why = applied(step, result_.schema).error().why;
        if (why != Why::column_exists && why != Why::object_exists) return false;
        const Renamed before = result_;
        const auto waiting = waiting_;
        if (free_name_of(rename) && try_take(step)) return true;
        result_ = before;
        waiting_ = waiting;
        return false;
    }

    [[nodiscard]] bool try_take(const Step& step) {
        auto next = applied(step, result_.schema);
        if (!next) return false;
        result_.schema = std::move(*next);
        result_.steps.push_back(step);
        return true;
    }

    /// Makes whatever has the name that is to be given give it up.
    [[nodiscard]] bool free_name_of(const Rename& rename) {
        const Identifier aside = name_in_between(rename);
        const Rename holder = holder_of(rename, aside);
        const auto own = std::ranges::find_if(
            waiting_, [&](const Rename& each) { return concern_the_same(each, holder); });
        if (own == waiting_.end()) {
            const Step drop = rename.column.empty() ? Step(DropTable{rename.to})
                                                    : Step(DropColumn{rename.table, rename.to});
            return try_take(drop) || try_take(step_of(holder));
        }
        if (try_take(step_of(*own))) {
            waiting_.erase(own);
            return true;
        }
        (own->column.empty() ? own->table : own->column) = aside;
        return try_take(step_of(holder));
    }

    /// A name that neither schema has.
    [[nodiscard]] Identifier name_in_between(const Rename& rename) const {
        for (int number = 0;; ++number) {
            const Identifier name(std::string(rename.to.view()) + "_before" +
                                  (number == 0 ? "" : std::to_string(number)));
            if (!has(result_.schema, rename, name) && !has(after_, rename, name)) return name;
        }
    }

    /// A virtual table keeps what its rows lie in from getting another name: it goes before, where
    /// it goes or becomes another one at all.
    void drop_what_names(const Identifier& table) {
        Difference in_the_way;
        for (const auto& change : difference(after_, result_.schema).virtual_tables)
            if (change.found && refers_to(*change.found, table))
                in_the_way.virtual_tables.push_back(change);
        auto steps = steps_that_make_way(result_.schema, after_, in_the_way);
        for (bool some = true; some;)
            some = std::erase_if(steps, [&](const Step& step) { return try_take(step); }) != 0;
    }

    void refuse(const Step& step) {
        const Refusal refusal = applied(step, result_.schema).error();
        result_.open.push_back({std::string(tag_of(step)) + " " + name_of(step),
                                describe(refusal) + ". " + advice(refusal)});
    }

    const Schema& after_;
    std::vector<Rename> waiting_;
    Renamed result_;
};

}  // namespace

Renamed renamed(Schema before, const Schema& after, std::vector<Rename> renames) {
    return Renaming(std::move(before), after, std::move(renames)).collect();
}

}  // namespace evolve
