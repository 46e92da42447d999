#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "evolve/model/value.hpp"

namespace evolve {

/// The laws of DESIGN section 3, by their numbers.
enum class Law : std::uint8_t {
    idempotence = 1,
    preservation = 2,
    nullability = 3,
    invertibility = 4,
    convergence = 5,
    integrity = 6,
    atomicity = 7,
    compatibility = 8,
};

inline constexpr std::array all_laws = {Law::idempotence,   Law::preservation, Law::nullability,
                                        Law::invertibility, Law::convergence,  Law::integrity,
                                        Law::atomicity,     Law::compatibility};

std::string_view text_of(Law law);
std::optional<Law> law_of(std::string_view text);

/// Some of the laws.
class LawSet {
public:
    static LawSet all() { return LawSet(0x1fe); }
    static LawSet none() { return LawSet(0); }
    static LawSet only(Law law) { return none().with(law); }

    [[nodiscard]] bool has(Law law) const { return (bits_ & bit(law)) != 0; }
    [[nodiscard]] LawSet with(Law law) const { return LawSet(bits_ | bit(law)); }
    [[nodiscard]] LawSet without(Law law) const { return LawSet(bits_ & ~bit(law)); }

    friend bool operator==(LawSet, LawSet) = default;

private:
    explicit LawSet(unsigned bits) : bits_(bits) {}
    static unsigned bit(Law law) { return 1u << static_cast<unsigned>(law); }

    unsigned bits_;
};

/// The one value that is not what it should be.
struct WrongValue {
    std::string table;
    std::string row;  ///< its key
    std::string column;
    Value expected;
    Value found;
};

/// A law that a state breaks.
struct Breach {
    Law law{};
    std::string what;
    std::optional<WrongValue> value{};
};

}  // namespace evolve
