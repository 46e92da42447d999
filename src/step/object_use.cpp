#include "evolve/step/object_use.hpp"

#include <algorithm>

#include "evolve/base/reversed.hpp"
#include "evolve/step/step.hpp"

namespace evolve::detail {
namespace {

/// Those that others refer to after those others, as far as there is such an order.
std::vector<View> users_first(const Schema& schema, const std::vector<std::size_t>& places) {
    std::vector<View> left;
    for (std::size_t place : places) left.push_back(schema.views[place]);
    std::vector<View> ordered;
    while (!left.empty()) {
        const auto unused = std::ranges::find_if(left, [&](const View& view) {
            return std::ranges::none_of(left, [&](const View& other) {
                return other.name != view.name && refers_to(other, view.name);
            });
        });
        const auto next = unused == left.end() ? left.begin() : unused;
        ordered.push_back(*next);
        left.erase(next);
    }
    return ordered;
}

}  // namespace

std::vector<Step> drop_among_dangling(const Schema& before, const Identifier& name, Step drop) {
    const Reach reach = reach_of(before, name);
    const std::vector<View> views = users_first(before, reach.views);
    std::vector<Step> steps;
    for (std::size_t place : reach.triggers)
        steps.emplace_back(DropTrigger{before.triggers[place].name});
    for (const View& view : views) steps.emplace_back(DropView{view.name});
    steps.push_back(std::move(drop));
    for (const View& view : reversed(views)) steps.emplace_back(CreateView{view});
    for (std::size_t place : reach.triggers)
        steps.emplace_back(CreateTrigger{before.triggers[place]});
    return steps;
}

}  // namespace evolve::detail
