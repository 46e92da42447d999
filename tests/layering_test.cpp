// Reads the includes of every file in a layer and holds them against the table of docs/design.md.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Names = std::set<std::string, std::less<>>;

// Each layer with those right below it; it may include what they may.
const std::map<std::string, Names, std::less<>> below = {
    {"base", {}},
    {"model", {"base"}},
    {"ddl", {"model"}},
    {"step", {"ddl"}},
    {"graph", {"step"}},
    {"plan", {"graph"}},
    {"codec", {"plan"}},
    {"sqlite", {"model"}},
    {"introspect", {"sqlite", "ddl"}},
    {"run", {"plan", "introspect"}},
    {"prove", {"run", "codec"}},
    {"execute", {"run", "codec"}},
    {"snapshot", {"prove"}},
    {"typed", {"graph"}},
    {"cli", {"snapshot", "execute", "typed"}},
    {"fuzz", {"snapshot", "execute"}},
};

Names reach(const std::string& layer) {
    Names all = {layer};
    for (const auto& next : below.at(layer)) all.merge(reach(next));
    return all;
}

Names allowed(std::string_view path, const std::string& layer) {
    Names all = reach(layer);
    if (path == "include/evolve/typed/open.hpp") all.merge(reach("execute"));
    return all;
}

std::vector<std::string> parts(std::string_view path) {
    std::vector<std::string> names;
    for (const auto& name : std::filesystem::path(path)) names.push_back(name.string());
    return names;
}

// The folder of a file that is in one: `include/evolve/X/…`, `src/X/…`, `tests/X/…`, `fuzz/…`.
std::optional<std::string> folder(std::string_view path) {
    const auto names = parts(path);
    if (names.front() == "fuzz") return names.front();
    const std::size_t at = names.front() == "include" ? 2 : 1;
    if (names.size() < at + 2) return std::nullopt;
    return names[at];
}

// The folder that an include leads to; none for the headers of others and of the same folder.
std::optional<std::string> target(std::string_view path, const std::string& include) {
    const auto names = parts(include);
    if (names.size() < 2) return std::nullopt;
    if (names.front() == "evolve") return names[1];
    if (names.front() == "..")
        return folder(
            (std::filesystem::path(path).parent_path() / include).lexically_normal().string());
    if (below.contains(names.front()) || names.front() == "support") return names.front();
    return std::nullopt;
}

std::vector<std::string> includes(std::string_view text) {
    std::vector<std::string> found;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        const auto start = line.find_first_not_of(" \t");
        if (start == line.npos || line[start] != '#') continue;
        const auto word = line.find_first_not_of(" \t", start + 1);
        if (word == line.npos || line.compare(word, 7, "include") != 0) continue;
        const auto open = line.find_first_of("<\"", word);
        const auto close = line.find_first_of(">\"", open + 1);
        if (open != line.npos && close != line.npos)
            found.push_back(line.substr(open + 1, close - open - 1));
    }
    return found;
}

bool is_in(std::string_view path, std::string_view prefix) { return path.starts_with(prefix); }

// Why this file may not include this header, or nothing.
std::string refusal(std::string_view path, const std::string& include) {
    const auto layer = folder(path).value_or("");
    const bool test = is_in(path, "tests/");

    if (const auto to = target(path, include)) {
        if (*to == "support") return test ? "" : "test support is for tests";
        if (*to != "package" && !below.contains(*to)) return "there is no such layer";
        if (*to != "package" && below.contains(layer) && !allowed(path, layer).contains(*to))
            return layer + " may not include " + *to;
    }

    if (include == "sqlite3.h") {
        const bool wrapper = is_in(path, "src/sqlite/") && path.ends_with(".cpp");
        if (!wrapper && !is_in(path, "tests/sqlite/") && !is_in(path, "tests/support/"))
            return "only src/sqlite/*.cpp may";
    }
    if (is_in(include, "rapidcheck") && layer != "prove" && !test)
        return "only prove and tests may";
    if (include == "nlohmann/json.hpp" && !path.ends_with(".cpp")) return "only a .cpp may";
    if (is_in(include, "boost/program_options") && layer != "cli") return "only cli may";

    // What a program pays for including the layers that the typed front evaluates at compile time.
    static const Names compile_time = {"base", "model", "ddl", "step"};
    static const Names heavy = {"iostream",   "regex",  "map",    "unordered_map",
                                "functional", "format", "locale", "memory"};
    if (is_in(path, "include/") && compile_time.contains(layer) && heavy.contains(include))
        return "too heavy for a header of " + layer;
    return "";
}

std::vector<std::string> violations(std::string_view path, std::string_view text) {
    std::vector<std::string> found;
    for (const auto& include : includes(text))
        if (const auto why = refusal(path, include); !why.empty())
            found.push_back(std::string(path) + " includes " + include + ": " + why);
    return found;
}

void allows(std::string_view path, std::string_view line) {
    BOOST_TEST_CONTEXT(path << ": " << line) BOOST_TEST(violations(path, line).empty());
}

void refuses(std::string_view path, std::string_view line) {
    BOOST_TEST_CONTEXT(path << ": " << line) BOOST_TEST(violations(path, line).size() == 1u);
}

struct Source {
    std::string path, text;
};

std::vector<Source> sources(const std::filesystem::path& root) {
    std::vector<Source> found;
    for (const auto* top : {"include/evolve", "src", "tests", "fuzz"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const auto kind = entry.path().extension();
            const auto path = entry.path().lexically_relative(root).generic_string();
            if ((kind != ".hpp" && kind != ".cpp") || !folder(path)) continue;
            std::ifstream file(entry.path());
            found.push_back({path, std::string(std::istreambuf_iterator<char>(file), {})});
        }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_file_includes_only_what_its_layer_may) {
    const auto* root = std::getenv("EVOLVE_SOURCE_DIR");
    BOOST_REQUIRE(root != nullptr);
    const auto files = sources(root);
    for (const auto* top : {"include/", "src/", "tests/", "fuzz/"})
        BOOST_TEST(std::ranges::any_of(files, [&](auto& file) { return is_in(file.path, top); }));
    for (const auto& [path, text] : files)
        for (const auto& violation : violations(path, text)) BOOST_ERROR(violation);
}

BOOST_AUTO_TEST_CASE(a_layer_includes_itself_and_downwards_only) {
    allows("include/evolve/ddl/parser.hpp", "#include <evolve/ddl/token.hpp>");
    allows("include/evolve/ddl/parser.hpp", "#include <evolve/base/text.hpp>");
    refuses("include/evolve/ddl/parser.hpp", "#include <evolve/step/step.hpp>");
    refuses("src/sqlite/connection.cpp", "#include \"evolve/ddl/parser.hpp\"");
    refuses("src/run/run.cpp", "#include \"evolve/codec/json.hpp\"");
    refuses("src/prove/prover.cpp", "#include \"evolve/execute/apply.hpp\"");
    refuses("src/execute/apply.cpp", "#include \"evolve/prove/prover.hpp\"");
    allows("src/cli/main.cpp", "#include \"evolve/prove/prover.hpp\"");
    refuses("src/snapshot/scrub.cpp", "#include \"evolve/cli/report.hpp\"");
}

BOOST_AUTO_TEST_CASE(the_pure_layers_do_not_know_sqlite) {
    for (const std::string pure : {"base", "model", "ddl", "step", "graph", "plan", "codec"})
        for (const std::string other : {"sqlite", "introspect", "run", "prove", "execute"})
            refuses("src/" + pure + "/a.cpp", "#include \"evolve/" + other + "/b.hpp\"");
}

BOOST_AUTO_TEST_CASE(fuzz_targets_see_all_layers_but_the_command_line) {
    allows("fuzz/read_graph.cpp", "#include \"codec/version_codec.hpp\"");
    allows("fuzz/database_bytes.cpp", "#include \"evolve/execute/verify.hpp\"");
    allows("fuzz/migrated_bytes.cpp", "#include \"snapshot/fuzz_case.hpp\"");
    refuses("fuzz/database_bytes.cpp", "#include \"cli/program.hpp\"");
    refuses("fuzz/read_sql.cpp", "#include \"support/generators.hpp\"");
    refuses("src/codec/layout.cpp", "#include \"evolve/fuzz/place.hpp\"");
}

BOOST_AUTO_TEST_CASE(an_include_counts_however_it_is_spelled) {
    refuses("src/model/schema.cpp", "  #  include \"evolve/step/step.hpp\"  // why");
    refuses("src/model/schema.cpp", "#include \"step/step.hpp\"");
    refuses("src/model/schema.cpp", "#include \"../step/step.hpp\"");
    refuses("include/evolve/model/schema.hpp", "#include \"../step/step.hpp\"");
    refuses("src/model/schema.cpp", "#include \"evolve/modle/schema.hpp\"");
    allows("src/model/schema.cpp", "#include \"wording.hpp\"");
    allows("src/model/schema.cpp", "// as in evolve/step/step.hpp, which it does not include");
}

BOOST_AUTO_TEST_CASE(typed_open_alone_reaches_execute) {
    allows("include/evolve/typed/open.hpp", "#include <evolve/execute/apply.hpp>");
    refuses("include/evolve/typed/history.hpp", "#include <evolve/execute/apply.hpp>");
    refuses("include/evolve/typed/open.hpp", "#include <evolve/prove/prover.hpp>");
}

BOOST_AUTO_TEST_CASE(tests_of_a_layer_see_what_the_layer_sees_and_the_support) {
    allows("tests/model/schema_test.cpp", "#include \"support/printers.hpp\"");
    allows("tests/model/schema_test.cpp", "#include <rapidcheck/boost_test.h>");
    refuses("tests/model/schema_test.cpp", "#include <evolve/plan/plan.hpp>");
    refuses("src/model/schema.cpp", "#include \"support/printers.hpp\"");
}

BOOST_AUTO_TEST_CASE(sqlite3_is_included_by_its_wrapper_alone) {
    allows("src/sqlite/connection.cpp", "#include <sqlite3.h>");
    allows("tests/sqlite/connection_test.cpp", "#include <sqlite3.h>");
    allows("tests/support/scratch.hpp", "#include <sqlite3.h>");
    refuses("src/sqlite/handle.hpp", "#include <sqlite3.h>");
    refuses("include/evolve/sqlite/connection.hpp", "#include <sqlite3.h>");
    refuses("src/run/run.cpp", "#include <sqlite3.h>");
    refuses("tests/run/run_test.cpp", "#include <sqlite3.h>");
}

BOOST_AUTO_TEST_CASE(rapidcheck_stays_in_prove) {
    allows("src/prove/prover.cpp", "#include <rapidcheck.h>");
    refuses("src/execute/apply.cpp", "#include <rapidcheck.h>");
    refuses("include/evolve/step/step.hpp", "#include <rapidcheck/gen/Text.h>");
}

BOOST_AUTO_TEST_CASE(json_and_options_stay_in_bodies) {
    allows("src/codec/json.cpp", "#include <nlohmann/json.hpp>");
    allows("src/cli/options.cpp", "#include <boost/program_options.hpp>");
    refuses("include/evolve/codec/json.hpp", "#include <nlohmann/json.hpp>");
    refuses("src/codec/json.hpp", "#include <nlohmann/json.hpp>");
    refuses("include/evolve/plan/x.hpp", "#include <boost/program_options.hpp>");
}

BOOST_AUTO_TEST_CASE(headers_evaluated_at_compile_time_are_light) {
    for (const std::string layer : {"base", "model", "ddl", "step"})
        for (const std::string heavy : {"iostream", "regex", "map", "unordered_map", "functional",
                                        "format", "locale", "memory"}) {
            refuses("include/evolve/" + layer + "/a.hpp", "#include <" + heavy + ">");
            allows("src/" + layer + "/a.cpp", "#include <" + heavy + ">");
        }
    allows("include/evolve/graph/graph.hpp", "#include <map>");
}
