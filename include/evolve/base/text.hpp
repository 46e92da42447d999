#pragma once

#include <algorithm>
#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace evolve {

/// A string for the pure layers. Always on the heap and never pointing into itself, because g++ 12
/// cannot move a small std::string in a constant expression (docs/decisions/0002-own-text.md).
/// Holds any bytes, NUL included; at most 4 GiB. Copies share their bytes, but in a constant
/// expression: schemas are copied much more often than changed.
class Text {
public:
    constexpr Text() = default;
    constexpr Text(std::string_view bytes)
        : data_(bytes.empty() ? nullptr : new_bytes(bytes.size())),
          size_(static_cast<std::uint32_t>(bytes.size())),
          capacity_(size_) {
        if (!bytes.empty()) std::copy(bytes.begin(), bytes.end(), data_);
    }
    constexpr Text(const char* literal) : Text(std::string_view(literal)) {}
    /// What lies behind the bytes of the other one is its own, to append to.
    constexpr Text(const Text& other)
        : data_(copy_of(other)), size_(other.size_), capacity_(other.size_) {}
    constexpr Text(Text&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)),
          size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    constexpr ~Text() { release(data_); }

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
        release(old);
        return *this;
    }
    constexpr Text& operator+=(std::string_view bytes) { return append(bytes); }
    constexpr Text& operator+=(char byte) { return append({&byte, 1}); }

    friend constexpr bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
    friend constexpr auto operator<=>(const Text& a, const Text& b) {
        return a.view() <=> b.view();
    }

private:
    /// How many Texts share the bytes that follow it.
    using Owners = std::atomic<std::uint32_t>;

    static Owners* owners_of(char* bytes) {
        return std::launder(reinterpret_cast<Owners*>(bytes) - 1);
    }

    static char* new_shared_bytes(std::size_t size) {
        void* const start = ::operator new(sizeof(Owners) + size);
        return reinterpret_cast<char*>(new (start) Owners(1) + 1);
    }

    static constexpr char* new_bytes(std::size_t size) {
        return std::is_constant_evaluated() ? new char[size] : new_shared_bytes(size);
    }

    static constexpr char* copy_of(const Text& other) {
        if (other.size_ == 0) return nullptr;
        if (std::is_constant_evaluated()) {
            char* const bytes = new char[other.size_];
            std::copy(other.data_, other.data_ + other.size_, bytes);
            return bytes;
        }
        owners_of(other.data_)->fetch_add(1, std::memory_order_relaxed);
        return other.data_;
    }

    static constexpr void release(char* bytes) {
        if (std::is_constant_evaluated()) {
            delete[] bytes;
        } else if (bytes != nullptr) {
            Owners* const owners = owners_of(bytes);
            if (owners->fetch_sub(1, std::memory_order_acq_rel) == 1) ::operator delete(owners);
        }
    }

    /// Moves to a larger array; the caller releases the old one, which this returns.
    constexpr char* grow(std::uint32_t wanted) {
        const std::uint32_t grown = wanted > 2 * capacity_ ? wanted : 2 * capacity_;
        char* fresh = new_bytes(grown);
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
