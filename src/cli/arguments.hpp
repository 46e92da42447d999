#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evolve::cli {

/// What the command line says. A command reads only what its options can set.
struct Arguments {
    std::vector<std::string> operands{};

    std::optional<std::string> graph{};
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool help = false;
    std::string color = "auto";

    std::optional<std::string> to{};
    std::optional<std::string> at{};
    std::optional<std::string> from{};
    std::optional<std::string> wished{};  ///< of add --to
    std::optional<std::string> allow{};
    std::optional<std::string> summary{};
    std::optional<std::string> project{};
    std::optional<std::string> database{};
    std::string prove = "auto";
    std::optional<std::uint64_t> cases{};
    std::optional<std::string> seed{};
    std::optional<std::uint64_t> jobs{};
    std::vector<std::string> laws{};
    std::optional<std::uint64_t> exhaustive{};
    std::optional<std::string> shard{};
    std::optional<std::string> queries{};
    std::optional<std::string> learn{};
    std::optional<std::string> junit{};
    std::optional<std::string> save_counterexample{};
    std::optional<std::string> state{};
    bool dry_run = false;
    std::string check = "touched";
    std::optional<std::string> backup{};
    std::optional<std::string> before{};
    std::optional<std::string> out{};
    std::optional<std::uint64_t> rows{};
    std::optional<std::uint64_t> sample_seed{};
    bool keep_values = false;
    std::optional<std::uint64_t> runs{};
    std::optional<std::uint64_t> seconds{};
    std::optional<std::string> fuzz_case{};
    bool strict_order = false;
    std::chrono::milliseconds busy_timeout{5000};
    std::vector<std::string> samples{};
    std::vector<std::string> ignore{};
    std::vector<std::string> steps{};
    std::vector<std::string> renames{};
    std::vector<std::string> fills{};
    std::vector<std::string> usings{};
    std::vector<std::vector<std::string>> added_columns{};  ///< a table and its definitions each
};

}  // namespace evolve::cli
