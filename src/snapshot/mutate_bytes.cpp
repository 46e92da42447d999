#include "snapshot/mutate_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace evolve {
namespace {

// https://sqlite.org/fileformat2.html#the_database_header
constexpr std::size_t length_of_header = 100;
constexpr std::size_t free_list_at = 32;
constexpr std::size_t length_of_free_list = 8;

constexpr std::array<char, 8> nasty_bytes = {'\x00', '\x01', '\x7f', '\x80',
                                             '\xff', '\x0d', '\x05', '\x0a'};

std::size_t page_size(const std::string& bytes) {
    const auto byte = [&](std::size_t at) -> std::size_t {
        return static_cast<unsigned char>(bytes[at]);
    };
    const std::size_t size = byte(16) << 8u | byte(17);
    return size == 1 ? 65536 : std::max<std::size_t>(size, 512);
}

std::string at(std::size_t place) { return " at " + std::to_string(place); }

/// Sets a byte from `first` on to another one.
std::string set_byte(std::string& bytes, std::size_t first, std::size_t count, Chooser& chooser,
                     const std::string& what) {
    if (first >= bytes.size()) return "";
    const std::size_t place = first + chooser.below(std::min(count, bytes.size() - first));
    bytes[place] = chooser.one_in(2) ? nasty_bytes[chooser.below(nasty_bytes.size())]
                                     : static_cast<char>(bytes[place] ^ (1 << chooser.below(8)));
    return what + at(place);
}

std::string move_page(std::string& bytes, Chooser& chooser) {
    const std::size_t size = page_size(bytes);
    const std::size_t pages = bytes.size() / size;
    if (pages < 2) return "";
    const std::size_t to = chooser.below(pages) * size;
    if (chooser.one_in(3)) {
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(to), size, '\0');
        return "a page of zeros" + at(to);
    }
    const std::size_t from = chooser.below(pages) * size;
    std::copy_n(bytes.data() + from, size, bytes.data() + to);
    return "the page" + at(from) + " again" + at(to);
}

std::string change_length(std::string& bytes, Chooser& chooser) {
    if (chooser.one_in(3)) {
        bytes.append(1 + chooser.below(5000), nasty_bytes[chooser.below(nasty_bytes.size())]);
        return "something appended";
    }
    bytes.resize(chooser.below(bytes.size()));
    return "cut to " + std::to_string(bytes.size()) + " bytes";
}

/// A letter or digit becomes another one: the text of a definition stays a text.
std::string change_text(std::string& bytes, Chooser& chooser) {
    const std::size_t most = std::min(bytes.size(), 4 * page_size(bytes));
    for (int attempt = 0; attempt < 20 && most > length_of_header; ++attempt) {
        const std::size_t place = length_of_header + chooser.below(most - length_of_header);
        const char c = bytes[place];
        if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9')) continue;
        bytes[place] = chooser.one_in(4) ? "(),'\" ;*"[chooser.below(8)] : static_cast<char>(c ^ 1);
        return "another letter" + at(place);
    }
    return "";
}

}  // namespace

std::string mutate_bytes(std::string& bytes, Chooser& chooser) {
    if (bytes.size() < length_of_header) return "";
    switch (chooser.below(8)) {
        case 0: return set_byte(bytes, 0, length_of_header, chooser, "header");
        case 1: return set_byte(bytes, free_list_at, length_of_free_list, chooser, "free list");
        case 2: return set_byte(bytes, length_of_header, page_size(bytes), chooser, "first page");
        case 3: return move_page(bytes, chooser);
        case 4: return change_length(bytes, chooser);
        case 5: return change_text(bytes, chooser);
        default: return set_byte(bytes, 0, bytes.size(), chooser, "byte");
    }
}

}  // namespace evolve
