#pragma once

#include <string>

namespace evolve::sqlite {

/// The version of the SQLite that is linked: "3.40.1".
std::string library_version();

}  // namespace evolve::sqlite
