#include "evolve/model/affinity.hpp"

#include <boost/test/unit_test.hpp>

using namespace evolve;

BOOST_AUTO_TEST_SUITE(model_affinity)

// The table of https://sqlite.org/datatype3.html section 3.1.1.
BOOST_AUTO_TEST_CASE(declared_types_have_the_affinity_that_sqlite_documents) {
    using enum Affinity;
    for (const char* type : {"INT", "INTEGER", "tinyint", "BIGINT", "UNSIGNED BIG INT", "INT8",
                             "FLOATING POINT", "POINT", "CHARINT"})
        BOOST_TEST_CONTEXT(type) BOOST_TEST((affinity_of(type) == integer));
    for (const char* type :
         {"CHARACTER(20)", "VARCHAR(255)", "nchar(55)", "TEXT", "CLOB", "TEXTBLOB", "REALTEXT"})
        BOOST_TEST_CONTEXT(type) BOOST_TEST((affinity_of(type) == text));
    for (const char* type : {"", "BLOB", "blobby", "REALBLOB"})
        BOOST_TEST_CONTEXT(type) BOOST_TEST((affinity_of(type) == blob));
    for (const char* type : {"REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT"})
        BOOST_TEST_CONTEXT(type) BOOST_TEST((affinity_of(type) == real));
    for (const char* type :
         {"NUMERIC", "DECIMAL(10,5)", "BOOLEAN", "DATE", "DATETIME", "STRING", "JSON"})
        BOOST_TEST_CONTEXT(type) BOOST_TEST((affinity_of(type) == numeric));
}

BOOST_AUTO_TEST_SUITE_END()
