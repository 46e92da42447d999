#pragma once

#include <cstdint>
#include <memory>

struct sqlite3_file;

namespace evolve::sqlite {

/// Reads and writes a file in large pieces where SQLite goes through it page by page. Writes that
/// follow each other are held in memory until a piece is full, another place is written, or
/// flush(). Reads that follow each other read a piece ahead, until forget(). What is read, and the
/// size, are as if all had been written at once. Functions return SQLite's codes; what could not be
/// written stays held, and is tried again.
class PieceBuffer {
public:
    /// `file` must be open, and outlive this.
    explicit PieceBuffer(sqlite3_file& file);

    /// Whether there was memory for it.
    bool exists() const { return held_bytes_ != nullptr && ahead_bytes_ != nullptr; }

    int read(char* into, int amount, std::int64_t offset);
    int write(const char* bytes, int amount, std::int64_t offset);
    /// The same, but nothing is held afterwards.
    int write_through(const char* bytes, int amount, std::int64_t offset);
    int truncate(std::int64_t size);
    int size(std::int64_t& bytes);

    /// Afterwards all is in the file.
    int flush();

    /// Whoever wanted it written has given it up.
    void drop() { held_ = {}; }

    /// What was read ahead may have been changed by others.
    void forget() { ahead_ = {}; }

private:
    struct Range {
        std::int64_t from = 0;
        std::int64_t to = 0;
        bool holds(Range other) const { return from <= other.from && other.to <= to; }
        bool meets(Range other) const { return from < other.to && other.from < to; }
    };

    int read_file(char* into, Range wanted);
    int write_file(const char* bytes, Range wanted);
    void read_ahead(Range wanted);

    sqlite3_file* file_;
    Range held_;
    Range ahead_;
    Range last_read_;
    std::unique_ptr<char[]> held_bytes_;
    std::unique_ptr<char[]> ahead_bytes_;
};

}  // namespace evolve::sqlite
