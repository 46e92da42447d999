#include "cli/commands/chosen_migrations.hpp"

#include <algorithm>
#include <utility>

#include "evolve/graph/path.hpp"

namespace evolve::cli {
namespace {

VersionOrNull resolved(const std::string& option, const Loaded& loaded) {
    if (option == "null") return std::nullopt;
    return *version_option(option, loaded);
}

}  // namespace

std::vector<Migration> chosen_migrations(const Arguments& arguments, const Loaded& loaded) {
    std::vector<Migration> chosen = loaded.graph().migrations();
    if (!arguments.from && !arguments.to) return chosen;
    if (arguments.from && arguments.to) {
        const VersionOrNull from = resolved(*arguments.from, loaded);
        const VersionOrNull to = resolved(*arguments.to, loaded);
        if (!to) refuse_usage("--to null: nothing leads there", "Name a version.");
        std::erase_if(chosen,
                      [&](const Migration& each) { return each.from != from || each.to != *to; });
        if (!chosen.empty()) return chosen;
        auto path = cheapest_path(loaded.graph(), from, *to);
        if (!path) refuse(path.error());
        return std::move(*path);
    }
    if (arguments.from)
        std::erase_if(chosen, [from = resolved(*arguments.from, loaded)](const Migration& each) {
            return each.from != from;
        });
    else
        std::erase_if(chosen, [to = resolved(*arguments.to, loaded)](const Migration& each) {
            return VersionOrNull(each.to) != to;
        });
    if (chosen.empty())
        refuse_usage(arguments.from ? "--from " + *arguments.from + ": no migration begins there"
                                    : "--to " + *arguments.to + ": no migration leads there",
                     "Without it, every migration is taken.");
    return chosen;
}

}  // namespace evolve::cli
