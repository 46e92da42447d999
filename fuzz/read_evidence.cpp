// Any bytes as evidence of a migration: they are read or refused, and what is read is written so
// that it reads back equal.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "codec/evidence_codec.hpp"
#include "round_trip.hpp"

using namespace evolve;

namespace {

constexpr std::size_t digest_digits = 64;
constexpr std::string_view file = "evidence.json";

/// The text with the digest that the error says it should have: no mutation finds one.
std::optional<std::string> with_right_digest(std::string text, const FileError& error) {
    if (error.key.view() != "digest" || error.fault != FileFault::wrong_value) return std::nullopt;
    constexpr std::string_view key = "\"digest\": \"";
    const auto begin = text.find(key);
    if (begin == std::string::npos) return std::nullopt;
    const auto value = begin + key.size();
    const auto end = text.find('"', value);
    if (end == std::string::npos) return std::nullopt;
    return text.replace(value, end - value, error.expected.view().substr(1, digest_digits));
}

void check(std::string_view text) {
    fuzz::check_round_trip(
        text, [](auto bytes) { return codec::parse_evidence(bytes, file); },
        [](const Evidence& evidence) { return codec::evidence_text(evidence, file); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check(text);
    const auto evidence = codec::parse_evidence(text, file);
    if (evidence) return 0;
    if (const auto mended = with_right_digest(std::string(text), evidence.error())) check(*mended);
    return 0;
}
