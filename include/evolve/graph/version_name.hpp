#pragma once

#include <compare>
#include <optional>
#include <string_view>
#include <utility>

#include "evolve/base/text.hpp"

namespace evolve {

/// The name of a version: "0009-cluster-resources".
class VersionName {
public:
    VersionName() = default;

    /// The name, if it has the form NNNN-slug: at least four digits, a hyphen, and then lower-case
    /// letters, digits, hyphens, underscores and dots.
    static std::optional<VersionName> parse(std::string_view text);

    /// The name of the version numbered so. The slug is made of what a person types as NAME:
    /// letters fold to lower case, everything else to hyphens. Nothing if no letter or digit is
    /// left.
    static std::optional<VersionName> make(unsigned number, std::string_view words);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] unsigned number() const;

    friend bool operator==(const VersionName&, const VersionName&) = default;
    friend auto operator<=>(const VersionName&, const VersionName&) = default;

private:
    explicit VersionName(Text text) : text_(std::move(text)) {}

    Text text_;
};

/// A place in the graph: a version, or null, the empty schema before the first.
using VersionOrNull = std::optional<VersionName>;

inline std::string_view text_of(const VersionOrNull& version) {
    return version ? version->text() : std::string_view("null");
}

}  // namespace evolve
