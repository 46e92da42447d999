#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>
#include <string>

#include "evolve/base/keyword.hpp"
#include "evolve/ddl/lexer.hpp"
#include "support/repository.hpp"

using namespace evolve;

namespace {

/// The entries of fuzz/sql.dict that are words.
std::set<std::string> words_of_dictionary() {
    std::set<std::string> words;
    std::ifstream file(repository() / "fuzz/sql.dict");
    for (std::string line; std::getline(file, line);) {
        if (line.size() < 2 || line.front() != '"') continue;
        const std::string entry = line.substr(1, line.size() - 2);
        if (std::ranges::all_of(entry, ddl::detail::continues_word)) words.insert(entry);
    }
    return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz_dictionary)

BOOST_AUTO_TEST_CASE(has_every_keyword_and_the_words_that_have_a_meaning_without_being_one) {
    std::set<std::string> expected = {"main", "rowid", "stored", "strict", "0x1f"};
    for (std::string_view keyword : evolve::detail::keyword_texts)
        if (!keyword.empty()) expected.emplace(keyword);
    BOOST_TEST(words_of_dictionary() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
