#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evolve/snapshot/scrub.hpp"
#include "snapshot/gather.hpp"

namespace evolve {

/// Puts rows into the snapshot.
class Loader {
public:
    /// Without a scrubber values stay as they are.
    Loader(sqlite::Connection& target, const std::vector<SourceTable>& tables,
           const Scrubber* scrubber);

    /// All rows of the family are in the snapshot afterwards, or none that was not there before.
    bool load(const Family& family);

    /// How many rows of a table are in it.
    [[nodiscard]] std::int64_t loaded(std::size_t table) const { return loaded_[table]; }

private:
    bool insert(const SourceRow& row);
    bool insert(const SourceRow& row, unsigned choice);

    sqlite::Connection& target_;
    const std::vector<SourceTable>& tables_;
    const Scrubber* scrubber_;
    std::vector<sqlite::Statement> inserts_{};
    std::vector<std::int64_t> loaded_{};
    std::set<std::pair<std::size_t, std::string>> there_{};
};

}  // namespace evolve
