#include "evolve/plan/causes.hpp"

#include <string>

#include "evolve/base/joined.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve {
namespace {

std::string names(const std::vector<VersionName>& versions) {
    return joined(versions, &VersionName::text);
}

std::string number(std::string_view version) {
    return std::string(version.substr(0, version.find('-')));
}

std::string_view code_of(NotProved::Why why) {
    switch (why) {
        case NotProved::Why::law_broken: return "law-broken";
        case NotProved::Why::law_not_tested: return "law-not-tested";
        case NotProved::Why::gave_up: return "gave-up";
        case NotProved::Why::no_evidence: return "no-evidence";
        case NotProved::Why::evidence_differs: return "stale-evidence";
        case NotProved::Why::interrupted: return "interrupted";
        case NotProved::Why::schema_not_made: return "schema-not-made";
        case NotProved::Why::prover_failed: return "prover-failed";
    }
    return "";
}

ExitCode exit_of(NotProved::Why why) {
    if (why == NotProved::Why::interrupted) return ExitCode::interrupted;
    return why == NotProved::Why::prover_failed ? ExitCode::bug : ExitCode::refused;
}

/// What is wrong with the migration, as the end of a sentence that begins with it.
std::string lacking(const NotProved& cause) {
    const std::string detail(cause.detail.view());
    switch (cause.why) {
        case NotProved::Why::law_broken: return " breaks the law " + detail;
        case NotProved::Why::law_not_tested: return " met no state that concerns the law " + detail;
        case NotProved::Why::gave_up: return " refuses nearly every state: the law " + detail;
        case NotProved::Why::no_evidence: return " has no recorded evidence";
        case NotProved::Why::evidence_differs:
            return " has evidence that is not good for it: " + detail;
        case NotProved::Why::interrupted: return " was being checked when it was interrupted";
        case NotProved::Why::schema_not_made:
            return " cannot be checked: SQLite does not take its schema or steps (" + detail + ")";
        case NotProved::Why::prover_failed: return " could not be checked: " + detail;
    }
    return "";
}

std::string advice(const NotProved& cause) {
    const std::string prove = "`evolve prove --from " + std::string(text_of(cause.from)) +
                              " --to " + std::string(cause.to.text()) + "`";
    switch (cause.why) {
        case NotProved::Why::law_broken:
            return "Correct the migration; " + prove + " tries it again.";
        case NotProved::Why::law_not_tested:
        case NotProved::Why::gave_up:
            return prove + " shows what was met; --prove never goes without.";
        case NotProved::Why::no_evidence:
        case NotProved::Why::evidence_differs:
            return prove + " records it; --prove auto checks now.";
        case NotProved::Why::interrupted: return "Run it again.";
        case NotProved::Why::schema_not_made:
            return "Correct what SQLite names. What only a program of yours knows, a function or "
                   "module, is unknown to evolve: --prove never goes without the check.";
        case NotProved::Why::prover_failed:
            return "Please report this. --prove never goes without.";
    }
    return "";
}

}  // namespace

std::string describe(const Position& position, std::string_view graph) {
    return std::visit(
        overloaded{
            [](const AtVersion& at) { return "is at " + std::string(at.version.text()); },
            [](const AtOneOf& at) {
                return "has the schema of several versions, and nothing says which it is: " +
                       names(at.versions);
            },
            [](const PartWay& at) {
                return "is part-way from " + std::string(text_of(at.from())) + " to " +
                       std::string(at.to().text()) + ": " + std::to_string(at.done) + " of " +
                       std::to_string(at.done + at.left) +
                       (at.done == 1 ? " steps is done" : " steps are done");
            },
            [&](const Newer& at) {
                return "is newer than " + std::string(graph) + ": its history ends at " +
                       std::string(at.version.view());
            },
            [&](const Drifted& at) {
                return "has drifted: it is at no version of " + std::string(graph) +
                       " (nearest: " + std::string(at.nearest.text()) + ")";
            },
            [&](const NothingManaged&) {
                return "holds no table or index of " + std::string(graph);
            },
        },
        position);
}

std::string advice(const Position& position) {
    return std::visit(
        overloaded{
            [](const AtVersion&) { return std::string(); },
            [](const AtOneOf& at) {
                return "Say which it is: --at " + std::string(at.versions.front().text()) + ".";
            },
            [](const PartWay& at) {
                return "Bring it to " + std::string(at.to().text()) + " first: `evolve apply DB`.";
            },
            [](const Newer&) {
                return std::string("Use the graph of the program that migrated it.");
            },
            [](const Drifted& at) {
                return "Make the database what " + std::string(at.nearest.text()) +
                       " says (`evolve verify DB --at " + number(at.nearest.text()) +
                       "` shows the differences again), or start a graph of its own: `evolve init "
                       "--graph DIR --from DB`.";
            },
            [](const NothingManaged&) {
                return std::string(
                    "Check the path; for a new installation: `evolve create NEW.db`.");
            },
        },
        position);
}

Explanation explain(const NotHere& cause) {
    return {ExitCode::refused, code_of(cause.refusal.why), describe(cause.refusal),
            advice(cause.refusal)};
}

Explanation explain(const NoStart& cause) {
    const std::string_view code =
        std::visit(overloaded{
                       [](const AtVersion&) { return "at-version"; },
                       [](const AtOneOf&) { return "several"; },
                       [](const PartWay&) { return "part-way"; },
                       [](const Newer&) { return "newer"; },
                       [](const Drifted&) { return "drifted"; },
                       [](const NothingManaged&) { return "nothing-managed"; },
                   },
                   cause.position);
    return {ExitCode::refused, code, describe(cause.position), advice(cause.position)};
}

Explanation explain(const WrongDirection& cause) {
    const std::string at(cause.at.text());
    const std::string to(cause.to.text());
    if (cause.asked == Direction::up)
        return {ExitCode::usage, "wrong-direction",
                "it is at " + at + ", which is newer than " + to,
                "`evolve rollback DB --to " + to + "` goes back."};
    return {ExitCode::usage, "wrong-direction", "it is at " + at + ", which is older than " + to,
            "`evolve apply DB --to " + to + "` goes there."};
}

Explanation explain(const RanAlready& cause) {
    const std::string from(text_of(cause.from));
    return {ExitCode::refused, "ran-already",
            "history says that " + arrow(cause.from, cause.to) + " was applied at " +
                std::string(cause.at.view()) + ", and the schema is that of " + from +
                ": its steps would change rows twice",
            "If they are to run again, say so: --at " + from + "."};
}

Explanation explain(const NeedsConsent& cause) {
    const std::string needed(text_of(cause.needed));
    return {ExitCode::refused, "needs-consent",
            arrow(cause.from, cause.to) + " has a " + needed +
                " step: " + std::string(cause.step.view()),
            cause.needed == StepClass::breaking
                ? "Statements of old code may fail after it. Allow it with --allow breaking."
                : "Values would be lost for good. Allow it with --allow lossy."};
}

Explanation explain(const NotProved& cause) {
    return {exit_of(cause.why), code_of(cause.why), arrow(cause.from, cause.to) + lacking(cause),
            advice(cause)};
}

}  // namespace evolve
