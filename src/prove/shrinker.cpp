#include "evolve/prove/shrinker.hpp"

#include "prove/candidates.hpp"

namespace evolve {
namespace {

using Tree = rc::Shrinkable<StatePtr>;

Tree tree_of(const StatePtr& state) {
    return rc::shrinkable::shrinkRecur(
        state, [](const StatePtr& each) { return rc::makeSeq<Candidates>(each); });
}

/// The first smaller state that fails, as its place among the candidates; or nothing.
std::optional<std::pair<std::size_t, Tree>> failing_child(
    const Tree& tree, const std::function<bool(const StatePtr&)>& fails, std::size_t most_runs,
    std::size_t& runs) {
    std::size_t place = 0;
    auto children = tree.shrinks();
    for (auto child = children.next(); child && runs < most_runs; child = children.next()) {
        ++runs;
        if (fails(child->value())) return std::pair(place, std::move(*child));
        ++place;
    }
    return std::nullopt;
}

}  // namespace

Shrunk shrink(const StatePtr& state, const std::function<bool(const StatePtr&)>& fails,
              std::size_t most_runs) {
    Shrunk result{state, {}, 0};
    Tree tree = tree_of(state);
    while (auto child = failing_child(tree, fails, most_runs, result.runs)) {
        result.way.push_back(child->first);
        tree = std::move(child->second);
        result.state = tree.value();
    }
    return result;
}

std::optional<StatePtr> follow(const StatePtr& state, const std::vector<std::size_t>& way) {
    Tree tree = tree_of(state);
    for (std::size_t place : way) {
        auto children = tree.shrinks();
        auto child = children.next();
        for (std::size_t i = 0; i < place && child; ++i) child = children.next();
        if (!child) return std::nullopt;
        tree = std::move(*child);
    }
    return tree.value();
}

}  // namespace evolve
