#include <array>
#include <nlohmann/json.hpp>

#include "codec/evidence_codec.hpp"
#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/read_names.hpp"

namespace evolve::codec {
namespace {

using namespace std::string_view_literals;

constexpr std::array evidence_keys = {"from"sv,  "to"sv,   "inputs"sv,  "digest"sv,
                                      "shard"sv, "seed"sv, "states"sv,  "refused"sv,
                                      "rows"sv,  "laws"sv, "coverage"sv};
constexpr std::array shard_keys = {"number"sv, "of"sv};
constexpr std::array inputs_keys = {"migration"sv,  "schema"sv, "laws"sv,
                                    "generators"sv, "evolve"sv, "sqlite"sv};
constexpr std::array law_keys = {"law"sv, "outcome"sv, "states"sv, "relevant"sv};
constexpr std::array coverage_keys = {"empty_tables"sv, "large_tables"sv, "part_way"sv, "utf16"sv,
                                      "columns"sv};
constexpr std::array column_keys = {"table"sv, "column"sv, "values"sv, "nulls"sv,      "integers"sv,
                                    "reals"sv, "texts"sv,  "blobs"sv,  "duplicates"sv, "hazards"sv};

constexpr std::array all_outcomes = {LawOutcome::kept, LawOutcome::broken, LawOutcome::not_tested,
                                     LawOutcome::gave_up, LawOutcome::not_applicable};

VersionName read_target(const JsonCursor& at) {
    auto name = read_version_or_null(at);
    if (!name) at.fail({.fault = FileFault::wrong_type, .expected = "a version"});
    return name.value_or(VersionName());
}

int read_number(const JsonCursor& at) { return static_cast<int>(at.natural(0, 1'000'000)); }

void read_inputs(const JsonCursor& at, EvidenceInputs& inputs) {
    at.takes(inputs_keys);
    inputs.migration = at.at("migration").text();
    inputs.schema = read_fingerprint(at.at("schema")).value_or(Fingerprint());
    inputs.laws = read_number(at.at("laws"));
    inputs.generators = read_number(at.at("generators"));
    inputs.evolve = at.at("evolve").text();
    inputs.sqlite = at.at("sqlite").text();
}

LawOutcome read_outcome(const JsonCursor& at) {
    const std::string text = at.text();
    for (LawOutcome outcome : all_outcomes)
        if (text == text_of(outcome)) return outcome;
    at.fail({.fault = FileFault::wrong_value,
             .expected = "\"kept\" or \"not applicable\"",
             .found = Text(at.shown())});
    return LawOutcome::broken;
}

LawTally read_law(const JsonCursor& at) {
    at.takes(law_keys);
    return {at.at("law").text(), read_outcome(at.at("outcome")), at.at("states").natural(),
            at.at("relevant").natural()};
}

ColumnCoverage read_column(const JsonCursor& at) {
    at.takes(column_keys);
    ColumnCoverage column{.table = at.at("table").text(), .column = at.at("column").text()};
    column.values = at.at("values").natural();
    column.nulls = at.at("nulls").natural();
    column.integers = at.at("integers").natural();
    column.reals = at.at("reals").natural();
    column.texts = at.at("texts").natural();
    column.blobs = at.at("blobs").natural();
    column.duplicates = at.at("duplicates").natural();
    column.hazards = at.at("hazards").natural();
    return column;
}

Coverage read_coverage(const JsonCursor& at) {
    at.takes(coverage_keys);
    Coverage coverage;
    coverage.empty_tables = at.at("empty_tables").natural();
    coverage.large_tables = at.at("large_tables").natural();
    coverage.part_way = at.at("part_way").natural();
    coverage.utf16 = at.at("utf16").natural();
    at.at("columns").each(
        [&](const JsonCursor& column) { coverage.columns.push_back(read_column(column)); });
    return coverage;
}

Shard read_shard(const JsonCursor& at) {
    at.takes(shard_keys);
    return {at.at("number").natural(1, most_shards), at.at("of").natural(1, most_shards)};
}

void expect_digest(const JsonCursor& at, const EvidenceInputs& inputs) {
    if (at.text() != digest(inputs))
        at.fail({.fault = FileFault::wrong_value,
                 .expected = Text("\"" + digest(inputs) + "\", the digest of the inputs"),
                 .found = Text(at.shown())});
}

}  // namespace

Result<Evidence, FileError> parse_evidence(std::string_view text, std::string_view file) {
    const auto document = parse_document(text, file);
    if (!document) return unexpected(document.error());
    Reading reading(file);
    const JsonCursor at(*document, reading);
    at.takes(evidence_keys);
    Evidence evidence;
    evidence.inputs.from = read_version_or_null(at.at("from"));
    evidence.inputs.to = read_target(at.at("to"));
    read_inputs(at.at("inputs"), evidence.inputs);
    if (!reading.failed()) expect_digest(at.at("digest"), evidence.inputs);
    if (const auto shard = at.find("shard")) evidence.shard = read_shard(*shard);
    evidence.seed = at.at("seed").natural();
    evidence.states = at.at("states").natural();
    evidence.refused = at.at("refused").natural();
    evidence.rows = at.at("rows").natural();
    at.at("laws").each([&](const JsonCursor& law) { evidence.laws.push_back(read_law(law)); });
    evidence.coverage = read_coverage(at.at("coverage"));
    if (reading.failed()) return unexpected(*reading.error());
    return evidence;
}

}  // namespace evolve::codec
