#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "evolve/base/invariant.hpp"

namespace evolve {

/// The error half of a Result on its way out; converts to every Result whose error it can become.
template <class E>
struct Unexpected {
    E error;
};

template <class E>
constexpr Unexpected<std::decay_t<E>> unexpected(E&& error) {
    return {std::forward<E>(error)};
}

/// A value, or the reason why there is none. Names follow std::expected, which g++ 12 has only as
/// C++23; no tl::expected, whose destructor is not constexpr (docs/decisions/0003-own-result.md).
template <class T, class E>
class [[nodiscard]] Result {
public:
    using value_type = T;
    using error_type = E;

    constexpr Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    template <class F>
        requires std::is_convertible_v<F, E>
    constexpr Result(Unexpected<F> failure)
        : state_(std::in_place_index<1>, E(std::move(failure.error))) {}

    [[nodiscard]] constexpr bool has_value() const { return state_.index() == 0; }
    constexpr explicit operator bool() const { return has_value(); }

    constexpr T& value() & { return *checked(std::get_if<0>(&state_)); }
    constexpr const T& value() const& { return *checked(std::get_if<0>(&state_)); }
    constexpr T&& value() && { return std::move(*checked(std::get_if<0>(&state_))); }
    constexpr T& operator*() & { return value(); }
    constexpr const T& operator*() const& { return value(); }
    constexpr T&& operator*() && { return std::move(*this).value(); }
    constexpr T* operator->() { return &value(); }
    constexpr const T* operator->() const { return &value(); }

    constexpr E& error() & { return *checked(std::get_if<1>(&state_)); }
    constexpr const E& error() const& { return *checked(std::get_if<1>(&state_)); }
    constexpr E&& error() && { return std::move(*checked(std::get_if<1>(&state_))); }

    template <class F>
    constexpr auto and_then(F&& next) && -> std::invoke_result_t<F, T> {
        if (!has_value()) return unexpected(std::move(*this).error());
        return std::forward<F>(next)(std::move(*this).value());
    }
    template <class F>
    constexpr auto transform(F&& change) && -> Result<std::invoke_result_t<F, T>, E> {
        if (!has_value()) return unexpected(std::move(*this).error());
        return std::forward<F>(change)(std::move(*this).value());
    }

    friend constexpr bool operator==(const Result&, const Result&) = default;

private:
    template <class P>
    static constexpr P* checked(P* pointer) {
        EVOLVE_INVARIANT(pointer != nullptr);
        return pointer;
    }

    std::variant<T, E> state_;
};

/// The value of a Result that only says whether something held.
using Done = std::monostate;

}  // namespace evolve
