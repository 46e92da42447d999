#include "cli/work_progress.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <sstream>
#include <thread>

#include "cli/program.hpp"
#include "execute/installation.hpp"

using namespace evolve;

namespace {

struct Outcome {
    int exit = -1;
    std::string out;
    std::string err;
};

/// A rollback, the writing of whose table takes so long.
Outcome slow_rollback(std::chrono::milliseconds time, bool terminal,
                      std::vector<std::string> options = {}) {
    const Installation database("09");
    database.execute(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
        "INSERT INTO tasks (task_name, model_config, base_runtime, parameters, "
        "optimization_config, benchmark_config) SELECT i, '{}', '', '{}', '{}', '{}' FROM n");
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in;
    std::vector<std::string> words{"rollback", database.path(), "--to", "0008", "--prove", "never"};
    words.insert(words.end(), options.begin(), options.end());
    const int exit = cli::run_program(words, {.out = out,
                                              .err = err,
                                              .in = in,
                                              .error_terminal = terminal,
                                              .graph_variable = example_graph(),
                                              .before_statement = [&](std::string_view sql) {
                                                  if (sql.find("INSERT OR ABORT INTO") == sql.npos)
                                                      return;
                                                  std::this_thread::sleep_for(time);
                                                  time = std::chrono::milliseconds(0);
                                              }});
    return {exit, out.str(), err.str()};
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(work_progress)

BOOST_AUTO_TEST_CASE(work_of_more_than_a_second_says_what_it_is_at_and_for_how_long_i02) {
    const Outcome outcome = slow_rollback(std::chrono::milliseconds(1050), true);
    BOOST_TEST(outcome.exit == 0);
    BOOST_TEST(contains(outcome.err, "write table tasks anew: 1 s"), outcome.err);
    BOOST_TEST(outcome.err.ends_with("\r\x1b[K"));
    BOOST_TEST(!contains(outcome.out, "1 s"));
}

BOOST_AUTO_TEST_CASE(short_work_says_nothing) {
    BOOST_TEST(slow_rollback(std::chrono::milliseconds(0), true).err == "");
}

BOOST_AUTO_TEST_CASE(where_there_is_no_terminal_it_is_said_with_verbose_alone) {
    const auto time = std::chrono::milliseconds(5050);
    const Outcome verbose = slow_rollback(time, false, {"--verbose"});
    BOOST_TEST(contains(verbose.err, "write table tasks anew: 5 s\n"), verbose.err);
    BOOST_TEST(slow_rollback(std::chrono::milliseconds(1050), false).err == "");
}

BOOST_AUTO_TEST_CASE(quiet_and_json_say_nothing) {
    for (const char* option : {"--quiet", "--json"})
        BOOST_TEST(slow_rollback(std::chrono::milliseconds(1050), true, {option}).err == "");
}

BOOST_AUTO_TEST_SUITE_END()
