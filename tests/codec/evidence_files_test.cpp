#include "evolve/codec/evidence_files.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/graph_directory.hpp"

namespace evolve {
namespace {

Evidence evidence() {
    Evidence all;
    all.inputs =
        inputs_of({VersionName::parse("0001-initial"), *VersionName::parse("0002-next"), {}},
                  Schema(), "3.40.1");
    all.seed = 18'446'744'073'709'551'615u;
    all.states = 544;
    all.refused = 30;
    all.rows = 9000;
    all.laws = {{"integrity", LawOutcome::kept, 512, 500},
                {"nullability", LawOutcome::not_applicable, 0, 0}};
    all.coverage = {{{.table = "t", .column = "a \"b\"\n", .values = 3, .nulls = 1}}, 1, 2, 3, 4};
    return all;
}

Result<std::optional<Evidence>, FileError> read(const GraphDirectory& directory) {
    return read_evidence(directory.path(), evidence().inputs.from, evidence().inputs.to);
}

constexpr const char* file = "evidence/0001-initial--0002-next.json";

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence_files_test)

BOOST_AUTO_TEST_CASE(evidence_reads_back_as_it_was_written_and_the_same_gives_the_same_bytes) {
    const GraphDirectory directory;
    BOOST_TEST(!read(directory).value().has_value());
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    const std::string text = directory.read(file);
    BOOST_REQUIRE(read(directory).value().has_value());
    BOOST_TEST((*read(directory).value() == evidence()));
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    BOOST_TEST(directory.read(file) == text);
}

BOOST_AUTO_TEST_CASE(shards_stand_beside_the_evidence_and_are_all_found) {
    const GraphDirectory directory;
    BOOST_TEST(read_shards(directory.path())->empty());
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    for (std::size_t number : {2u, 1u}) {
        Evidence shard = evidence();
        shard.shard = Shard{number, 2};
        BOOST_REQUIRE(write_evidence(directory.path(), shard).has_value());
    }
    const auto shards = read_shards(directory.path());
    BOOST_REQUIRE(shards.has_value());
    BOOST_REQUIRE(shards->size() == 2u);
    BOOST_TEST(((*shards)[0].evidence.shard == Shard{1, 2}));
    BOOST_TEST((*shards)[1].path.ends_with("0001-initial--0002-next.shard-2-of-2.json"));
    BOOST_TEST((*read(directory).value() == evidence()));
}

BOOST_AUTO_TEST_CASE(newer_evidence_takes_the_place_of_older) {
    const GraphDirectory directory;
    Evidence newer = evidence();
    newer.states = 1024;
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    BOOST_REQUIRE(write_evidence(directory.path(), newer).has_value());
    BOOST_TEST(read(directory).value()->states == 1024u);
    BOOST_TEST(directory.files("evidence").size() == 1u);
}

BOOST_AUTO_TEST_CASE(inputs_changed_by_hand_are_an_error_at_the_digest) {
    const GraphDirectory directory;
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    std::string text = directory.read(file);
    text.replace(text.find("3.40.1"), 6, "3.40.2");
    directory.write(file, text);
    BOOST_REQUIRE(!read(directory).has_value());
    BOOST_TEST(read(directory).error().key.view() == "digest");
}

BOOST_AUTO_TEST_CASE(a_file_cut_anywhere_is_an_error_and_never_a_crash) {
    const GraphDirectory directory;
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    const std::string text = directory.read(file);
    for (std::size_t length = 0; length + 2 < text.size(); length += 7) {
        directory.write(file, text.substr(0, length));
        BOOST_TEST(!read(directory).has_value(), length);
    }
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none_are_errors_at_their_key) {
    const GraphDirectory directory;
    BOOST_REQUIRE(write_evidence(directory.path(), evidence()).has_value());
    const std::string text = directory.read(file);
    for (const char* wrong : {"-1", "1.5", "\"544\"", "null", "1e3"}) {
        std::string changed = text;
        changed.replace(changed.find("544"), 3, wrong);
        directory.write(file, changed);
        BOOST_REQUIRE(!read(directory).has_value());
        BOOST_TEST(read(directory).error().key.view() == "states", wrong);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
