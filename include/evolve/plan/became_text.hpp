#pragma once

#include <optional>
#include <string>

#include "evolve/model/schema.hpp"

namespace evolve {

/// A view or trigger that is as it was, and a name in it that is no column any more.
struct BecameText {
    std::string object;  ///< "view v"
    Identifier column;

    friend bool operator==(const BecameText&, const BecameText&) = default;
};

/// The first such one in which the name stands in double quotes alone, so that SQLite takes it for
/// a text without a word: neither does the view fail, nor is its definition another (pitfall C10,
/// the other way round).
std::optional<BecameText> became_text(const Schema& before, const Schema& after);

}  // namespace evolve
