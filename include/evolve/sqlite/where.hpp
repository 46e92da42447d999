#pragma once

namespace evolve::sqlite {

/// A line of our own source: as a defaulted parameter, the one that called. Stands in for
/// std::source_location, which clang 14, the compiler of our fuzzers, has not got.
struct Where {
    const char* file;
    int line;

    static constexpr Where current(const char* file = __builtin_FILE(),
                                   int line = __builtin_LINE()) {
        return {file, line};
    }
};

}  // namespace evolve::sqlite
