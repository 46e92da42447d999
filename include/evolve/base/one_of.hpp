#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace evolve {

template <class... Lambdas>
struct overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <class... Lambdas>  // clang 14 does not deduce it by itself
overloaded(Lambdas...)->overloaded<Lambdas...>;

template <class Cause, class... Causes>
concept AmongCauses = (std::is_same_v<Cause, Causes> || ...);

/// The closed set of causes of a layer. A set converts to every set that holds all its members, so
/// that a signature says exactly how it can fail and no low file needs to know a high one.
template <class... Causes>
class OneOf {
public:
    template <class Cause>
        requires AmongCauses<Cause, Causes...>
    constexpr OneOf(Cause cause) : cause_(std::move(cause)) {}

    template <class... Fewer>
    constexpr OneOf(OneOf<Fewer...> smaller)
        : cause_(std::visit([](auto&& cause) { return std::variant<Causes...>(std::move(cause)); },
                            std::move(smaller).cause())) {
        static_assert((AmongCauses<Fewer, Causes...> && ...), "a cause would be forgotten");
    }

    [[nodiscard]] constexpr const std::variant<Causes...>& cause() const& { return cause_; }
    [[nodiscard]] constexpr std::variant<Causes...>&& cause() && { return std::move(cause_); }

    /// The cause, if it is this one.
    template <class Cause>
    [[nodiscard]] constexpr const Cause* get() const {
        return std::get_if<Cause>(&cause_);
    }

    friend constexpr bool operator==(const OneOf&, const OneOf&) = default;

private:
    std::variant<Causes...> cause_;
};

}  // namespace evolve
