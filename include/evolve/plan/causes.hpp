#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/base/explanation.hpp"
#include "evolve/base/text.hpp"
#include "evolve/graph/causes.hpp"
#include "evolve/model/history.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/step/refusal.hpp"

namespace evolve {

// Why no plan is made, or a plan may not run. In all of them the database is untouched.

/// The step applies to the version's schema but not to this database, because of what else it
/// holds.
struct NotHere {
    Refusal refusal;

    friend bool operator==(const NotHere&, const NotHere&) = default;
};

/// The database stands at no version from which a path could begin.
struct NoStart {
    Position position;

    friend bool operator==(const NoStart&, const NoStart&) = default;
};

/// `--to` lies in the direction of the other command.
struct WrongDirection {
    VersionName at;
    VersionName to;
    Direction asked = Direction::up;

    friend bool operator==(const WrongDirection&, const WrongDirection&) = default;
};

/// History says that a migration which changes rows was applied, although the schema is that of the
/// version before it: its steps would run twice.
struct RanAlready {
    VersionOrNull from;
    VersionName to;
    Text at;  ///< when

    friend bool operator==(const RanAlready&, const RanAlready&) = default;
};

/// The class of a step was not allowed.
struct NeedsConsent {
    StepClass needed = StepClass::breaking;
    Text step;  ///< in words
    VersionOrNull from;
    VersionOrNull to;

    friend bool operator==(const NeedsConsent&, const NeedsConsent&) = default;
};

/// A migration was not shown to keep its laws.
struct NotProved {
    enum class Why : std::uint8_t {
        law_broken,        ///< detail: law, and what broke it
        law_not_tested,    ///< detail: the law that met no state
        gave_up,           ///< detail: the law that met too few states
        no_evidence,       ///< none is recorded, and none may be made
        evidence_differs,  ///< detail: the input that is another
        interrupted,       ///< a signal came while states were tried
        schema_not_made,   ///< detail: what SQLite has against the schema or a step
        prover_failed,     ///< detail: how; a mistake of evolve's
    };
    Why why{};
    VersionOrNull from;
    VersionName to;
    Text detail{};

    friend bool operator==(const NotProved&, const NotProved&) = default;
};

Explanation explain(const NotHere& cause);
Explanation explain(const NoStart& cause);
Explanation explain(const WrongDirection& cause);
Explanation explain(const RanAlready& cause);
Explanation explain(const NeedsConsent& cause);
Explanation explain(const NotProved& cause);

/// The position in a sentence without its subject: "is at 0008-gpu-info". `graph` is how the person
/// names the graph: "schema/".
std::string describe(const Position& position, std::string_view graph = "the graph");

/// What to do from a position that cannot be left by `apply`.
std::string advice(const Position& position);

}  // namespace evolve
