#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "evolve/base/text.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// SHA-256 of a schema's canonical form, led by the number of that form: "1:9f86d0…". Equal for
/// equal schemas however they were reached.
class Fingerprint {
public:
    Fingerprint() = default;

    /// The fingerprint written so, or nothing if the text is not one.
    static std::optional<Fingerprint> parse(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }

    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;

private:
    explicit Fingerprint(Text text) : text_(std::move(text)) {}
    friend Fingerprint fingerprint(const Schema&);

    Text text_;
};

Fingerprint fingerprint(const Schema& schema);

}  // namespace evolve
