#include "cli/shell.hpp"

#include <algorithm>
#include <string_view>

namespace evolve::cli {
namespace {

bool is_plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') ||
           std::string_view("/._-+:@%,~").find(byte) != std::string_view::npos ||
           static_cast<unsigned char>(byte) >= 0x80;
}

}  // namespace

std::string as_argument(const std::string& path) {
    if (!path.empty() && path.front() != '-' && path.front() != '~' &&
        std::ranges::all_of(path, is_plain))
        return path;
    std::string quoted = "'";
    for (char byte : path) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    return quoted + "'";
}

std::string with_database(std::string sentences, const std::string& path) {
    const std::string argument = as_argument(path);
    for (const char after : {' ', '`'})
        if (const std::size_t at = sentences.find(std::string(" DB") + after);
            at != std::string::npos)
            sentences.replace(at + 1, 2, argument);
    return sentences;
}

}  // namespace evolve::cli
