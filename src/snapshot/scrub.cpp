#include "evolve/snapshot/scrub.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "evolve/base/one_of.hpp"
#include "prove/utf8.hpp"
#include "snapshot/permutation.hpp"
#include "snapshot/scrub_number.hpp"
#include "snapshot/scrub_text.hpp"
#include "snapshot/vocabulary.hpp"

namespace evolve {
namespace {

constexpr std::uint32_t kind_of_byte = 1;

/// Whether bytes are a text that was put into a blob.
bool is_readable(std::string_view bytes) {
    return is_utf8(bytes) && std::ranges::all_of(bytes, [](char c) {
               return static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n' || c == '\r';
           });
}

/// Zero bytes stay, and no others become zero.
std::string other_bytes(std::string bytes, const Permutation& permutation,
                        const std::string& purpose) {
    do {
        std::vector<RadixDigit> places;
        for (char byte : bytes)
            if (byte != 0)
                places.push_back({static_cast<unsigned char>(byte) - 1u, 255, kind_of_byte});
        permutation.apply(places, purpose);
        std::size_t next = 0;
        for (char& byte : bytes)
            if (byte != 0) byte = static_cast<char>(places[next++].digit + 1);
    } while (is_readable(bytes));
    return bytes;
}

}  // namespace

struct Scrubber::Parts {
    Permutation permutation;
    Vocabulary vocabulary;
};

Scrubber::Scrubber(std::string key, std::span<const std::string> definitions) {
    auto parts = std::make_unique<Parts>(Parts{Permutation(std::move(key)), {}});
    for (const std::string& sql : definitions) parts->vocabulary.add(sql);
    parts_ = std::move(parts);
}

Scrubber::Scrubber(Scrubber&&) noexcept = default;
Scrubber::~Scrubber() = default;

Value Scrubber::operator()(const Value& value, unsigned choice) const {
    const NumberScrubber numbers(parts_->permutation, parts_->vocabulary, choice);
    TextScrubber texts(parts_->permutation, parts_->vocabulary, choice);
    return std::visit(overloaded{
                          [](Null) { return Value(Null()); },
                          [&](std::int64_t number) { return Value(numbers.integer(number)); },
                          [&](double number) { return Value(numbers.real(number)); },
                          [&](const Text& text) { return Value(Text(texts(text))); },
                          [&](const Blob& blob) {
                              if (is_readable(blob.bytes))
                                  return Value(Blob{Text(texts(blob.bytes))});
                              return Value(Blob{Text(
                                  other_bytes(std::string(blob.bytes.view()), parts_->permutation,
                                              "bytes" + std::to_string(choice)))});
                          },
                      },
                      value);
}

}  // namespace evolve
