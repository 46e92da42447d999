#include "evolve/sqlite/pieces_vfs.hpp"

#include <rapidcheck/boost_test.h>
#include <sqlite3.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "evolve/sqlite/query.hpp"
#include "scratch.hpp"
#include "sqlite/disk.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

constexpr std::size_t page = 4096;

/// A file opened as SQLite opens a database or its journal, and what must be in it.
class OpenFile {
public:
    explicit OpenFile(const std::string& vfs, int kind = SQLITE_OPEN_MAIN_DB) {
        sqlite3_vfs* const found = sqlite3_vfs_find(vfs.c_str());
        memory_.resize(static_cast<std::size_t>(found->szOsFile) / sizeof(std::max_align_t) + 1);
        file_ = reinterpret_cast<sqlite3_file*>(memory_.data());
        const int flags = kind | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        if (found->xOpen(found, "/a.db", file_, flags, nullptr) != SQLITE_OK)
            throw std::runtime_error("cannot be opened");
    }
    ~OpenFile() { file_->pMethods->xClose(file_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write(std::size_t offset, const std::string& bytes) {
        if (expected.size() < offset + bytes.size()) expected.resize(offset + bytes.size());
        expected.replace(offset, bytes.size(), bytes);
        RC_ASSERT(try_write(offset, bytes) == SQLITE_OK);
    }
    int try_write(std::size_t offset, const std::string& bytes) {
        const int amount = static_cast<int>(bytes.size());
        return file_->pMethods->xWrite(file_, bytes.data(), amount, at(offset));
    }
    void read(std::size_t offset, std::size_t amount) {
        std::string bytes(amount, '?');
        const int code =
            file_->pMethods->xRead(file_, bytes.data(), static_cast<int>(amount), at(offset));
        std::string there = offset < expected.size() ? expected.substr(offset, amount) : "";
        RC_ASSERT(code == (there.size() == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ));
        there.resize(amount);
        RC_ASSERT(bytes == there);
    }
    void truncate(std::size_t size) {
        if (size > expected.size()) return;  // SQLite only shortens files
        expected.resize(size);
        RC_ASSERT(file_->pMethods->xTruncate(file_, at(size)) == SQLITE_OK);
    }
    void look_at_size() {
        sqlite3_int64 size = 0;
        RC_ASSERT(file_->pMethods->xFileSize(file_, &size) == SQLITE_OK);
        RC_ASSERT(size == at(expected.size()));
    }
    int sync() { return file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL); }
    void lock() { RC_ASSERT(file_->pMethods->xLock(file_, SQLITE_LOCK_SHARED) == SQLITE_OK); }

    void share_memory() {
        void volatile* memory = nullptr;
        BOOST_TEST(file_->pMethods->xShmMap(file_, 0, 32768, 1, &memory) == SQLITE_OK);
    }
    int control(int operation) { return file_->pMethods->xFileControl(file_, operation, nullptr); }
    void lock_shared_memory() {
        constexpr int flags = SQLITE_SHM_LOCK | SQLITE_SHM_SHARED;
        BOOST_TEST(file_->pMethods->xShmLock(file_, 3, 1, flags) == SQLITE_OK);
    }
    int characteristics() { return file_->pMethods->xDeviceCharacteristics(file_); }
    int unlock() { return file_->pMethods->xUnlock(file_, SQLITE_LOCK_NONE); }

    std::string expected;

private:
    static sqlite3_int64 at(std::size_t offset) { return static_cast<sqlite3_int64>(offset); }

    std::vector<std::max_align_t> memory_;
    sqlite3_file* file_;
};

std::string some_bytes(std::size_t amount, std::mt19937& random) {
    std::string bytes(amount, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

/// Some pages one after the other, forwards or backwards, as SQLite goes through a file; now and
/// then with the four bytes that a journal has before and after each.
void go_through(OpenFile& file, bool writes, std::mt19937& random) {
    const std::size_t first = random() % 60;
    const std::size_t count = 1 + random() % 40;
    const bool backwards = random() % 3 == 0;
    const std::size_t size = random() % 4 == 0 ? page + 8 : page;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t offset = (first + (backwards ? count - 1 - i : i)) * size;
        if (writes) file.write(offset, some_bytes(size, random));
        if (!writes || random() % 8 == 0) file.read(offset, size);
    }
}

/// 1000 rows in some 100 pages.
constexpr const char* thousand_rows =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, n INT, b TEXT);"
    "WITH RECURSIVE i(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM i LIMIT 1000)"
    " INSERT INTO t SELECT id, 1, hex(zeroblob(200)) FROM i";

}  // namespace

BOOST_AUTO_TEST_SUITE(pieces_vfs_test)

RC_BOOST_PROP(a_file_in_pieces_is_to_its_reader_as_any_other, (std::uint32_t seed)) {
    std::mt19937 random(seed);
    Disk disk;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    for (int i = 0; i < 60; ++i) {
        switch (random() % 9) {
            case 0:
            case 1: go_through(file, true, random); break;
            case 2:
            case 3: go_through(file, false, random); break;
            case 4:
                file.write(random() % (50 * page), some_bytes(1 + random() % 600, random));
                break;
            case 5: file.read(random() % (50 * page), 1 + random() % 100); break;
            case 6: file.truncate(random() % 50 * page); break;
            case 7: random() % 2 == 0 ? file.lock() : file.look_at_size(); break;
            default: file.write(random() % (9 * page), some_bytes(17 * page, random)); break;
        }
    }
    RC_ASSERT(file.sync() == SQLITE_OK);
    RC_ASSERT(disk.files().at("/a.db") == file.expected);
}

BOOST_AUTO_TEST_CASE(what_a_full_disk_did_not_take_is_kept_and_tried_again) {
    Disk disk;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    file.write(0, std::string(page, 'a'));
    disk.full_after = disk.changes.size();
    BOOST_TEST(file.sync() == SQLITE_FULL);
    BOOST_TEST(file.try_write(2 * page, std::string(page, 'b')) == SQLITE_FULL);
    file.read(0, page);
    BOOST_TEST(disk.files().at("/a.db").empty());
    disk.full_after = std::numeric_limits<std::size_t>::max();
    BOOST_TEST(file.sync() == SQLITE_OK);
    BOOST_TEST(disk.files().at("/a.db") == file.expected);
}

BOOST_AUTO_TEST_CASE(what_was_read_ahead_counts_for_nothing_after_a_lock) {
    const Disk disk;
    OpenFile reader(vfs_in_pieces(Disk::vfs));
    OpenFile writer(vfs_in_pieces(Disk::vfs));
    reader.share_memory();
    for (const char letter : {'a', 'b', 'c', 'd'}) {
        writer.write(0, std::string(20 * page, letter));
        BOOST_TEST(writer.sync() == SQLITE_OK);
        reader.expected = writer.expected;
        letter < 'c' ? reader.lock() : reader.lock_shared_memory();
        for (std::size_t i = 0; i < 3; ++i) reader.read(i * page, page);
    }
}

BOOST_AUTO_TEST_CASE(a_lock_is_given_back_also_where_the_disk_is_full) {
    Disk disk;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    file.lock();
    file.write(0, std::string(page, 'a'));
    disk.full_after = disk.changes.size();
    BOOST_TEST(disk.lock == SQLITE_LOCK_SHARED);
    BOOST_TEST(file.unlock() == SQLITE_FULL);
    BOOST_TEST(disk.lock == SQLITE_LOCK_NONE);
    // Its transaction has failed, and somebody else may have rolled it back by now.
    disk.full_after = std::numeric_limits<std::size_t>::max();
    file.lock();
    BOOST_TEST(file.sync() == SQLITE_OK);
    BOOST_TEST(disk.files().at("/a.db").empty());
}

BOOST_AUTO_TEST_CASE(what_is_held_is_written_when_the_file_is_closed) {
    const Disk disk;
    std::string expected;
    {
        OpenFile file(vfs_in_pieces(Disk::vfs));
        file.write(0, std::string(page, 'a'));
        file.write(0, std::string(28, 'b'));  // a journal would end so
        expected = file.expected;
    }
    BOOST_TEST(disk.files().at("/a.db") == expected);
}

// With `PRAGMA synchronous=OFF` nothing else ends one.
BOOST_AUTO_TEST_CASE(the_end_of_a_transaction_tells_that_the_disk_is_full) {
    Disk disk;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    file.write(0, std::string(page, 'a'));
    disk.full_after = disk.changes.size();
    BOOST_TEST(file.control(SQLITE_FCNTL_SYNC) == SQLITE_FULL);
    disk.full_after = std::numeric_limits<std::size_t>::max();
    BOOST_TEST(file.control(SQLITE_FCNTL_SYNC) == SQLITE_NOTFOUND);  // the Disk knows none
    BOOST_TEST(disk.files().at("/a.db") == file.expected);
}

// Others read what a checkpoint has written before any sync or lock.
BOOST_AUTO_TEST_CASE(nothing_is_held_of_a_database_with_shared_memory) {
    const Disk disk;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    file.write(0, std::string(page, 'a'));
    file.share_memory();
    BOOST_TEST(disk.files().at("/a.db") == file.expected);
    for (std::size_t i = 0; i < 3; ++i) {
        file.write(i * page, std::string(page, 'b'));
        BOOST_TEST(disk.files().at("/a.db") == file.expected);
    }
}

// As a journal of journal_mode=PERSIST ends. It is closed without its lock, and the next one in it
// may be somebody else's by then.
BOOST_AUTO_TEST_CASE(nothing_is_held_of_a_journal_that_has_ended) {
    const std::string zeroes(28, '\0');
    for (const bool synced : {false, true})
        for (const bool full : {false, true}) {
            Disk disk;
            {
                OpenFile journal(vfs_in_pieces(Disk::vfs), SQLITE_OPEN_MAIN_JOURNAL);
                journal.write(0, std::string(page, 'a'));
                if (synced) BOOST_TEST(journal.sync() == SQLITE_OK);
                journal.write(page, std::string(page, 'b'));
                if (full && synced) disk.full_after = disk.changes.size();
                journal.write(0, zeroes);
                BOOST_TEST(disk.files().at("/a.db").starts_with(zeroes));
            }
            BOOST_TEST(disk.files().at("/a.db").size() == (synced ? page : zeroes.size()));
        }
}

BOOST_AUTO_TEST_CASE(that_writes_are_atomic_or_in_order_is_not_promised) {
    Disk disk;
    disk.characteristics |= SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_BATCH_ATOMIC;
    OpenFile file(vfs_in_pieces(Disk::vfs));
    BOOST_TEST(file.characteristics() == SQLITE_IOCAP_POWERSAFE_OVERWRITE);
}

BOOST_AUTO_TEST_CASE(a_vfs_without_shared_memory_has_none_in_pieces) {
    const Scratch scratch;
    create(scratch.path(), thousand_rows);
    auto connection = Connection::open(
        scratch.path(), {.access = Access::write, .vfs = "unix-none", .in_pieces = true});
    BOOST_TEST((query_value(connection, "PRAGMA journal_mode = wal") == Value(Text("delete"))));
    BOOST_TEST(query_integer(connection, "SELECT sum(n) FROM t") == 1000);
}

// What one reads ahead, another may change in between.
BOOST_AUTO_TEST_CASE(what_others_wrote_is_read) {
    for (const char* mode : {"delete", "wal"}) {
        const Scratch scratch;
        auto other = create(scratch.path(), "PRAGMA journal_mode = " + std::string(mode));
        other.execute(thousand_rows);
        auto connection = Connection::open(scratch.path(), {.in_pieces = true});
        for (int i = 2; i <= 4; ++i) {
            other.execute("UPDATE t SET n = n + 1; PRAGMA wal_checkpoint(TRUNCATE)");
            BOOST_TEST(query_integer(connection, "SELECT sum(n) FROM t") == 1000 * i);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_written_is_read_by_others_also_without_syncing) {
    for (const char* mode : {"delete", "truncate", "persist", "wal"}) {
        const Scratch scratch;
        auto other = create(scratch.path(), "PRAGMA journal_mode = " + std::string(mode));
        other.execute(thousand_rows);
        auto connection =
            Connection::open(scratch.path(), {.access = Access::write, .in_pieces = true});
        connection.execute("PRAGMA journal_mode = " + std::string(mode));
        connection.set_pragma("synchronous", 0);
        for (int i = 1; i <= 3; ++i) {
            BOOST_TEST(query_integer(other, "SELECT sum(n) FROM t") == 1000 * i);
            connection.execute("UPDATE t SET n = n + 1; PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_vfs_that_nobody_knows_stays_unknown) {
    BOOST_TEST(vfs_in_pieces("no-such-vfs") == "no-such-vfs");
    BOOST_TEST(vfs_in_pieces("") == vfs_in_pieces(sqlite3_vfs_find(nullptr)->zName));
}

BOOST_AUTO_TEST_SUITE_END()
