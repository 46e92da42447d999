#include "naive_loop.hpp"

#include <sqlite3.h>
#define XXH_STATIC_LINKING_ONLY  // for a state on the stack
#include <xxhash.h>

#include <algorithm>
#include <stdexcept>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"

namespace evolve {
namespace {

void require(bool good, const char* what) {
    if (!good) throw std::runtime_error(std::string("the loop by hand: ") + what);
}

std::string listed(const std::vector<Identifier>& columns) {
    std::string text;
    for (const Identifier& column : columns)
        text += (text.empty() ? "" : ", ") + ddl::quoted(column);
    return text;
}

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
    return text;
}

void bind(sqlite3_stmt* statement, int at, const Value& value) {
    const auto size = [](const Text& text) { return static_cast<int>(text.view().size()); };
    std::visit(overloaded{
                   [&](Null) { sqlite3_bind_null(statement, at); },
                   [&](std::int64_t number) { sqlite3_bind_int64(statement, at, number); },
                   [&](double number) { sqlite3_bind_double(statement, at, number); },
                   [&](const Text& text) {
                       sqlite3_bind_text(statement, at, text.empty() ? "" : text.view().data(),
                                         size(text), SQLITE_STATIC);
                   },
                   [&](const Blob& blob) {
                       sqlite3_bind_blob(statement, at,
                                         blob.bytes.empty() ? "" : blob.bytes.view().data(),
                                         size(blob.bytes), SQLITE_STATIC);
                   },
               },
               value);
}

/// Class and bytes of a value of the row that the statement has reached.
void add(XXH3_state_t& chain, sqlite3_stmt* row, int column) {
    const int type = sqlite3_column_type(row, column);
    XXH3_64bits_update(&chain, &type, sizeof type);
    if (type == SQLITE_INTEGER) {
        const sqlite3_int64 number = sqlite3_column_int64(row, column);
        XXH3_64bits_update(&chain, &number, sizeof number);
    } else if (type == SQLITE_FLOAT) {
        const double number = sqlite3_column_double(row, column);
        XXH3_64bits_update(&chain, &number, sizeof number);
    } else if (type != SQLITE_NULL) {
        const void* bytes = sqlite3_column_blob(row, column);
        const int size = sqlite3_column_bytes(row, column);
        XXH3_64bits_update(&chain, &size, sizeof size);
        XXH3_64bits_update(&chain, bytes, static_cast<std::size_t>(size));
    }
}

}  // namespace

void NaiveLoop::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }
void NaiveLoop::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

NaiveLoop::NaiveLoop(const Schema& schema, std::vector<std::string> migration, std::string filled)
    : migration_(std::move(migration)), filled_(std::move(filled)) {
    sqlite3* handle = nullptr;
    require(sqlite3_open(":memory:", &handle) == SQLITE_OK, "no database");
    handle_.reset(handle);
    for (const Table& table : schema.tables) execute(ddl::write(table));
    for (const Index& index : schema.indexes) execute(ddl::write(index));
    for (const Table& table : schema.tables) {
        OfTable& of = tables_.emplace_back();
        names_.push_back(table.name);
        for (const Column& column : table.columns) of.columns.push_back(column.name);
        const std::string columns = listed(of.columns);
        of.insert = prepare("INSERT INTO " + ddl::quoted(table.name) + " (" + columns +
                            ") VALUES (" + marks(of.columns.size()) + ")");
        of.select =
            prepare("SELECT " + columns + " FROM " + ddl::quoted(table.name) + " ORDER BY rowid");
    }
}

NaiveLoop::~NaiveLoop() = default;

void NaiveLoop::run(const State& state) {
    execute("BEGIN");
    for (std::size_t i = 0; i < names_.size(); ++i)
        for (const RowsOf& rows : state.tables)
            if (rows.table == names_[i]) insert(rows, tables_[i]);
    const auto before = digest();
    for (const std::string& sql : migration_) execute(sql);
    require(digest() == before, "the migration changed old values");
    const Prepared count = prepare(filled_);
    require(sqlite3_step(count.get()) == SQLITE_ROW && sqlite3_column_int64(count.get(), 0) == 0,
            "a new column is not NULL");
    sqlite3_reset(count.get());
    execute("ROLLBACK");
}

NaiveLoop::Prepared NaiveLoop::prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &statement, nullptr);
    require(code == SQLITE_OK, sqlite3_errmsg(handle_.get()));
    return Prepared(statement);
}

void NaiveLoop::execute(const std::string& sql) const {
    require(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
            sqlite3_errmsg(handle_.get()));
}

/// A part-way state has columns that this loop's database has not; they are left out.
void NaiveLoop::insert(const RowsOf& rows, const OfTable& table) {
    std::vector<std::size_t> places;
    for (const Identifier& column : table.columns) {
        const auto place = std::ranges::find(rows.columns, column) - rows.columns.begin();
        places.push_back(static_cast<std::size_t>(place));
    }
    for (const auto& row : rows.rows) {
        for (std::size_t i = 0; i < places.size(); ++i)
            bind(table.insert.get(), static_cast<int>(i) + 1, row[places[i]]);
        require(sqlite3_step(table.insert.get()) == SQLITE_DONE, sqlite3_errmsg(handle_.get()));
        sqlite3_reset(table.insert.get());
        ++rows_;
    }
}

std::vector<unsigned long long> NaiveLoop::digest() const {
    std::vector<unsigned long long> digests;
    for (const OfTable& table : tables_) {
        XXH3_state_t chain;
        XXH3_64bits_reset(&chain);
        const int columns = static_cast<int>(table.columns.size());
        while (sqlite3_step(table.select.get()) == SQLITE_ROW)
            for (int column = 0; column < columns; ++column) add(chain, table.select.get(), column);
        sqlite3_reset(table.select.get());
        digests.push_back(XXH3_64bits_digest(&chain));
    }
    return digests;
}

}  // namespace evolve
