#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "codec/evidence_codec.hpp"
#include "codec/layout.hpp"
#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json inputs_json(const EvidenceInputs& inputs) {
    return {{"migration", inputs.migration}, {"schema", inputs.schema.text()},
            {"laws", inputs.laws},           {"generators", inputs.generators},
            {"evolve", inputs.evolve},       {"sqlite", inputs.sqlite}};
}

/// A list with a line for each item.
std::string listed(const ordered_json& items) {
    std::vector<std::string> all;
    for (const ordered_json& item : items) all.push_back(one_line(item));
    return all.empty() ? "[]" : "[" + lines(all, "    ") + "\n  ]";
}

/// The coverage with a line for each column.
std::string text_of(const Coverage& coverage) {
    ordered_json json = codec::json_of(coverage);
    std::vector<std::string> columns;
    for (const ordered_json& column : json["columns"]) columns.push_back(one_line(column));
    json.erase("columns");
    std::string text = one_line(json);
    text.pop_back();
    return text + ", \"columns\": [" + lines(columns, "    ") + "]}";
}

}  // namespace

Result<std::string, FileError> evidence_text(const Evidence& evidence, std::string_view file) {
    if (!is_utf8(codec::json_of(evidence.coverage)))
        return unexpected(FileError{.fault = FileFault::not_utf8, .file = file});
    std::vector<std::string> entries = {
        "\"from\": " + one_line(codec::json_of(evidence.inputs.from)),
        "\"to\": " + one_line(evidence.inputs.to.text()),
        "\"inputs\": " + one_line(inputs_json(evidence.inputs)),
        "\"digest\": " + one_line(digest(evidence.inputs)),
        "\"seed\": " + std::to_string(evidence.seed),
        "\"states\": " + std::to_string(evidence.states),
        "\"refused\": " + std::to_string(evidence.refused),
        "\"rows\": " + std::to_string(evidence.rows),
        "\"laws\": " + listed(codec::json_of(evidence.laws)),
        "\"coverage\": " + text_of(evidence.coverage),
    };
    if (evidence.shard)
        entries.insert(entries.begin() + 4,
                       "\"shard\": " + one_line(ordered_json{{"number", evidence.shard->number},
                                                             {"of", evidence.shard->of}}));
    return "{" + lines(entries, "  ") + "\n}\n";
}

}  // namespace evolve::codec
