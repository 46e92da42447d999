#include "plan/likely_renames.hpp"

#include "evolve/model/canonical.hpp"

namespace evolve {
namespace {

bool alike(Column a, const Column& b) {
    a.name = b.name;
    const Table alone{b.name, {b}, {}};
    return canonical(a, alone) == canonical(b, alone);
}

bool alike(Table a, const Table& b) {
    a.name = b.name;
    return canonical(a) == canonical(b);
}

}  // namespace

std::vector<LikelyRename> likely_renames(const Difference& difference) {
    std::vector<LikelyRename> found;
    for (const auto& lost : difference.columns)
        for (const auto& won : difference.columns)
            if (!lost.expected && !won.found && lost.table == won.table &&
                alike(*lost.found, *won.expected))
                found.push_back({lost.table, lost.found->name, won.expected->name});
    for (const auto& lost : difference.tables)
        for (const auto& won : difference.tables)
            if (!lost.expected && !won.found && alike(*lost.found, *won.expected))
                found.push_back({Identifier(), lost.found->name, won.expected->name});
    return found;
}

std::string in_words(const LikelyRename& rename) {
    const std::string table = rename.table.empty() ? "" : std::string(rename.table.view()) + ".";
    return table + std::string(rename.before.view()) + " → " + table +
           std::string(rename.after.view());
}

}  // namespace evolve
