#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "evolve/model/value.hpp"
#include "evolve/sqlite/where.hpp"

struct sqlite3_stmt;
struct sqlite3_value;

namespace evolve::sqlite {

class Session;

enum class StorageClass { integer, real, text, blob, null };

/// A value where SQLite holds it, until the next step or reset: the bits of a number, the bytes of
/// a blob or of text in the encoding of the file.
struct Stored {
    StorageClass storage_class = StorageClass::null;
    std::uint64_t bits = 0;
    std::string_view bytes{};
};

/// A compiled SQL statement; made by Connection::prepare, and must go before its connection.
/// Parameters are numbered from 1 and columns from 0, as in SQLite.
class Statement {
public:
    /// Compiles the first statement of `sql` and takes its text off the front. Nothing but blanks
    /// and comments gives a statement that does not exist().
    static Statement compile_first(const Session& session, std::string_view& sql,
                                   Where where = Where::current());
    [[nodiscard]] bool exists() const { return handle_ != nullptr; }

    /// Copies the value. SQLite has no NaN: it becomes NULL.
    void bind(int parameter, const Value& value, Where where = Where::current());
    /// Does not copy: the value must stay until another one is bound, or the statement is gone.
    void borrow(int parameter, const Value& value, Where where = Where::current());

    /// Runs up to the next row: false at the end. Thereafter, and after a failure, the statement
    /// is reset: not open, keeping its bound values, ready to be bound and run again.
    bool step(Where where = Where::current());
    /// Ends the run early.
    void reset();

    /// The highest number of a parameter.
    [[nodiscard]] int parameter_count() const;
    /// ":name" with the character that begins it; empty for "?" and where there is none.
    [[nodiscard]] std::string_view parameter_name(int parameter) const;

    [[nodiscard]] int column_count() const;
    [[nodiscard]] std::string_view column_name(int column) const;

    /// Of the row that step() has reached. Ask for the class before anything that converts.
    [[nodiscard]] StorageClass storage_class(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] Stored stored(int column, Where where = Where::current()) const;
    /// All of the row's columns, of which there are as many as values.
    void read(std::span<Stored> row, Where where = Where::current()) const;
    /// Exactly what is stored: the class, each byte, each bit; text as UTF-8.
    [[nodiscard]] Value value(int column, Where where = Where::current()) const;
    /// Converts as CAST(... AS INTEGER) does; NULL is 0.
    [[nodiscard]] std::int64_t integer(int column) const;
    /// Converts as CAST(... AS REAL) does.
    [[nodiscard]] double real(int column) const;
    /// The bytes of a blob, or of text in the encoding of the file. Valid until the next step or
    /// reset.
    [[nodiscard]] std::string_view blob(int column, Where where = Where::current()) const;
    /// Converts as CAST(... AS TEXT) does; NULL is empty. Valid until the next step or reset.
    [[nodiscard]] std::string_view text(int column, Where where = Where::current()) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };

    Statement(const Session& session, sqlite3_stmt* handle) : session_(&session), handle_(handle) {}

    [[nodiscard]] std::string_view sql() const;
    [[nodiscard]] std::string_view bytes(sqlite3_value* value, const void* start,
                                         Where where) const;

    const Session* session_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace evolve::sqlite
