#pragma once

#include <functional>
#include <string>
#include <vector>

#include "evolve/base/result.hpp"

namespace evolve {

/// A law that a migration claims, as a test.
struct LawTest {
    std::string migration;  ///< "0001-initial--0002-due-dates"
    std::string law;
    /// Proves, and says what is wrong: the smallest database that breaks the law, and the command
    /// that shows it again. Empty where the law is kept.
    std::function<std::string()> failure;
};

/// One for each migration of the graph in that directory and each law that can concern it, with the
/// number of states that its graph.json asks for; or why the graph cannot be read.
Result<std::vector<LawTest>, std::string> law_tests(const std::string& directory);

}  // namespace evolve
