#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evolve {

/// Where a state of a schedule is, and how it was made smaller: "17.4@0.3.12" is member 4 of unit
/// 17, made smaller by taking candidate 0, then 3, then 12. Without a member: the whole unit as
/// one.
struct Address {
    std::size_t unit = 0;
    std::optional<std::size_t> member{};
    std::vector<std::size_t> way{};

    friend bool operator==(const Address&, const Address&) = default;
};

std::string text_of(const Address& address);
std::optional<Address> parse_address(std::string_view text);

/// Where a state that has a name is: "snapshots/2025.db:3@0.3.12".
struct NamedAddress {
    std::string name;
    std::vector<std::size_t> way{};

    friend bool operator==(const NamedAddress&, const NamedAddress&) = default;
};

std::string text_of(const NamedAddress& address);
/// Any text is one: without a way at its end, all of it is the name.
NamedAddress parse_named_address(std::string_view text);

}  // namespace evolve
