#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "evolve/plan/report.hpp"

namespace evolve::codec {

// What reports are made of, as JSON (docs/format.md).

/// A whole document for standard output.
std::string document(const nlohmann::ordered_json& json);

nlohmann::ordered_json json_of(const VersionOrNull& version);
nlohmann::ordered_json json_of(const std::vector<Identifier>& names);
nlohmann::ordered_json json_of(const Difference& difference);
nlohmann::ordered_json json_of(const std::vector<IgnoredDifference>& differences);
nlohmann::ordered_json json_of(const Position& position);
nlohmann::ordered_json json_of(const Plan& plan);
nlohmann::ordered_json json_of(const Receipt& receipt);
nlohmann::ordered_json json_of(const Verification& verification);
nlohmann::ordered_json json_of(const Sample& sample);
nlohmann::ordered_json json_of(const std::vector<LawTally>& laws);
nlohmann::ordered_json json_of(const Coverage& coverage);
nlohmann::ordered_json json_of(const ProofReport& report);
nlohmann::ordered_json json_of(const QueriesReport& queries);
nlohmann::ordered_json json_of(const Selftest& selftest);
nlohmann::ordered_json json_of(const Checked& checked);
nlohmann::ordered_json json_of(const std::vector<KeptSize>& complements);
nlohmann::ordered_json json_of(const Restoration& restoration);
nlohmann::ordered_json json_of(const Snapshot& snapshot);
nlohmann::ordered_json json_of(const Fuzzing& fuzzing);
nlohmann::ordered_json json_of(const Counterexample& counterexample);

}  // namespace evolve::codec
