#include "prove/utf8.hpp"

#include <cstdint>

namespace evolve {
namespace {

/// How many bytes follow this one in a character; nothing begins with those that give -1.
int followers(unsigned char first) {
    if (first < 0x80) return 0;
    if (first >= 0xc2 && first < 0xe0) return 1;
    if (first >= 0xe0 && first < 0xf0) return 2;
    return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

/// Not the long form of a character with a shorter one, no surrogate, none beyond the last.
bool is_character(std::uint32_t code, int followers) {
    if (followers == 2) return code >= 0x800 && (code < 0xd800 || code > 0xdfff);
    return followers != 3 || (code >= 0x10000 && code < 0x110000);
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[i++]);
        const int more = followers(first);
        if (more < 0) return false;
        std::uint32_t code = more == 0 ? first : first & (0x3fu >> more);
        for (int left = more; left > 0; --left) {
            const auto next = i < bytes.size() ? static_cast<unsigned char>(bytes[i++]) : 0u;
            if ((next & 0xc0u) != 0x80u) return false;
            code = code << 6 | (next & 0x3fu);
        }
        if (!is_character(code, more)) return false;
    }
    return true;
}

}  // namespace evolve
