#include "cli/commands/prove_options.hpp"

#include <charconv>
#include <random>

#include "cli/commands/proving.hpp"
#include "evolve/base/nearest.hpp"
#include "evolve/prove/schedule.hpp"

namespace evolve::cli {
namespace {

[[noreturn]] void refuse_law(const std::string& option) {
    std::vector<std::string_view> names;
    std::string all;
    for (Law law : all_laws) {
        names.push_back(text_of(law));
        all += (all.empty() ? "" : ", ") + std::string(text_of(law));
    }
    const auto near = nearest(option, names);
    refuse_usage("--law " + option + ": there is no such law",
                 near ? "Did you mean " + std::string(*near) + "?" : "The laws are " + all + ".");
}

LawSet laws_of(const std::vector<std::string>& options) {
    if (options.empty()) return LawSet::all();
    LawSet laws = LawSet::none();
    for (const std::string& option : options) {
        const auto law = law_of(option);
        if (!law) refuse_law(option);
        laws = laws.with(*law);
    }
    return laws;
}

/// "2/4" of so many states.
Shard shard_of(const std::string& option, std::size_t cases) {
    Shard shard;
    const char* const end = option.data() + option.size();
    const auto number = std::from_chars(option.data(), end, shard.number);
    const bool slash = number.ptr != end && *number.ptr == '/';
    const auto of = std::from_chars(slash ? number.ptr + 1 : end, end, shard.of);
    if (number.ec != std::errc() || of.ec != std::errc() || of.ptr != end || shard.number < 1 ||
        shard.number > shard.of || shard.of > most_shards)
        refuse_usage("--shard " + option + ": expected I/N, the I-th of N parts",
                     "For example --shard 1/4 on the first of four machines.");
    const std::size_t needed = whole_blocks(1) * shard.of;
    if (cases < needed)
        refuse_usage(
            "--shard " + option + ": too many parts of " + std::to_string(cases) + " states",
            "Give --cases " + std::to_string(needed) + " or more, on all of them.");
    return shard;
}

}  // namespace

std::uint64_t seed_of(const std::string& option) {
    if (option == "random") {
        std::random_device device;
        return 1'000'000 + device() % 9'000'000;  // short enough to type
    }
    std::uint64_t seed = 0;
    const char* const end = option.data() + option.size();
    const auto [stop, error] = std::from_chars(option.data(), end, seed);
    if (error != std::errc() || stop != end)
        refuse_usage("--seed " + option + ": expected a number, or random",
                     "Without it, the seed comes from the migration.");
    return seed;
}

ProveOptions prove_options(const Arguments& arguments, const Loaded& loaded) {
    ProveOptions options;
    options.cases = arguments.cases.value_or(loaded.settings().cases);
    if (arguments.seed) options.seed = seed_of(*arguments.seed);
    options.jobs = static_cast<unsigned>(arguments.jobs.value_or(processors()));
    options.laws = laws_of(arguments.laws);
    if (!arguments.shard) return options;
    if (arguments.state || arguments.exhaustive)
        refuse_usage("--shard goes with neither --state nor --exhaustive",
                     "Leave one of them out.");
    // All shards have whole blocks of one schedule.
    options.cases = whole_blocks(options.cases);
    options.shard = shard_of(*arguments.shard, options.cases);
    return options;
}

}  // namespace evolve::cli
