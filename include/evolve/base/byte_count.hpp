#pragma once

#include <cstdint>
#include <string>

namespace evolve {

/// A number of bytes for a person, rounded up: "1 byte", "12 KB", "340 MB", "1.3 GB". Thousands, as
/// disks are sold.
std::string byte_count(std::uintmax_t bytes);

}  // namespace evolve
