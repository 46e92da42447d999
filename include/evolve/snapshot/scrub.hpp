#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "evolve/model/value.hpp"

namespace evolve {

/// Makes of every value another one of its kind, out of which the value cannot be told without the
/// key:
///
/// - the same storage class and length; letters become letters of the same case, other signs of
///   writing those of the same block, digits digits; white space, punctuation and bytes that are no
///   UTF-8 stay, so that JSON stays JSON of the same shape and dates stay dates of their year;
/// - numbers keep their sign and how many digits they have, a real that is no whole number its
///   exponent; one digit stays;
/// - what is equal stays equal and what differs stays different, in whatever columns it stands, as
///   a value, inside a text, or as a key or value of JSON: every word and number has one image;
/// - words and numbers of the schema stay as they are.
class Scrubber {
public:
    /// `definitions`: the SQL of the schema.
    Scrubber(std::string key, std::span<const std::string> definitions);
    Scrubber(Scrubber&&) noexcept;
    Scrubber& operator=(Scrubber&&) = delete;
    ~Scrubber();

    /// `choice` other than 0 gives another image, for a value that stands alone.
    [[nodiscard]] Value operator()(const Value& value, unsigned choice = 0) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

}  // namespace evolve
