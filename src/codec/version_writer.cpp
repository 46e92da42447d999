#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "codec/layout.hpp"
#include "codec/step_codec.hpp"
#include "codec/version_codec.hpp"
#include "evolve/codec/step_json.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

std::string text_of(const Arrival& arrival) {
    std::vector<std::string> steps;
    for (const Step& step : arrival.steps) steps.push_back(write_step(step));
    const ordered_json from =
        arrival.from ? ordered_json(arrival.from->text()) : ordered_json(nullptr);
    return "{\"version\": " + one_line(from) + ", \"steps\": [" + lines(steps, "      ") + "]}";
}

/// All that people wrote.
ordered_json texts(const VersionRecord& version) {
    ordered_json all = {version.summary.view()};
    for (const Arrival& arrival : version.from)
        for (const Step& step : arrival.steps) all.push_back(json_of(step, ddl::Quoting::always));
    return all;
}

}  // namespace

Result<std::string, FileError> version_text(const VersionRecord& version, std::string_view file) {
    EVOLVE_INVARIANT(version.fingerprint.has_value());
    if (!is_utf8(texts(version)))
        return unexpected(FileError{.fault = FileFault::not_utf8, .file = file});
    std::vector<std::string> arrivals;
    for (const Arrival& arrival : version.from) arrivals.push_back(text_of(arrival));
    const std::vector<std::string> entries = {
        "\"version\": " + one_line(version.name.text()),
        "\"summary\": " + one_line(version.summary.view()),
        "\"from\": [" + lines(arrivals, "    ") + "\n  ]",
        "\"fingerprint\": " + one_line(version.fingerprint->text()),
    };
    return "{" + lines(entries, "  ") + "\n}\n";
}

}  // namespace evolve::codec
