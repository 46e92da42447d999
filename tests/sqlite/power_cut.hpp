#pragma once

#include <random>
#include <vector>

#include "sqlite/disk.hpp"

namespace evolve::sqlite {

/// What may lie on a disk when the power is cut. What was synced does; of the rest anything may:
/// all, nothing, or some sectors of 512 bytes of some writes, in any order, torn, or as junk.
class PowerCut {
public:
    explicit PowerCut(Files files) : durable_(std::move(files)) {}

    /// Next, this change is asked for.
    void after(const DiskChange& change);

    [[nodiscard]] Files with_all() const;
    [[nodiscard]] Files with_nothing() const { return durable_; }
    [[nodiscard]] Files with_some(std::mt19937& random) const;

private:
    Files durable_;
    std::vector<const DiskChange*> unsynced_;
};

}  // namespace evolve::sqlite
