// Holds docs/errors.md against the codes that the sources give.

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Codes = std::set<std::string>;

fs::path root() {
    const char* directory = std::getenv("EVOLVE_SOURCE_DIR");
    BOOST_REQUIRE(directory != nullptr);
    return directory;
}

std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

void collect(const std::string& text, const std::regex& pattern, Codes& codes) {
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
        codes.insert((*match)[1]);
}

/// A code stands after the exit code of an explanation. In files that make explanations of tables
/// it leads a row, and in those that know code_of it is also returned alone.
Codes codes_in(const std::string& source) {
    static const std::regex explained(R"re(ExitCode::\w+,\s*"([a-z0-9-]+)")re");
    static const std::regex row(R"re(return \{\s*"([a-z0-9-]+)",)re");
    static const std::regex alone(R"re(return "([a-z0-9-]+)";)re");
    const auto knows = [&](const char* name) { return source.find(name) != std::string::npos; };
    Codes codes;
    collect(source, explained, codes);
    if (knows("Explanation")) collect(source, row, codes);
    if (knows("code_of(")) collect(source, alone, codes);
    return codes;
}

Codes codes_of_sources() {
    Codes codes;
    for (const auto& entry : fs::recursive_directory_iterator(root() / "src"))
        if (entry.path().extension() == ".cpp") codes.merge(codes_in(read(entry.path())));
    return codes;
}

/// The first column of the tables.
Codes codes_of_document() {
    Codes codes;
    collect("\n" + read(root() / "docs/errors.md"), std::regex(R"re(\n\| `([a-z0-9-]+)` \|)re"),
            codes);
    return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec_errors_document)

BOOST_AUTO_TEST_CASE(every_code_has_a_row) {
    const Codes documented = codes_of_document();
    for (const std::string& code : codes_of_sources())
        BOOST_TEST(documented.contains(code), code << " is not in docs/errors.md");
}

BOOST_AUTO_TEST_CASE(every_row_has_a_code) {
    const Codes given = codes_of_sources();
    for (const std::string& code : codes_of_document())
        BOOST_TEST(given.contains(code), code << " is given by no source");
}

BOOST_AUTO_TEST_CASE(codes_are_found_however_a_source_gives_them) {
    const std::string explained = "Explanation f() { return {ExitCode::usage,\n  \"a-b\", x}; }";
    const std::string row = "Explanation g; case 1: return {\"c\", \"words of it\"};";
    const std::string alone = "Explanation h; code_of() { return \"d-e\"; } return \"no code\";";
    BOOST_TEST((codes_in(explained) == Codes{"a-b"}));
    BOOST_TEST((codes_in(row) == Codes{"c"}));
    BOOST_TEST((codes_in(alone) == Codes{"d-e"}));
    BOOST_TEST(codes_in("std::string text() { return \"up\"; }").empty());
}

BOOST_AUTO_TEST_SUITE_END()
