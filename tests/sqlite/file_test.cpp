#include "evolve/sqlite/file.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "scratch.hpp"

using namespace evolve::sqlite;
using Kind = FileProblem::Kind;
namespace fs = std::filesystem;

namespace {

bool is_problem(std::string_view path, Kind kind) {
    const auto file = resolve(path);
    return !file && file.error().kind == kind;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_file)

BOOST_AUTO_TEST_CASE(a_file_shows_size_and_links) {
    const Scratch scratch;
    write_file(scratch.path(), "12345");
    fs::create_hard_link(scratch.path(), scratch.path("b.db"));
    const DatabaseFile file = resolve(scratch.path()).value();
    BOOST_TEST(file.path == scratch.path());
    BOOST_TEST(file.exists);
    BOOST_TEST(file.size == 5u);
    BOOST_TEST(file.links == 2u);
    BOOST_TEST(file.wal_size == 0u);
}

BOOST_AUTO_TEST_CASE(a_missing_file_in_a_directory_is_missing_at_its_real_path) {
    const Scratch scratch;
    fs::create_directory(scratch.path("real"));
    fs::create_symlink(scratch.path("real"), scratch.path("link"));
    const DatabaseFile file = resolve(scratch.path("link/../link/a.db")).value();
    BOOST_TEST(!file.exists);
    BOOST_TEST(file.path == scratch.path("real/a.db"));
}

BOOST_AUTO_TEST_CASE(a_missing_file_in_a_missing_directory_is_not_reachable) {
    const Scratch scratch;
    BOOST_TEST(is_problem(scratch.path("none/a.db"), Kind::not_reachable));
    BOOST_TEST(is_problem(scratch.path("none/"), Kind::not_reachable));
    write_file(scratch.path(), "");
    BOOST_TEST(is_problem(scratch.path("a.db/b.db"), Kind::not_reachable));
    BOOST_TEST(resolve(scratch.path("none/a.db")).error().reason == "No such file or directory");
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_is_resolved_to_the_real_path) {
    const Scratch scratch;
    write_file(scratch.path(), "");
    fs::create_symlink("a.db", scratch.path("first"));
    fs::create_symlink("first", scratch.path("second"));
    BOOST_TEST(resolve(scratch.path("second")).value().path == scratch.path());
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_or_round_is_not_reachable) {
    const Scratch scratch;
    fs::create_symlink("none", scratch.path("nowhere"));
    fs::create_symlink("round", scratch.path("round"));
    BOOST_TEST(is_problem(scratch.path("nowhere"), Kind::not_reachable));
    BOOST_TEST(is_problem(scratch.path("round"), Kind::not_reachable));
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_told_apart_without_opening_it) {
    const Scratch scratch;
    BOOST_REQUIRE(mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
    BOOST_TEST(is_problem(scratch.path("fifo"), Kind::not_a_file));  // opening it would block
    BOOST_TEST(is_problem("/dev/null", Kind::not_a_file));
    BOOST_TEST(is_problem(scratch.path("."), Kind::directory));
}

BOOST_AUTO_TEST_CASE(a_forbidden_directory_is_not_reachable) {
    const Scratch scratch;
    fs::create_directory(scratch.path("closed"));
    write_file(scratch.path("closed/a.db"), "");
    fs::permissions(scratch.path("closed"), fs::perms::none);
    const int answer = in_child([&] {
        become_nobody();
        return is_problem(scratch.path("closed/a.db"), Kind::not_reachable) ? 1 : 0;
    });
    fs::permissions(scratch.path("closed"), fs::perms::owner_all);
    BOOST_TEST(answer == 1);
}

BOOST_AUTO_TEST_CASE(a_journal_counts_if_it_has_a_header) {
    const Scratch scratch;
    write_file(scratch.path(), "");
    const auto has_journal = [&](std::string_view bytes) {
        write_file(scratch.path("a.db-journal"), bytes);
        return resolve(scratch.path()).value().has_journal;
    };
    BOOST_TEST(has_journal("\xd9\xd5\x05\xf9 and more"));
    BOOST_TEST(!has_journal(""));                             // journal_mode=TRUNCATE leaves this
    BOOST_TEST(!has_journal(std::string_view("\0\0\0", 3)));  // journal_mode=PERSIST this
}

BOOST_AUTO_TEST_CASE(a_wal_shows_its_size) {
    const Scratch scratch;
    write_file(scratch.path(), "");
    write_file(scratch.path("a.db-wal"), "123");
    BOOST_TEST(resolve(scratch.path()).value().wal_size == 3u);
}

BOOST_AUTO_TEST_CASE(a_url_names_the_path_after_its_third_slash) {
    const Scratch scratch;
    const std::string absolute = scratch.path();
    BOOST_TEST(resolve("sqlite:///" + absolute).value().path == absolute);
    BOOST_TEST(resolve("sqlite+aiosqlite:///" + absolute + "?mode=ro").value().path == absolute);
    const fs::path relative = fs::canonical(".") / "no-such.db";
    BOOST_TEST(resolve("sqlite:///no-such.db").value().path == relative.string());
}

BOOST_AUTO_TEST_CASE(a_url_without_a_path_is_malformed) {
    for (const char* url : {"", "sqlite://", "sqlite:///", "sqlite://a.db", "sqlite:///?mode=ro"})
        BOOST_TEST_CONTEXT(url) BOOST_TEST(is_problem(url, Kind::malformed_url));
    BOOST_TEST(is_problem(std::string_view("a\0b", 3), Kind::malformed_url));
}

BOOST_AUTO_TEST_SUITE_END()
