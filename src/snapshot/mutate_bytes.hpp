#pragma once

#include <string>

#include "evolve/prove/chooser.hpp"

namespace evolve {

/// Damages a database file as disks, programs and people do: its header, its free list, the text of
/// its schema, bytes and pages anywhere, its length. Says what it did.
std::string mutate_bytes(std::string& bytes, Chooser& chooser);

}  // namespace evolve
