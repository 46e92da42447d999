#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/graph/version_name.hpp"

namespace evolve {

/// What a statement of the application does on a version, beside the first one on which it works.
enum class QueryVerdict : std::uint8_t {
    equal,          ///< the same, in every state
    other_results,  ///< other rows, or another effect on what both versions have
    fails,          ///< it cannot even be compiled
    not_reached,    ///< every state contradicts a migration before
};

std::string_view text_of(QueryVerdict verdict);

struct QueryOnVersion {
    VersionName version;
    QueryVerdict verdict = QueryVerdict::not_reached;
    std::string why{};  ///< SQLite's message, or the first results that differ

    friend bool operator==(const QueryOnVersion&, const QueryOnVersion&) = default;
};

struct QueryReport {
    std::size_t line = 0;  ///< of the file
    std::string sql{};
    /// It asks for chance or a clock, so that only how many rows it read and wrote was compared.
    bool depends_on_moment = false;
    std::vector<QueryOnVersion> on{};  ///< each version of the path, upwards

    [[nodiscard]] bool works_everywhere() const {
        for (const QueryOnVersion& each : on)
            if (each.verdict != QueryVerdict::equal) return false;
        return true;
    }
};

/// What of an application may run while a path of migrations is rolled out.
struct QueriesReport {
    std::string file{};
    std::size_t states = 0;
    std::uint64_t seed = 0;
    std::vector<QueryReport> statements{};

    /// Whether every statement works alike on every version.
    [[nodiscard]] bool holds() const {
        for (const QueryReport& each : statements)
            if (!each.works_everywhere()) return false;
        return true;
    }
};

}  // namespace evolve
