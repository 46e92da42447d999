#include "evolve/sqlite/failure.hpp"

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>
#include <utility>

using evolve::sqlite::Failure;
using evolve::sqlite::FailureKind;
using evolve::sqlite::kind_of;
using evolve::sqlite::Where;

BOOST_AUTO_TEST_SUITE(sqlite_failure)

BOOST_AUTO_TEST_CASE(each_code_has_the_kind_that_its_advice_needs) {
    const std::pair<int, FailureKind> expected[] = {
        {SQLITE_BUSY, FailureKind::busy},
        {SQLITE_BUSY_SNAPSHOT, FailureKind::busy},
        {SQLITE_LOCKED, FailureKind::busy},
        {SQLITE_PROTOCOL, FailureKind::busy},
        {SQLITE_CANTOPEN, FailureKind::cannot_open},
        {SQLITE_CANTOPEN_SYMLINK, FailureKind::cannot_open},
        {SQLITE_NOTADB, FailureKind::not_a_database},
        {SQLITE_CORRUPT, FailureKind::corrupt},
        {SQLITE_CORRUPT_INDEX, FailureKind::corrupt},
        {SQLITE_READONLY, FailureKind::read_only},
        {SQLITE_READONLY_DIRECTORY, FailureKind::read_only},
        {SQLITE_FULL, FailureKind::full},
        {SQLITE_IOERR, FailureKind::io},
        {SQLITE_IOERR_FSYNC, FailureKind::io},
        {SQLITE_IOERR_NOMEM, FailureKind::out_of_memory},
        {SQLITE_NOMEM, FailureKind::out_of_memory},
        {SQLITE_CONSTRAINT_CHECK, FailureKind::constraint},
        {SQLITE_MISMATCH, FailureKind::constraint},
        {SQLITE_INTERRUPT, FailureKind::interrupted},
        {SQLITE_TOOBIG, FailureKind::limit},
        {SQLITE_AUTH, FailureKind::denied},
        {SQLITE_ERROR, FailureKind::error},
        {SQLITE_SCHEMA, FailureKind::error},
    };
    for (const auto& [code, kind] : expected)
        BOOST_TEST_CONTEXT("code " << code) BOOST_TEST((kind_of(code) == kind));
}

BOOST_AUTO_TEST_CASE(an_extended_code_of_a_later_sqlite_has_the_kind_of_its_low_byte) {
    BOOST_TEST((kind_of(SQLITE_IOERR | (99 << 8)) == FailureKind::io));
}

// Found by soak: abs() of the least integer, in an index over all rows.
BOOST_AUTO_TEST_CASE(a_value_that_a_function_cannot_take_is_a_matter_of_the_rows) {
    const auto kind = [](const std::string& message) {
        return Failure(SQLITE_ERROR, message, "", Where::current()).kind();
    };
    BOOST_TEST((kind("integer overflow") == FailureKind::constraint));
    BOOST_TEST((kind("malformed JSON") == FailureKind::constraint));
    BOOST_TEST((kind("no such table: t") == FailureKind::error));
}

BOOST_AUTO_TEST_CASE(a_failure_says_what_failed_and_who_asked) {
    const Failure failure(SQLITE_FULL, "database or disk is full", "COMMIT", Where::current());
    BOOST_TEST(failure.what() == "database or disk is full");
    BOOST_TEST(failure.sql() == "COMMIT");
    BOOST_TEST(std::string(failure.where().file).ends_with("failure_test.cpp"));
}

BOOST_AUTO_TEST_SUITE_END()
