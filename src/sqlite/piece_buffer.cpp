#include "sqlite/piece_buffer.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <new>

namespace evolve::sqlite {

namespace {

/// In bytes. Linux takes 64 KiB at once in a third of the time of 16 pages; larger pieces gain
/// hardly more (docs/decisions/0035-files-in-pieces.md).
constexpr std::int64_t piece = 1 << 16;

std::unique_ptr<char[]> room() { return std::unique_ptr<char[]>(new (std::nothrow) char[piece]); }

}  // namespace

PieceBuffer::PieceBuffer(sqlite3_file& file)
    : file_(&file), held_bytes_(room()), ahead_bytes_(room()) {}

int PieceBuffer::read(char* into, int amount, std::int64_t offset) {
    const Range wanted{offset, offset + amount};
    const int code = held_.holds(wanted) ? SQLITE_OK : read_file(into, wanted);
    last_read_ = wanted;
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) return code;
    if (held_.meets(wanted)) {
        const Range both{std::max(held_.from, wanted.from), std::min(held_.to, wanted.to)};
        std::copy_n(held_bytes_.get() + (both.from - held_.from), both.to - both.from,
                    into + (both.from - wanted.from));
    }
    return held_.to >= wanted.to ? SQLITE_OK : code;
}

int PieceBuffer::read_file(char* into, Range wanted) {
    if (!ahead_.holds(wanted)) read_ahead(wanted);
    if (!ahead_.holds(wanted))
        return file_->pMethods->xRead(file_, into, static_cast<int>(wanted.to - wanted.from),
                                      wanted.from);
    std::copy_n(ahead_bytes_.get() + (wanted.from - ahead_.from), wanted.to - wanted.from, into);
    return SQLITE_OK;
}

/// Only what lies within the file: of a shorter read nobody says where it ended.
void PieceBuffer::read_ahead(Range wanted) {
    const bool forwards = wanted.from == last_read_.to || wanted.from == ahead_.to;
    const bool backwards = wanted.to == last_read_.from || wanted.to == ahead_.from;
    if (!forwards && !backwards) return;
    const std::int64_t from = forwards ? wanted.from : wanted.to - piece;
    forget();
    sqlite3_int64 size = 0;
    if (from < 0 || file_->pMethods->xFileSize(file_, &size) != SQLITE_OK || from + piece > size)
        return;
    if (file_->pMethods->xRead(file_, ahead_bytes_.get(), piece, from) == SQLITE_OK)
        ahead_ = {from, from + piece};
}

int PieceBuffer::write(const char* bytes, int amount, std::int64_t offset) {
    const Range wanted{offset, offset + amount};
    if (amount > piece) return write_through(bytes, amount, offset);
    if (held_.to != wanted.from || wanted.to - held_.from > piece) {
        const int code = flush();
        if (code != SQLITE_OK) return code;
        held_ = {offset, offset};
    }
    std::copy_n(bytes, amount, held_bytes_.get() + (wanted.from - held_.from));
    held_.to = wanted.to;
    return SQLITE_OK;
}

int PieceBuffer::write_through(const char* bytes, int amount, std::int64_t offset) {
    const int code = flush();
    return code == SQLITE_OK ? write_file(bytes, {offset, offset + amount}) : code;
}

int PieceBuffer::write_file(const char* bytes, Range wanted) {
    if (ahead_.meets(wanted)) forget();
    return file_->pMethods->xWrite(file_, bytes, static_cast<int>(wanted.to - wanted.from),
                                   wanted.from);
}

int PieceBuffer::truncate(std::int64_t size) {
    forget();
    const Range kept{held_.from, std::min(held_.to, size)};
    held_ = kept.from < kept.to ? kept : Range{};
    return file_->pMethods->xTruncate(file_, size);
}

int PieceBuffer::size(std::int64_t& bytes) {
    sqlite3_int64 in_file = 0;
    const int code = file_->pMethods->xFileSize(file_, &in_file);
    bytes = std::max<std::int64_t>(in_file, held_.to);
    return code;
}

int PieceBuffer::flush() {
    if (held_.from == held_.to) return SQLITE_OK;
    if (ahead_.meets(held_)) forget();
    const int code = file_->pMethods->xWrite(file_, held_bytes_.get(),
                                             static_cast<int>(held_.to - held_.from), held_.from);
    if (code == SQLITE_OK) held_ = {};
    return code;
}

}  // namespace evolve::sqlite
