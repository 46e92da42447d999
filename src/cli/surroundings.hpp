#pragma once

#include <atomic>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "evolve/execute/room.hpp"

namespace evolve::cli {

/// All that the program takes from outside its arguments, so that tests can stand in for it.
struct Surroundings {
    std::ostream& out;
    std::ostream& err;
    std::istream& in;
    bool terminal = false;            ///< whether `out` is one
    bool error_terminal = false;      ///< whether `err` is one
    bool utf8 = true;                 ///< whether the locale can show ✓ and →
    std::string graph_variable = {};  ///< $EVOLVE_GRAPH
    bool no_color = false;            ///< whether $NO_COLOR is set
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(std::string_view sql)> before_statement = {};  ///< see RunOptions
    FreeBytes free = free_bytes;
};

}  // namespace evolve::cli
