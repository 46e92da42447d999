#include <algorithm>
#include <string>
#include <vector>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/prove/value_text.hpp"

namespace evolve::cli {
namespace {

constexpr std::size_t most_rows = 10;  // of a counterexample
constexpr std::size_t widest_cell = 40;

using Cells = std::vector<std::vector<std::string>>;

/// In characters, not bytes.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

/// Lines of cells, those of a column as wide as its widest.
std::vector<std::string> aligned(const Cells& cells) {
    std::vector<std::size_t> widths;
    for (const auto& row : cells) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::vector<std::string> lines;
    for (const auto& row : cells) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line +=
                row[i] + std::string(i + 1 < row.size() ? widths[i] - width(row[i]) + 2 : 0, ' ');
        lines.push_back(std::move(line));
    }
    return lines;
}

void say_table(const CounterexampleTable& table, const Say& say) {
    Cells cells;
    cells.push_back(table.columns);
    for (const auto& row : table.rows) {
        if (cells.size() > most_rows) break;
        std::vector<std::string> texts;
        for (const Value& value : row) texts.push_back(shortened(text_of(value), widest_cell));
        cells.push_back(std::move(texts));
    }
    say("  table " + table.table);
    for (const std::string& line : aligned(cells)) say("    " + line);
    if (table.rows.size() > most_rows)
        say("    … and " + counted(table.rows.size() - most_rows, "row") + " more");
}

bool in_equally_many_states(const std::vector<LawTally>& laws) {
    return std::ranges::all_of(laws, [&](const LawTally& law) {
        return law.outcome == LawOutcome::not_applicable || law.states == laws.front().states;
    });
}

/// "idempotence 512, preservation 480; not applicable: nullability"
std::string states_per_law(const std::vector<LawTally>& laws) {
    std::string held;
    std::string not_applicable;
    for (const LawTally& law : laws)
        if (law.outcome == LawOutcome::not_applicable)
            not_applicable += (not_applicable.empty() ? "" : ", ") + law.law;
        else
            held += (held.empty() ? "" : ", ") + law.law + " " + std::to_string(law.states);
    if (in_equally_many_states(laws)) held = "each law in " + counted(laws.front().states, "state");
    return held + (not_applicable.empty() ? "" : "; not applicable: " + not_applicable);
}

std::string met(const Proof& proof) {
    const Coverage& coverage = proof.coverage;
    std::string text = counted(proof.rows, "row") + "; " + counted(coverage.part_way, "state") +
                       " part-way, " + std::to_string(coverage.utf16) + " in UTF-16; " +
                       counted(coverage.empty_tables, "empty table") + ", " +
                       std::to_string(coverage.large_tables) + " of more than 100 rows";
    if (proof.old_states > 0)
        text += "; besides, " + counted(proof.old_states, "state") + " of snapshots";
    if (proof.refused > 0)
        text += "; " + counted(proof.refused, "state") + " refused, whose rows contradict a step";
    return text;
}

void say_columns(const Coverage& coverage, const Console& console) {
    Cells cells = {
        {"column", "values", "NULL", "integer", "real", "text", "blob", "duplicate", "hazard"}};
    for (const ColumnCoverage& column : coverage.columns)
        cells.push_back({column.table + "." + column.column, std::to_string(column.values),
                         std::to_string(column.nulls), std::to_string(column.integers),
                         std::to_string(column.reals), std::to_string(column.texts),
                         std::to_string(column.blobs), std::to_string(column.duplicates),
                         std::to_string(column.hazards)});
    for (const std::string& line : aligned(cells)) console.say_more("  " + line);
}

/// "proved for up to 2 rows a table: 7 laws in all 3783 states (1.2 s, seed 7)"
std::string proved_up_to_bound(const ProofReport& report) {
    const Proof& proof = report.proof;
    return (proof.holds() ? "proved for" : "tried for") +
           (" up to " + counted(proof.bound->rows, "row")) +
           " a table: " + counted(laws_kept(proof.laws), "law") + " in all " +
           counted(proof.states, "state") + " (" + seconds(report.took) + ", seed " +
           std::to_string(proof.seed) + ")";
}

void say_unkept(const LawTally& law, const Proof& proof, const Console& console) {
    if (law.outcome == LawOutcome::not_tested)
        console.say("  ✗ law " + law.law + " was not tested: no state had anything for it");
    if (law.outcome == LawOutcome::gave_up)
        console.say("  ✗ law " + law.law + ": gave up after " + std::to_string(law.states) +
                    " states; of " + counted(proof.states, "state") + " the migration refuses " +
                    std::to_string(proof.refused));
    if (law.outcome == LawOutcome::broken)
        console.say("  ✗ law " + law.law + " is broken: " + proof.counterexample->what);
}

bool gave_up(const Proof& proof) {
    return !proof.counterexample && std::ranges::find(proof.laws, LawOutcome::gave_up,
                                                      &LawTally::outcome) != proof.laws.end();
}

std::string tried(const ProofReport& report) {
    const Proof& proof = report.proof;
    return counted(proof.counterexample ? 1 : 0, "counterexample") + " in " +
           counted(proof.states, "state") + " (" + seconds(report.took) + ", seed " +
           std::to_string(proof.seed) + ")";
}

void say_files(const ProofReport& report, const Console& console) {
    for (const std::string& file : report.files) console.say("  Wrote " + file);
    if (!report.no_evidence.empty() && report.proof.holds())
        console.say("  No evidence is recorded: " + report.no_evidence);
}

}  // namespace

void render_checked(const Checked& checked, const Console& console) {
    const std::string migration = arrow(checked.from, checked.to);
    if (checked.how == Checked::How::trusted) {
        console.say("Not checked: " + migration + " (--prove never)");
        return;
    }
    const bool fresh = checked.how == Checked::How::proved;
    console.say(
        (fresh ? "Checked " : "Evidence ") + migration + ": " + counted(checked.laws, "law") +
        ", 0 counterexamples in " + counted(checked.states, "state") + " (" +
        (fresh ? seconds(checked.took) + ", " : "") + "seed " + std::to_string(checked.seed) + ")");
}

void render_counterexample(const Counterexample& found, const Say& say) {
    if (rows_of(found) == 0) say("  the database holds no rows");
    for (const CounterexampleTable& table : found.tables) say_table(table, say);
    for (const std::string& words : found.shape) say("  " + words);
    if (!found.table.empty())
        say("  " + found.table + ", row " + found.row + ", column " + found.column + ": expected " +
            text_of(found.expected) + ", found " + text_of(found.found));
}

void render_proof(const ProofReport& report, const Console& console) {
    const Proof& proof = report.proof;
    const std::string laws =
        proof.counterexample ? "" : counted(laws_kept(proof.laws), "law") + ", ";
    const bool exhaustive = proof.bound && !proof.counterexample;
    console.say(arrow(proof.from, proof.to) + ": " +
                (exhaustive ? proved_up_to_bound(report) : laws + tried(report)));
    for (const LawTally& law : proof.laws)
        if (!proof.counterexample || law.outcome == LawOutcome::broken)
            say_unkept(law, proof, console);
    if (gave_up(proof)) console.say("    the first refusal: " + proof.refusal);
    if (proof.counterexample) {
        render_counterexample(*proof.counterexample,
                              [&](const std::string& line) { console.say("  " + line); });
        console.say("  Replay: " + report.replay);
    } else {
        console.say("  " + states_per_law(proof.laws));
        if (exhaustive) render_bound(proof, console);
        if (!exhaustive) console.say("  " + met(proof));
        if (!exhaustive) say_columns(proof.coverage, console);
    }
    say_files(report, console);
}

}  // namespace evolve::cli
