#include "evolve/graph/causes.hpp"

#include "evolve/graph/arrow.hpp"

namespace evolve {
namespace {

std::string file_of(const VersionName& version) {
    return "versions/" + std::string(version.text()) + ".json";
}

template <class Names>
std::string listed(const Names& names) {
    std::string result;
    for (std::string_view name : names) result += (result.empty() ? "" : ", ") + std::string(name);
    return result;
}

}  // namespace

Explanation explain(const StepRefused& cause) {
    return {ExitCode::usage, code_of(cause.refusal.why),
            file_of(cause.to) + ": step " + std::to_string(cause.step + 1) + " of " +
                arrow(cause.from, cause.to) + " does not apply: " + describe(cause.refusal),
            advice(cause.refusal)};
}

Explanation explain(const FingerprintMismatch& cause) {
    return {ExitCode::usage, "fingerprint-mismatch",
            file_of(cause.version) + ": the steps from " + std::string(text_of(cause.from)) +
                " lead to another schema than \"fingerprint\" says: expected " +
                std::string(cause.written.text()) + ", found " + std::string(cause.found.text()),
            "A version that was released must not change: take the file back from version "
            "control, and put the change into a version of its own."};
}

Explanation explain(const GraphInvalid& cause) {
    const std::string file = file_of(cause.version);
    const std::string detail(cause.detail.view());
    switch (cause.fault) {
        case GraphFault::no_version:
            return {ExitCode::usage, "empty-graph", "the graph has no version",
                    "Start one with `evolve init --from DB`."};
        case GraphFault::version_repeated:
            return {ExitCode::usage, "version-repeated",
                    file + ": there are two versions of this name",
                    "Names that differ only in case are one name on many disks: rename one."};
        case GraphFault::unknown_from:
            return {ExitCode::usage, "unknown-from",
                    file + ": \"from\" names " + detail + ", which is no version of the graph",
                    "Add its file to versions/, or correct the name."};
        case GraphFault::from_repeated:
            return {ExitCode::usage, "from-repeated",
                    file + ": \"from\" names " + detail + " twice", "Keep one of the two entries."};
        case GraphFault::cycle:
            return {ExitCode::usage, "cycle",
                    file + ": the version is reached only from versions that are reached from it",
                    "Every version must be reached from null: correct \"from\"."};
        case GraphFault::no_root:
            return {ExitCode::usage, "no-root", file + ": \"from\" is empty",
                    "Name the version that it is reached from, or null for the first."};
    }
    return {};
}

Explanation explain(const UnknownVersion& cause) {
    const std::string asked(cause.asked.view());
    if (cause.ambiguous)
        return {ExitCode::usage, "ambiguous-version",
                "several versions begin with " + asked + ": " + listed(cause.candidates),
                "Give more of the name."};
    return {ExitCode::usage, "unknown-version", "the graph has no version " + asked,
            cause.candidates.empty() ? "Its versions are the files in versions/."
                                     : "Did you mean " + listed(cause.candidates) + "?"};
}

Explanation explain(const NoPath& cause) {
    return {
        ExitCode::usage, "no-path",
        "no path leads up from " + std::string(text_of(cause.from)) + " to " +
            std::string(cause.to.text()),
        "The files in versions/ say from which version each is reached; name another with --to."};
}

Explanation explain(const SeveralHeads& cause) {
    std::vector<std::string_view> names;
    for (const VersionName& head : cause.heads) names.push_back(head.text());
    return {ExitCode::usage, "several-heads",
            "the graph has several newest versions: " + listed(names), "Choose one with --to."};
}

}  // namespace evolve
