#include "evolve/plan/view_shapes.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "evolve/base/invariant.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/plan/dependants.hpp"

namespace evolve {
namespace {

/// Takes in the views whose columns follow those of the objects reached, until there are no more.
void reach_followers(const std::vector<View>& views, std::set<Identifier>& reached) {
    const auto follows = [&](const View& view) {
        return takes_all_columns(view) && std::ranges::any_of(reached, [&](const auto& object) {
                   return refers_to(view, object);
               });
    };
    for (bool grown = true; grown;) {
        grown = false;
        for (const View& view : views)
            if (!reached.contains(view.name) && follows(view))
                grown = reached.insert(view.name).second;
    }
}

/// Follows the steps and adds up what they change.
class Follower {
public:
    explicit Follower(const std::vector<View>& others) : others_(others) {}

    void follow(const Step& step, const Schema& before) {
        if (const auto* add = std::get_if<AddColumn>(&step.kind()))
            for (ViewShapeChange* change : followers(before, add->table))
                change->gained.push_back(add->column.name);
        else if (const auto* drop = std::get_if<DropColumn>(&step.kind()))
            for (ViewShapeChange* change : followers(before, drop->table))
                lose(*change, drop->column);
        else if (const auto* view = std::get_if<DropView>(&step.kind()))
            std::erase_if(changes_, [&](const auto& change) { return change.view == view->view; });
    }

    std::vector<ViewShapeChange> changes() && {
        std::erase_if(changes_, [](const ViewShapeChange& change) {
            return change.gained.empty() && change.lost.empty();
        });
        return std::move(changes_);
    }

private:
    std::vector<ViewShapeChange*> followers(const Schema& schema, const Identifier& table) {
        std::vector<View> views = schema.views;
        views.insert(views.end(), others_.begin(), others_.end());
        std::set<Identifier> reached{table};
        reach_followers(views, reached);
        for (const View& view : views)
            if (reached.contains(view.name) && !known(view.name))
                changes_.push_back({.view = view.name, .names_columns = !view.columns.empty()});
        std::vector<ViewShapeChange*> found;
        for (ViewShapeChange& change : changes_)
            if (reached.contains(change.view)) found.push_back(&change);
        return found;
    }

    [[nodiscard]] bool known(const Identifier& view) const {
        return std::ranges::find(changes_, view, &ViewShapeChange::view) != changes_.end();
    }

    static void lose(ViewShapeChange& change, const Identifier& column) {
        if (std::erase(change.gained, column) == 0) change.lost.push_back(column);
    }

    const std::vector<View>& others_;
    std::vector<ViewShapeChange> changes_{};
};

std::string listed_columns(const std::vector<Identifier>& columns) {
    std::string text;
    for (const Identifier& column : columns)
        text += (text.empty() ? "'" : ", '") + std::string(column.view()) + "'";
    return text;
}

}  // namespace

std::vector<ViewShapeChange> view_shape_changes(const std::vector<Step>& steps, Schema before,
                                                const std::vector<View>& others) {
    Follower follower(others);
    for (const Step& step : steps) {
        follower.follow(step, before);
        auto next = applied(step, std::move(before));
        EVOLVE_INVARIANT(next.has_value());
        before = std::move(*next);
    }
    return std::move(follower).changes();
}

std::vector<ViewShapeChange> view_shape_changes(const Plan& plan) {
    std::vector<Step> steps;
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            if (!step.already_there) steps.push_back(step.step);
    if (steps.empty()) return {};
    return view_shape_changes(steps, plan.before.schema, views_among(plan.before.others));
}

std::string in_words(const ViewShapeChange& change) {
    std::string text = "view " + std::string(change.view.view()) + " takes all columns (*): it";
    if (!change.gained.empty()) text += " gains " + listed_columns(change.gained);
    if (!change.gained.empty() && !change.lost.empty()) text += " and";
    if (!change.lost.empty()) text += " loses " + listed_columns(change.lost);
    return change.names_columns ? text + ", but names another number of them" : text;
}

std::vector<std::string> in_words(const std::vector<ViewShapeChange>& changes) {
    std::vector<std::string> words;
    for (const ViewShapeChange& change : changes) words.push_back(in_words(change));
    return words;
}

}  // namespace evolve
