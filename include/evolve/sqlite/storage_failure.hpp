#pragma once

#include <string>

#include "evolve/base/explanation.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve {

/// What SQLite said, as a cause: how a Failure leaves the SQLite layers through a public door.
struct StorageFailure {
    sqlite::FailureKind kind{};
    std::string message;  ///< SQLite's
    std::string sql;      ///< the statement, empty where there is none

    explicit StorageFailure(const sqlite::Failure& failure)
        : kind(failure.kind()), message(failure.what()), sql(failure.sql()) {}

    friend bool operator==(const StorageFailure&, const StorageFailure&) = default;
};

/// What the kind of a failure is called: "disk full".
std::string_view words_of(sqlite::FailureKind kind);

Explanation explain(const StorageFailure& cause);

}  // namespace evolve
