#pragma once

#include <string>

namespace evolve::cli {

/// A path as the shell takes it for one argument: in single quotes where it must be.
std::string as_argument(const std::string& path);

/// Sentences in which commands name a database DB, with its path there.
std::string with_database(std::string sentences, const std::string& path);

}  // namespace evolve::cli
