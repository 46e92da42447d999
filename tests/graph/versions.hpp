#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "evolve/graph/graph.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

// Graphs as they are shortest to write in a test.

namespace evolve {

inline VersionName version(std::string_view text) { return VersionName::parse(text).value(); }

/// A way from a version; "" is null.
inline Arrival from(std::string_view text, std::vector<Step> steps) {
    return {text.empty() ? VersionOrNull() : version(text), std::move(steps)};
}

inline VersionRecord record(std::string_view name, std::vector<Arrival> arrivals) {
    return {version(name), {}, std::move(arrivals), std::nullopt};
}

inline Step create(std::string_view sql) { return CreateTable{table(sql)}; }
inline Step create_index(std::string_view sql) { return CreateIndex{index(sql)}; }
inline Step add(const char* to, std::string_view sql) { return AddColumn{to, column(sql)}; }

}  // namespace evolve
