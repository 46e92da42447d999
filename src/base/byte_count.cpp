#include "evolve/base/byte_count.hpp"

namespace evolve {
namespace {

constexpr std::uintmax_t kilo = 1000;
constexpr std::uintmax_t mega = 1000 * kilo;
constexpr std::uintmax_t giga = 1000 * mega;

std::uintmax_t rounded_up(std::uintmax_t bytes, std::uintmax_t unit) {
    return bytes / unit + (bytes % unit == 0 ? 0 : 1);
}

}  // namespace

std::string byte_count(std::uintmax_t bytes) {
    if (bytes == 1) return "1 byte";
    if (bytes < kilo) return std::to_string(bytes) + " bytes";
    // What rounds up to a thousand of a unit is told in the next one.
    if (bytes <= mega - kilo) return std::to_string(rounded_up(bytes, kilo)) + " KB";
    if (bytes <= giga - mega) return std::to_string(rounded_up(bytes, mega)) + " MB";
    const std::uintmax_t tenths = rounded_up(bytes, giga / 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

}  // namespace evolve
