#pragma once

#include <compare>
#include <string_view>
#include <utility>

#include "evolve/base/text.hpp"

namespace evolve {

/// SQLite folds the case of the 26 ASCII letters alone: É and é are two names.
constexpr char fold_case(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (fold_case(a[i]) != fold_case(b[i])) return false;
    return true;
}

/// The name of a table, column, index or constraint: keeps its letters as written, compares as
/// SQLite compares names. Any bytes are a legal name, the empty one included.
class Identifier {
public:
    constexpr Identifier() = default;
    constexpr Identifier(const char* literal) : text_(literal) {}
    constexpr explicit Identifier(std::string_view text) : text_(text) {}
    constexpr explicit Identifier(Text text) : text_(std::move(text)) {}

    [[nodiscard]] constexpr const Text& text() const { return text_; }
    [[nodiscard]] constexpr std::string_view view() const { return text_.view(); }
    [[nodiscard]] constexpr bool empty() const { return text_.empty(); }

    /// The letters that decide comparison.
    [[nodiscard]] constexpr Text folded() const {
        Text result;
        for (char byte : text_.view()) result += fold_case(byte);
        return result;
    }

    friend constexpr bool operator==(const Identifier& a, const Identifier& b) {
        return equal_ignoring_case(a.view(), b.view());
    }
    friend constexpr std::weak_ordering operator<=>(const Identifier& a, const Identifier& b) {
        const std::string_view x = a.view();
        const std::string_view y = b.view();
        for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
            const auto order = static_cast<unsigned char>(fold_case(x[i])) <=>
                               static_cast<unsigned char>(fold_case(y[i]));
            if (order != 0) return order;
        }
        return x.size() <=> y.size();
    }

private:
    Text text_;
};

}  // namespace evolve
