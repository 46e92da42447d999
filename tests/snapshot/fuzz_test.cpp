#include "evolve/snapshot/fuzz.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "evolve/prove/kept_states.hpp"
#include "evolve/sqlite/query.hpp"
#include "prove/trials.hpp"
#include "snapshot/mutate_bytes.hpp"
#include "sqlite/scratch.hpp"

using namespace evolve;
using namespace std::string_literals;
using sqlite::Scratch;

namespace {

namespace fs = std::filesystem;

const Managed& managed() {
    static const Managed managed(example().graph, example().settings);
    return managed;
}

/// One old database suffices: it is brought to every version.
std::vector<std::string> snapshots() { return {snapshot("06").string()}; }

Fuzzing fuzzed(const FuzzOptions& options) {
    auto report = fuzz(snapshots(), example().graph, managed(), options);
    if (!report) throw std::runtime_error(report.error().wrong);
    return std::move(*report);
}

/// The rows of a pack have keys of their own from every multiple of this on.
constexpr std::string_view a_row_came = "id % 4096 > 15";

/// `run`, but where there is a task too many: then this comes first.
template <class Mistake>
Executor where_a_row_came(Mistake mistake) {
    return [mistake](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                     const RunOptions& options) -> Result<Receipt, RunError> {
        if (sqlite::query_value(connection, "SELECT 1 FROM tasks WHERE " + std::string(a_row_came)))
            mistake(connection);
        return run(connection, plan, managed, options);
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_test)

BOOST_AUTO_TEST_CASE(of_correct_migrations_it_finds_nothing) {
    const Fuzzing report = fuzzed({.runs = 240, .jobs = 2});
    for (const FuzzFind& find : report.finds) BOOST_ERROR(find.cause + " " + find.address);
    BOOST_TEST(report.states == 201u);
    BOOST_TEST(report.files == 39u);
    BOOST_TEST(report.migrations == 8u);
    BOOST_TEST(report.of_migrations == 8u);
    BOOST_TEST(report.migrated > 150u);
    BOOST_TEST(!report.refused.empty());
}

BOOST_AUTO_TEST_CASE(a_lost_row_is_found_made_small_and_kept_for_prove) {
    const Scratch scratch;
    FuzzOptions options{.runs = 400, .jobs = 2};
    options.directory = fs::path(scratch.path()).parent_path();
    options.execute = run_and_then("DELETE FROM tasks WHERE " + std::string(a_row_came));
    const Fuzzing report = fuzzed(options);
    const auto find = std::ranges::find_if(report.finds, [](const FuzzFind& each) {
        return each.cause.starts_with("preservation") && each.counterexample;
    });
    BOOST_REQUIRE((find != report.finds.end()));
    // A row that comes twice needs another name, since names are unique.
    BOOST_TEST(find->mutations.size() == 2u);
    BOOST_TEST(evolve::rows_of(*find->counterexample) == 1u);
    BOOST_REQUIRE(find->files.size() == 1u);

    const auto again = fuzz_again(snapshots(), example().graph, managed(), find->address, options);
    BOOST_REQUIRE(again.has_value());
    BOOST_REQUIRE(again->finds.size() == 1u);
    BOOST_TEST(again->finds[0].cause == find->cause);

    for (Subject subject : example_subjects()) {
        subject.execute = options.execute;
        if (VersionOrNull(subject.migration.to) != find->to) continue;
        const auto kept = kept_states(options.directory, subject);
        BOOST_REQUIRE(!kept->empty());
        BOOST_TEST(replay(subject, kept->front().instance, "kept")->counterexample.has_value());
    }
}

BOOST_AUTO_TEST_CASE(the_finds_are_the_same_with_any_number_of_jobs) {
    FuzzOptions options{.runs = 120, .jobs = 1};
    options.execute = run_and_then("DELETE FROM tasks WHERE " + std::string(a_row_came));
    const auto addresses = [&](unsigned jobs) {
        options.jobs = jobs;
        std::string all;
        for (const FuzzFind& find : fuzzed(options).finds)
            all += find.cause + " " + find.address + " " + std::to_string(find.times) + "\n";
        return all;
    };
    const std::string one = addresses(1);
    BOOST_TEST(!one.empty());
    BOOST_TEST(addresses(3) == one);
}

BOOST_AUTO_TEST_CASE(a_crash_is_a_find_and_ends_nothing_else) {
    FuzzOptions options{.runs = 240, .jobs = 2};
    options.execute = where_a_row_came([](sqlite::Connection&) { std::raise(SIGSEGV); });
    const Fuzzing report = fuzzed(options);
    BOOST_TEST(report.states + report.files == 240u);
    BOOST_REQUIRE(report.finds.size() == 1u);
    BOOST_TEST(report.finds[0].cause == "crash by signal 11");
    BOOST_TEST(report.finds[0].mutations.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_refusal_that_leaves_other_bytes_is_a_find) {
    FuzzOptions options{.runs = 240, .jobs = 2};
    options.execute = [](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                         const RunOptions& run_options) -> Result<Receipt, RunError> {
        auto receipt = run(connection, plan, managed, run_options);
        if (receipt && sqlite::query_value(connection, "PRAGMA user_version") != Value(0))
            return unexpected(RunError(ChangedMeanwhile()));
        return receipt;
    };
    const Fuzzing report = fuzzed(options);
    BOOST_TEST(std::ranges::any_of(report.finds, [](const FuzzFind& find) {
        return find.cause.starts_with("refused (") &&
               find.cause.ends_with("), and its bytes are others");
    }));
}

BOOST_AUTO_TEST_CASE(a_file_that_does_not_come_back_as_it_was_is_a_find_that_is_kept) {
    const Scratch scratch;
    FuzzOptions options{.runs = 240, .jobs = 2};
    options.directory = fs::path(scratch.path()).parent_path();
    options.execute = [](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                         const RunOptions& run_options) {
        auto receipt = run(connection, plan, managed, run_options);
        if (receipt && sqlite::query_value(connection,
                                           "SELECT 1 FROM sqlite_schema WHERE name GLOB 'extra *'"))
            connection.execute("UPDATE tasks SET description = 'x'");
        return receipt;
    };
    const Fuzzing report = fuzzed(options);
    const auto find = std::ranges::find(
        report.finds, "there and back: a value of table tasks is another"s, &FuzzFind::cause);
    BOOST_REQUIRE((find != report.finds.end()));
    BOOST_TEST(find->mutations.size() == 1u);
    BOOST_REQUIRE(!find->files.empty());
    BOOST_TEST(fs::exists(options.directory + "/" + find->files[0]));
}

BOOST_AUTO_TEST_CASE(an_exception_is_a_find) {
    const Scratch scratch;
    FuzzOptions options{.runs = 120, .jobs = 1};
    options.directory = fs::path(scratch.path()).parent_path();
    options.execute =
        where_a_row_came([](sqlite::Connection&) { throw std::runtime_error("not thought of"); });
    const Fuzzing report = fuzzed(options);
    BOOST_REQUIRE(!report.finds.empty());
    for (const FuzzFind& find : report.finds)
        BOOST_TEST(
            (find.cause == "an exception ends it" || find.cause == "exception: not thought of"));
}

BOOST_AUTO_TEST_CASE(it_ends_after_its_time) {
    const auto start = std::chrono::steady_clock::now();
    const Fuzzing report =
        fuzzed({.runs = 1'000'000'000, .time = std::chrono::seconds(1), .jobs = 2});
    BOOST_TEST(report.states < 1'000'000'000u);
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(60)));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_begun_with_is_said) {
    const auto problem = [](const std::vector<std::string>& paths, const std::string& address) {
        return fuzz_again(paths, example().graph, managed(), address, {}).error();
    };
    BOOST_TEST(problem({snapshot("migrated-drifted").string()}, "0").code == "drifted");
    BOOST_TEST(problem({"/nowhere/a.db"}, "0").code == "missing");
    for (const char* address : {"x", "1.1", "5@9"})
        BOOST_TEST(problem(snapshots(), address).code == "usage");
    std::atomic<bool> interrupted = true;
    BOOST_TEST((
        fuzz(snapshots(), example().graph, managed(), {.interrupted = &interrupted}).error().exit ==
        ExitCode::interrupted));
}

BOOST_AUTO_TEST_CASE(bytes_are_damaged_in_every_way) {
    const std::string original = sqlite::read_file(snapshot("06").string());
    std::set<std::string> ways;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        std::string bytes = original;
        Chooser chooser(seed, 1);
        const std::string words = mutate_bytes(bytes, chooser);
        ways.insert(words.substr(0, words.find(" at ")));
    }
    for (const char* way : {"header", "free list", "first page", "byte", "a page of zeros",
                            "the page", "something appended", "another letter"})
        BOOST_TEST(ways.contains(way), way);
    std::string none = "short";
    Chooser chooser(1, 1);
    BOOST_TEST(mutate_bytes(none, chooser).empty());
}

BOOST_AUTO_TEST_SUITE_END()
