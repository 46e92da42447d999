// Any bytes as each kind of file of which a graph is made: they are read or refused, and what is
// read is written so that it reads back equal.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/settings_codec.hpp"
#include "codec/version_codec.hpp"
#include "evolve/codec/step_json.hpp"
#include "round_trip.hpp"

using namespace evolve;

namespace {

constexpr std::string_view file = "file.json";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const VersionName name = *VersionName::parse("0001-a");
    fuzz::check_round_trip(
        text, [&](auto bytes) { return codec::read_version(bytes, file, name); },
        [](const VersionRecord& version) { return codec::version_text(version, file); });
    fuzz::check_round_trip(
        text, [](auto bytes) { return codec::read_settings(bytes, file); },
        [](const Settings& settings) { return codec::settings_text(settings, file); });
    fuzz::check_round_trip(
        text, [](auto bytes) { return parse_step(bytes, file); },
        [](const Step& step) { return Result<std::string, FileError>(write_step(step)); });
    return 0;
}
