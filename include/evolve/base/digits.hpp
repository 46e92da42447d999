#pragma once

#include <string>
#include <string_view>

namespace evolve {

/// The shortest digits that read back the same, with a point or an exponent, without which they
/// would be an integer's. Of finite numbers.
std::string digits_of(double real);

/// Lower-case hexadecimal digits, two a byte.
std::string hexadecimal(std::string_view bytes);

}  // namespace evolve
