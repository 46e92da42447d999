#pragma once

namespace evolve {

/// What the program tells its caller (docs/format.md). Never renumbered.
enum class ExitCode {
    done = 0,      ///< done, or nothing to do
    no = 1,        ///< what was asked is answered no: pending, drifted, different
    usage = 2,     ///< the command line or a graph file is wrong
    refused = 3,   ///< refused for the database's or the change's sake; the database is untouched
    unusable = 4,  ///< the database cannot be used, and is untouched
    bug = 5,       ///< a bug in evolve
    interrupted = 130,  ///< rolled back (143 where it was SIGTERM that ended it)
};

}  // namespace evolve
