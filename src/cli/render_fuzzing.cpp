#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/base/joined.hpp"

namespace evolve::cli {
namespace {

constexpr std::size_t longest_mutation = 160;

void render_find(const FuzzFind& find, const Console& console) {
    console.say("  ✗ " + find.cause + " (" + counted(find.times, "run") + ")");
    console.say("    " + find.snapshot + " at " + std::string(text_of(find.from)) + ", to " +
                std::string(text_of(find.to)));
    for (const std::string& mutation : find.mutations)
        console.say("    " + shortened(mutation, longest_mutation));
    if (find.counterexample)
        render_counterexample(*find.counterexample,
                              [&](const std::string& line) { console.say("  " + line); });
    console.say("    Replay: " + find.replay);
    for (const std::string& file : find.files) console.say("    Wrote " + file);
}

}  // namespace

void render_fuzzing(const Fuzzing& fuzzing, const Console& console) {
    console.say(counted(fuzzing.finds.size(), "find") + " in " +
                counted(fuzzing.states + fuzzing.files, "run") + " (" + seconds(fuzzing.took) +
                ", seed " + std::to_string(fuzzing.seed) + ")");
    console.say("  " + std::to_string(fuzzing.states) + " of rows and schemas, " +
                std::to_string(fuzzing.files) + " of files; " + std::to_string(fuzzing.migrations) +
                " of " + counted(fuzzing.of_migrations, "migration") + " travelled");
    std::string refused;
    for (const auto& [code, runs] : fuzzing.refused)
        refused += (refused.empty() ? "" : ", ") + code + " " + std::to_string(runs);
    console.say("  " + std::to_string(fuzzing.migrated) + " migrated" +
                (refused.empty() ? "" : "; refused: " + refused));
    for (const FuzzFind& find : fuzzing.finds) render_find(find, console);
}

}  // namespace evolve::cli
