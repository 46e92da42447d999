#include <array>
#include <nlohmann/json.hpp>

#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/step_codec.hpp"
#include "codec/version_codec.hpp"

namespace evolve::codec {
namespace {

using namespace std::string_view_literals;

constexpr std::array version_keys = {"version"sv, "summary"sv, "from"sv, "fingerprint"sv};
constexpr std::array arrival_keys = {"version"sv, "steps"sv};

VersionOrNull read_from(const JsonCursor& at) {
    if (at.is_null()) return std::nullopt;
    auto name = VersionName::parse(at.text());
    if (!name)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "null or a version named NNNN-slug",
                 .found = Text(at.shown())});
    return name;
}

Arrival read_arrival(const JsonCursor& at) {
    at.takes(arrival_keys);
    Arrival arrival{read_from(at.at("version")), {}};
    at.at("steps").each([&](const JsonCursor& step) { arrival.steps.push_back(read_step(step)); });
    return arrival;
}

void expect_name(const JsonCursor& at, const VersionName& name) {
    if (at.text() != name.text())
        at.fail({.fault = FileFault::name_differs,
                 .expected = concat("\"", name.text(), "\", the name of the file"),
                 .found = Text(at.shown())});
}

std::optional<Fingerprint> read_fingerprint(const JsonCursor& at) {
    auto fingerprint = Fingerprint::parse(at.text());
    if (!fingerprint)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "a fingerprint as evolve writes it: 1: and 64 hexadecimal digits",
                 .found = Text(at.shown())});
    return fingerprint;
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
