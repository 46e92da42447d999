#include "evolve/model/fingerprint.hpp"

#include <algorithm>
#include <string>

#include "evolve/model/canonical.hpp"
#include "evolve/model/sha256.hpp"

namespace evolve {
namespace {

constexpr std::size_t sha256_digits = 64;

bool is_lower_hexadecimal(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

std::optional<Fingerprint> Fingerprint::parse(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos) return std::nullopt;
    const std::string_view form = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    if (!std::ranges::all_of(form, is_digit)) return std::nullopt;
    if (digits.size() != sha256_digits || !std::ranges::all_of(digits, is_lower_hexadecimal))
        return std::nullopt;
    return Fingerprint(Text(text));
}

Fingerprint fingerprint(const Schema& schema) {
    return Fingerprint(Text(std::to_string(canonical_form) + ":" + sha256(canonical(schema))));
}

}  // namespace evolve
