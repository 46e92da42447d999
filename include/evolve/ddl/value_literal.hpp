#pragma once

#include <string>

#include "evolve/model/value.hpp"

namespace evolve::ddl {

/// SQL that gives exactly that value in class and bits, but for the sign of 0.0, which SQLite does
/// not keep, and in a database of UTF-16 for text that is no UTF-8.
std::string literal(const Value& value);

}  // namespace evolve::ddl
