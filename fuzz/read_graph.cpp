// Any bytes as each kind of file that a graph directory has: they are read or refused, and what is
// read is written so that it reads back equal.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/evidence_codec.hpp"
#include "codec/settings_codec.hpp"
#include "codec/version_codec.hpp"
#include "evolve/base/invariant.hpp"
#include "evolve/codec/step_json.hpp"

using namespace evolve;

namespace {

constexpr std::string_view file = "file.json";

/// Only what no JSON text can hold may not be written.
template <class Read, class Write>
void check(std::string_view text, Read read, Write write) {
    const auto value = read(text);
    if (!value) {
        EVOLVE_INVARIANT(!explain(value.error()).wrong.empty());
        return;
    }
    const auto written = write(*value);
    EVOLVE_INVARIANT(written.has_value());
    const auto again = read(*written);
    EVOLVE_INVARIANT(again && *again == *value);
    EVOLVE_INVARIANT(*write(*again) == *written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const VersionName name = *VersionName::parse("0001-a");
    check(
        text, [&](auto bytes) { return codec::read_version(bytes, file, name); },
        [](const VersionRecord& version) { return codec::version_text(version, file); });
    check(
        text, [](auto bytes) { return codec::read_settings(bytes, file); },
        [](const Settings& settings) { return codec::settings_text(settings, file); });
    check(
        text, [](auto bytes) { return codec::parse_evidence(bytes, file); },
        [](const Evidence& evidence) { return codec::evidence_text(evidence, file); });
    check(
        text, [](auto bytes) { return parse_step(bytes, file); },
        [](const Step& step) { return Result<std::string, FileError>(write_step(step)); });
    return 0;
}
