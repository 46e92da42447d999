#include "evolve/sqlite/backup.hpp"

#include <sqlite3.h>

#include "evolve/sqlite/failure.hpp"

namespace evolve::sqlite {
namespace {

/// 1 MiB of pages of the usual size: some milliseconds.
constexpr int pages_a_step = 256;

}  // namespace

Backup::Backup(Connection& from, Connection& to, Where where)
    : from_(from),
      to_(to),
      handle_(sqlite3_backup_init(to.session().handle(), "main", from.session().handle(), "main")) {
    if (handle_ == nullptr) throw to.session().failure("", where);
}

Backup::~Backup() { sqlite3_backup_finish(handle_); }

void Backup::lock(Where where) { step(0, where); }

void Backup::finish(const CopyProgress& progress, Where where) {
    bool more = true;
    while (more) {
        from_.stop_if_interrupted(where);
        to_.stop_if_interrupted(where);
        more = step(pages_a_step, where);
        const std::int64_t all = sqlite3_backup_pagecount(handle_);
        if (progress) progress(all - sqlite3_backup_remaining(handle_), all);
    }
}

bool Backup::step(int pages, Where where) {
    const int code = sqlite3_backup_step(handle_, pages);
    if (code == SQLITE_OK) return true;
    if (code == SQLITE_DONE) return false;
    const bool given_up = kind_of(code) == FailureKind::busy &&
                          (from_.session().interrupted() || to_.session().interrupted());
    const int told = given_up ? SQLITE_INTERRUPT : code;
    throw Failure(told, sqlite3_errstr(told), "", where);
}

}  // namespace evolve::sqlite
