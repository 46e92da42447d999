#include "evolve/plan/ignored_text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace evolve {
namespace {

constexpr std::size_t most_lines = 20;
constexpr std::size_t most_names = 5;

constexpr std::array all_kinds = {IgnoredKind::column_order, IgnoredKind::constraint_names,
                                  IgnoredKind::constraint_order, IgnoredKind::letter_case,
                                  IgnoredKind::spelling};

/// What is left of both lists without the beginning and the end that they share.
struct Stretch {
    std::span<const Text> expected;
    std::span<const Text> found;
    bool after_others = false;
    bool before_others = false;

    Stretch(std::span<const Text> one, std::span<const Text> other) : expected(one), found(other) {
        while (!expected.empty() && !found.empty() && expected.front() == found.front()) {
            expected = expected.subspan(1);
            found = found.subspan(1);
            after_others = true;
        }
        while (!expected.empty() && !found.empty() && expected.back() == found.back()) {
            expected = expected.first(expected.size() - 1);
            found = found.first(found.size() - 1);
            before_others = true;
        }
    }

    [[nodiscard]] std::string shown(std::span<const Text> side) const {
        std::string text(after_others ? "… " : "");
        for (std::size_t i = 0; i < side.size(); ++i)
            text += (i == 0 ? "" : ", ") + std::string(side[i].view());
        if (side.empty()) text = "none";
        return text + (before_others && !side.empty() ? " …" : "");
    }
};

}  // namespace

std::string_view text_of(IgnoredKind kind) {
    switch (kind) {
        case IgnoredKind::column_order: return "column order";
        case IgnoredKind::constraint_names: return "names of constraints";
        case IgnoredKind::constraint_order: return "order or place of constraints";
        case IgnoredKind::letter_case: return "letter case";
        case IgnoredKind::spelling: return "spelling";
    }
    return "";
}

std::string in_words(const IgnoredDifference& difference) {
    std::string text = std::string(difference.part) + " " + std::string(difference.object.view()) +
                       ": " + std::string(text_of(difference.kind));
    if (difference.expected.empty() && difference.found.empty()) return text + " differs";
    const Stretch stretch(difference.expected, difference.found);
    return text + ": expected " + stretch.shown(stretch.expected) + ", found " +
           stretch.shown(stretch.found);
}

std::vector<std::string> summary(const std::vector<IgnoredDifference>& differences) {
    std::vector<std::string> all;
    for (IgnoredKind kind : all_kinds) {
        std::string names;
        std::size_t count = 0;
        for (const IgnoredDifference& each : differences)
            if (each.kind == kind && ++count <= most_names)
                names += (count == 1 ? "" : ", ") + std::string(each.object.view());
        if (count > most_names) names += " and " + std::to_string(count - most_names) + " more";
        const char* verb = kind == IgnoredKind::constraint_names ? " differ in " : " differs in ";
        if (count > 0) all.push_back(std::string(text_of(kind)) + verb + names);
    }
    return all;
}

std::vector<std::string> lines(const std::vector<IgnoredDifference>& differences) {
    std::vector<std::string> all;
    const std::size_t shown = std::min(differences.size(), most_lines);
    for (std::size_t i = 0; i < shown; ++i) all.push_back(in_words(differences[i]));
    if (const std::size_t left = differences.size() - shown; left > 0)
        all.push_back("… and " + std::to_string(left) + " more (--json lists all)");
    return all;
}

}  // namespace evolve
