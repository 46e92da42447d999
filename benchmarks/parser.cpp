// The parser's speed, beside SQLite's own on the same statements. See docs/benchmarks.md.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "evolve/ddl/parser.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {
namespace {

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// What the work gives, and the megabytes of text that it went through a second.
template <class Work>
auto timed(const std::string& sql, double& speed, const Work& work) {
    const double start = cpu_seconds();
    auto result = work();
    speed = static_cast<double>(sql.size()) / 1e6 / (cpu_seconds() - start);
    return result;
}

sqlite::Connection made_by_sqlite(const std::string& sql) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    connection.execute("BEGIN;" + sql + "COMMIT;");
    return connection;
}

/// Both must have read the same schema.
void check(const Schema& parsed, sqlite::Connection& made) {
    const auto all = [](const SchemaObject&) { return true; };
    const auto stored = introspect::schema_of(introspect::read_objects(made), all);
    if (!stored || fingerprint(*stored) != fingerprint(parsed))
        throw std::runtime_error("SQLite has another schema than the parser read");
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void measure(const char* path, std::size_t rounds) {
    std::ifstream file(path, std::ios::binary);
    const std::string sql(std::istreambuf_iterator<char>(file), {});
    std::vector<double> sqlite_speeds;
    std::vector<double> speeds;
    std::vector<double> ratios;
    for (std::size_t round = 0; round < rounds; ++round) {
        double speed = 0;
        double sqlite_speed = 0;
        auto made = timed(sql, sqlite_speed, [&] { return made_by_sqlite(sql); });
        const auto parsed = timed(sql, speed, [&] { return ddl::parse_script(sql); });
        if (!parsed) throw std::runtime_error(ddl::describe(parsed.error()));
        check(*parsed, made);
        sqlite_speeds.push_back(sqlite_speed);
        speeds.push_back(speed);
        ratios.push_back(speed / sqlite_speed);
    }
    std::printf(
        "{\"rounds\": %zu, \"bytes\": %zu, \"sqlite\": %.1f, \"evolve\": %.1f, \"ratio\": %.3f, "
        "\"lowest\": %.3f}\n",
        rounds, sql.size(), median(sqlite_speeds), median(speeds), median(ratios),
        *std::ranges::min_element(ratios));
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    if (count < 2 || words[1][0] == '-') {
        std::fprintf(stderr, "usage: parser_benchmark FILE.sql [ROUNDS]\n");
        return 2;
    }
    try {
        evolve::measure(words[1], count > 2 ? std::stoul(words[2]) : 15);
        return 0;
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "parser_benchmark: %s\n", wrong.what());
        return 1;
    }
}
