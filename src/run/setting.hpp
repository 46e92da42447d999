#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/sqlite/connection.hpp"

namespace evolve {

inline constexpr std::int64_t synchronous_extra = 3;  ///< of the pragma "synchronous"

/// A pragma that has another value for a while (pitfalls A05, A06): read back when it is set, and
/// as it was when this goes, however that comes about.
class Setting {
public:
    /// When it is set back: if this changed it, or also if statements of the plan may have.
    enum class Until : std::uint8_t { changed_here, whatever_runs };

    /// Throws sqlite::Failure, also where the value does not take.
    Setting(sqlite::Connection& connection, std::string_view name, std::int64_t value,
            Until until = Until::changed_here);
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;
    ~Setting();

private:
    sqlite::Connection& connection_;
    std::string name_;
    std::int64_t before_;
    bool changed_ = false;
};

}  // namespace evolve
