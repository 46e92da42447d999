#pragma once

#include <memory>
#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/state.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace evolve {

/// What someone would write by hand to try a migration that adds columns to one table on random
/// rows: one connection, prepared inserts, a digest of every old column of every table before and
/// after, and a look whether the new columns are NULL. No laws beyond that.
class NaiveLoop {
public:
    /// The schema with all its indexes, the statements of the migration, and the query that counts
    /// values other than NULL in the new columns. Throws std::runtime_error, as all that follows.
    NaiveLoop(const Schema& schema, std::vector<std::string> migration, std::string filled);
    ~NaiveLoop();
    NaiveLoop(const NaiveLoop&) = delete;
    NaiveLoop& operator=(const NaiveLoop&) = delete;

    /// BEGIN, insert, digest, migrate, digest, compare, ROLLBACK.
    void run(const State& state);

    [[nodiscard]] std::size_t rows() const { return rows_; }

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };
    using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

    /// The statements over one table, compiled once.
    struct OfTable {
        std::vector<Identifier> columns;
        Prepared insert;
        Prepared select;
    };

    [[nodiscard]] Prepared prepare(const std::string& sql) const;
    void execute(const std::string& sql) const;
    void insert(const RowsOf& rows, const OfTable& table);
    [[nodiscard]] std::vector<unsigned long long> digest() const;

    std::unique_ptr<sqlite3, Close> handle_;
    std::vector<Identifier> names_;
    std::vector<OfTable> tables_;
    std::vector<std::string> migration_;
    std::string filled_;
    std::size_t rows_ = 0;
};

}  // namespace evolve
