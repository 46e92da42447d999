#pragma once

// For the Boost.Test suite of a project: its graph as property tests, one test case a migration and
// law. CMake's evolve_check_graph(TARGET DIRECTORY) adds a file with the macro to a test program;
// this header is for those who want to place it themselves.

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <string>

#include "evolve/prove/suite.hpp"

namespace evolve::testing {

/// Adds a suite to the test tree when the program starts: a suite a migration in it, and a test
/// case a law in that. A graph that cannot be read is one test case that fails.
class GraphTests {
public:
    GraphTests(const char* name, const std::string& directory, const char* file, std::size_t line) {
        auto* all = new boost::unit_test::test_suite(name, file, line);
        boost::unit_test::framework::current_auto_test_suite().add(all);
        auto tests = law_tests(directory);
        if (!tests) {
            const std::string why = tests.error();
            all->add(
                boost::unit_test::make_test_case([why] { BOOST_ERROR(why); }, "graph", file, line));
            return;
        }
        boost::unit_test::test_suite* migration = nullptr;
        std::string last;
        for (LawTest& test : *tests) {
            if (migration == nullptr || test.migration != last) {
                last = test.migration;
                migration = new boost::unit_test::test_suite(last, file, line);
                all->add(migration);
            }
            migration->add(boost::unit_test::make_test_case(
                [failure = std::move(test.failure)] {
                    const std::string what = failure();
                    BOOST_TEST(what.empty(), what);
                },
                test.law, file, line));
        }
    }
};

}  // namespace evolve::testing

/// At namespace scope: EVOLVE_GRAPH_TESTS("schema", "path/of/the/graph");
#define EVOLVE_GRAPH_TESTS(name, directory)                                               \
    static const ::evolve::testing::GraphTests BOOST_JOIN(evolve_graph_tests_, __LINE__)( \
        name, directory, __FILE__, __LINE__)
