#include "evolve/codec/junit.hpp"

#include <nlohmann/json.hpp>

#include "codec/layout.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve {
namespace {

/// XML 1.0 has no way at all to write most control characters, nor bytes that are not UTF-8.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char byte : codec::is_utf8(text) ? text : std::string_view("not UTF-8")) {
        switch (byte) {
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '&': result += "&amp;"; break;
            case '"': result += "&quot;"; break;
            case '\n': result += "&#10;"; break;
            default: result += static_cast<unsigned char>(byte) < 0x20 ? '?' : byte;
        }
    }
    return result;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string attribute(std::string_view name, std::size_t value) {
    return attribute(name, std::to_string(value));
}

/// Why a law says nothing about the migration; empty where it does. A breach ends the search before
/// the other laws have met enough.
std::string_view skipped(const LawTally& law, const Proof& proof) {
    if (law.outcome == LawOutcome::not_applicable) return "not applicable";
    const bool open = law.outcome == LawOutcome::not_tested || law.outcome == LawOutcome::gave_up;
    return open && proof.counterexample ? "another law was broken first" : "";
}

std::string why(const LawTally& law, const Proof& proof) {
    if (law.outcome == LawOutcome::broken && proof.counterexample)
        return proof.counterexample->what;
    const bool gave_up = law.outcome == LawOutcome::gave_up;
    return std::string(text_of(law.outcome)) + ", " + std::to_string(law.states) + " states" +
           (gave_up ? "; the first refusal: " + proof.refusal : "");
}

std::string case_xml(const LawTally& law, const ProofReport& report, const std::string& suite) {
    const std::string head =
        "    <testcase" + attribute("classname", suite) + attribute("name", law.law);
    if (const auto reason = skipped(law, report.proof); !reason.empty())
        return head + ">\n      <skipped" + attribute("message", reason) + "/>\n    </testcase>\n";
    if (law.outcome == LawOutcome::kept) return head + "/>\n";
    return head + ">\n      <failure" + attribute("message", why(law, report.proof)) + ">" +
           escaped(report.replay) + "</failure>\n    </testcase>\n";
}

std::string suite_xml(const ProofReport& report) {
    const Proof& proof = report.proof;
    const std::string name = arrow(proof.from, proof.to);
    std::size_t failures = 0;
    std::size_t left_out = 0;
    std::string cases;
    for (const LawTally& law : proof.laws) {
        const bool is_skipped = !skipped(law, proof).empty();
        left_out += is_skipped ? 1 : 0;
        failures += !is_skipped && law.outcome != LawOutcome::kept ? 1 : 0;
        cases += case_xml(law, report, name);
    }
    const std::string seconds = std::to_string(static_cast<double>(report.took.count()) / 1000);
    return "  <testsuite" + attribute("name", name) + attribute("tests", proof.laws.size()) +
           attribute("failures", failures) + attribute("skipped", left_out) +
           attribute("time", seconds) + ">\n" + cases + "  </testsuite>\n";
}

}  // namespace

std::string junit_xml(const std::vector<ProofReport>& proofs) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"evolve\">\n";
    for (const ProofReport& report : proofs) xml += suite_xml(report);
    return xml + "</testsuites>\n";
}

}  // namespace evolve
