#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>
#include <utility>

namespace evolve {

/// A string for the pure layers. Always on the heap and never pointing into itself, because g++ 12
/// cannot move a small std::string in a constant expression (docs/decisions/0002-own-text.md).
/// Holds any bytes, NUL included; at most 4 GiB.
class Text {
public:
    constexpr Text() = default;
    constexpr Text(std::string_view bytes)
        : data_(bytes.empty() ? nullptr : new char[bytes.size()]),
          size_(static_cast<std::uint32_t>(bytes.size())),
          capacity_(size_) {
        if (!bytes.empty()) std::copy(bytes.begin(), bytes.end(), data_);
    }
    constexpr Text(const char* literal) : Text(std::string_view(literal)) {}
    constexpr Text(const Text& other) : Text(other.view()) {}
    constexpr Text(Text&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)),
          size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    constexpr ~Text() { delete[] data_; }

    constexpr Text& operator=(Text other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }

    [[nodiscard]] constexpr std::string_view view() const { return {data_, size_}; }
    constexpr operator std::string_view() const { return view(); }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr std::uint32_t size() const { return size_; }

    constexpr Text& append(std::string_view bytes) {
        const std::uint32_t wanted = size_ + static_cast<std::uint32_t>(bytes.size());
        // The old bytes go last: `bytes` may be a part of them.
        char* old = wanted > capacity_ ? grow(wanted) : nullptr;
        for (char byte : bytes) data_[size_++] = byte;
        delete[] old;
        return *this;
    }
    constexpr Text& operator+=(std::string_view bytes) { return append(bytes); }
    constexpr Text& operator+=(char byte) { return append({&byte, 1}); }

    friend constexpr bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
    friend constexpr auto operator<=>(const Text& a, const Text& b) {
        return a.view() <=> b.view();
    }

private:
    /// Moves to a larger array; the caller deletes the old one, which this returns.
    constexpr char* grow(std::uint32_t wanted) {
        const std::uint32_t grown = wanted > 2 * capacity_ ? wanted : 2 * capacity_;
        char* fresh = new char[grown];
        std::copy(data_, data_ + size_, fresh);
        capacity_ = grown;
        return std::exchange(data_, fresh);
    }

    char* data_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = 0;
};

/// All parts in one Text.
template <class... Parts>
constexpr Text concat(const Parts&... parts) {
    Text whole;
    (whole.append(parts), ...);
    return whole;
}

}  // namespace evolve
