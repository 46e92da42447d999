#include <array>
#include <nlohmann/json.hpp>

#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/read_names.hpp"
#include "codec/step_codec.hpp"
#include "codec/version_codec.hpp"

namespace evolve::codec {
namespace {

using namespace std::string_view_literals;

constexpr std::array version_keys = {"version"sv, "summary"sv, "from"sv, "fingerprint"sv};
constexpr std::array arrival_keys = {"version"sv, "steps"sv};

Arrival read_arrival(const JsonCursor& at) {
    at.takes(arrival_keys);
    Arrival arrival{read_version_or_null(at.at("version")), {}};
    at.at("steps").each([&](const JsonCursor& step) { arrival.steps.push_back(read_step(step)); });
    return arrival;
}

void expect_name(const JsonCursor& at, const VersionName& name) {
    if (at.text() != name.text())
        at.fail({.fault = FileFault::name_differs,
                 .expected = concat("\"", name.text(), "\", the name of the file"),
                 .found = Text(at.shown())});
}

}  // namespace

Result<VersionRecord, FileError> read_version(std::string_view text, std::string_view file,
                                              const VersionName& name) {
    const auto document = parse_document(text, file);
    if (!document) return unexpected(document.error());
    Reading reading(file);
    const JsonCursor at(*document, reading);
    at.takes(version_keys);
    expect_name(at.at("version"), name);
    VersionRecord version{name, Text(at.at("summary").text()), {}, {}};
    at.at("from").each(
        [&](const JsonCursor& arrival) { version.from.push_back(read_arrival(arrival)); });
    version.fingerprint = read_fingerprint(at.at("fingerprint"));
    if (reading.failed()) return unexpected(*reading.error());
    return version;
}

}  // namespace evolve::codec
