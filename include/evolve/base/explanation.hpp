#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "evolve/base/exit_code.hpp"
#include "evolve/base/one_of.hpp"

namespace evolve {

/// What every cause of a failure answers through its `explain`.
struct Explanation {
    ExitCode exit{};
    std::string_view code;  ///< stable, for programs (docs/errors.md)
    std::string wrong;      ///< what is wrong and where, without a final stop
    std::string next;       ///< sentences: the next move
    std::string step{};     ///< what was being done, where a step failed: "Added column 'x'"
};

/// The explanation of whichever cause it is.
template <class... Causes>
Explanation explain(const OneOf<Causes...>& error) {
    return std::visit([](const auto& cause) { return explain(cause); }, error.cause());
}

}  // namespace evolve
