#include "evolve/sqlite/statement.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "evolve/base/one_of.hpp"
#include "evolve/sqlite/session.hpp"

namespace evolve::sqlite {

namespace {

/// SQLite takes a null pointer for NULL, and Text without bytes has one.
const char* start_of(std::string_view bytes) { return bytes.empty() ? "" : bytes.data(); }

int bind_value(sqlite3_stmt* handle, int at, const Value& value, sqlite3_destructor_type owner) {
    return std::visit(
        overloaded{
            [&](Null) { return sqlite3_bind_null(handle, at); },
            [&](std::int64_t number) { return sqlite3_bind_int64(handle, at, number); },
            [&](double number) { return sqlite3_bind_double(handle, at, number); },
            [&](const Text& text) {
                return sqlite3_bind_text64(handle, at, start_of(text), text.size(), owner,
                                           SQLITE_UTF8);
            },
            [&](const Blob& blob) {
                return sqlite3_bind_blob64(handle, at, start_of(blob.bytes), blob.bytes.size(),
                                           owner);
            },
        },
        value);
}

/// SQLite counts in int. A text that does not fit one is above its limit too, and is refused.
int length_of(std::string_view sql) {
    constexpr std::size_t most = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(sql.size(), most));
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* handle) const {
    sqlite3_finalize(handle);  // repeats the code of the last step, which step() has thrown
}

Statement Statement::compile_first(const Session& session, std::string_view& sql, Where where) {
    // SQLite would end the text at a NUL, and silently leave out the rest.
    if (sql.find('\0') != std::string_view::npos)
        throw Failure(SQLITE_ERROR, "SQL text holds a NUL byte", std::string(sql), where);
    sqlite3_stmt* handle = nullptr;
    const char* rest = sql.data();
    const int code =
        sqlite3_prepare_v3(session.handle(), start_of(sql), length_of(sql), 0, &handle, &rest);
    if (code != SQLITE_OK) throw session.failure(sql, where);
    sql.remove_prefix(sql.empty() ? 0 : static_cast<std::size_t>(rest - sql.data()));
    return {session, handle};
}

void Statement::bind(int parameter, const Value& value, Where where) {
    if (bind_value(handle_.get(), parameter, value, SQLITE_TRANSIENT) != SQLITE_OK)
        throw session_->failure(sql(), where);
}

void Statement::borrow(int parameter, const Value& value, Where where) {
    if (bind_value(handle_.get(), parameter, value, SQLITE_STATIC) != SQLITE_OK)
        throw session_->failure(sql(), where);
}

bool Statement::step(Where where) {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    Failure reason = session_->failure(sql(), where);
    reset();  // one that was busy would count as open
    throw reason;
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

int Statement::parameter_count() const { return sqlite3_bind_parameter_count(handle_.get()); }

std::string_view Statement::parameter_name(int parameter) const {
    const char* name = sqlite3_bind_parameter_name(handle_.get(), parameter);
    return name == nullptr ? std::string_view() : name;
}

int Statement::column_count() const { return sqlite3_column_count(handle_.get()); }

std::string_view Statement::column_name(int column) const {
    const char* name = sqlite3_column_name(handle_.get(), column);
    return name == nullptr ? std::string_view() : name;
}

StorageClass Statement::storage_class(int column) const {
    switch (sqlite3_column_type(handle_.get(), column)) {
        case SQLITE_INTEGER: return StorageClass::integer;
        case SQLITE_FLOAT: return StorageClass::real;
        case SQLITE_TEXT: return StorageClass::text;
        case SQLITE_BLOB: return StorageClass::blob;
        default: return StorageClass::null;
    }
}

/// By one look for the column: asking for class, length and bytes of many columns one after the
/// other takes as long as reading their rows.
Stored Statement::stored(int column, Where where) const {
    sqlite3_value* value = sqlite3_column_value(handle_.get(), column);
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return {
                StorageClass::integer, static_cast<std::uint64_t>(sqlite3_value_int64(value)), {}};
        case SQLITE_FLOAT:
            return {
                StorageClass::real, std::bit_cast<std::uint64_t>(sqlite3_value_double(value)), {}};
        case SQLITE_TEXT:
            return {StorageClass::text, 0, bytes(value, sqlite3_value_blob(value), where)};
        case SQLITE_BLOB:
            return {StorageClass::blob, 0, bytes(value, sqlite3_value_blob(value), where)};
        default: return {};
    }
}

void Statement::read(std::span<Stored> row, Where where) const {
    int column = 0;
    for (Stored& value : row) value = stored(column++, where);
}

bool Statement::is_null(int column) const { return storage_class(column) == StorageClass::null; }

Value Statement::value(int column, Where where) const {
    switch (storage_class(column)) {
        case StorageClass::integer: return integer(column);
        case StorageClass::real: return real(column);
        case StorageClass::text: return Text(text(column, where));
        case StorageClass::blob: return Blob{blob(column, where)};
        case StorageClass::null: break;
    }
    return Null{};
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string_view Statement::blob(int column, Where where) const {
    return bytes(sqlite3_column_value(handle_.get(), column),
                 sqlite3_column_blob(handle_.get(), column), where);
}

std::string_view Statement::text(int column, Where where) const {
    return bytes(sqlite3_column_value(handle_.get(), column),
                 sqlite3_column_text(handle_.get(), column), where);
}

std::string_view Statement::sql() const {
    const char* text = sqlite3_sql(handle_.get());
    return text == nullptr ? std::string_view() : text;
}

/// A null pointer stands for NULL, for no bytes, and for no memory: only the last is a failure.
std::string_view Statement::bytes(sqlite3_value* value, const void* start, Where where) const {
    if (start == nullptr) {
        if (sqlite3_errcode(sqlite3_db_handle(handle_.get())) == SQLITE_NOMEM)
            throw session_->failure(sql(), where);
        return {};
    }
    const int size = sqlite3_value_bytes(value);
    return {static_cast<const char*>(start), static_cast<std::size_t>(size)};
}

}  // namespace evolve::sqlite
