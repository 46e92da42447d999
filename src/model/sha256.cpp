#include "evolve/model/sha256.hpp"

#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace evolve {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * hash.size());
    for (unsigned char byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace evolve
