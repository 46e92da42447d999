#include "evolve/prove/suite.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "evolve/base/explanation.hpp"
#include "evolve/codec/graph_files.hpp"
#include "evolve/prove/kept_states.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"
#include "evolve/prove/value_text.hpp"

namespace evolve {
namespace {

/// As a word of a shell.
std::string quoted_for_shell(const std::string& text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-@";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string quoted = "'";
    for (char byte : text) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    return quoted + "'";
}

std::string shown(const CounterexampleTable& table) {
    std::string text = "  table " + table.table + "\n";
    for (const auto& row : table.rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += (i == 0 ? "    " : ", ") + table.columns[i] + " = " + text_of(row[i]);
        text += line + "\n";
    }
    return text;
}

/// The migration under test, proved once for all its laws.
class Trialed {
public:
    Trialed(const LoadedGraph& graph, const Migration& migration)
        : directory_(graph.directory),
          cases_(graph.settings.cases),
          subject_(make_subject(migration, graph.graph.schema_at(migration.from))) {
        auto profile = read_profile(directory_);
        if (!profile)
            unreadable_ = explain(profile.error()).wrong;
        else if (*profile)
            subject_.profile = std::make_shared<const Profile>(std::move(**profile));
    }

    [[nodiscard]] const Subject& subject() const { return subject_; }

    std::string failure_of(Law law) {
        if (!proof_) proof_ = proved(LawSet::all());
        if (proof_->has_value() && (**proof_).holds()) return "";
        // Where one law is broken the others did not get far.
        const auto alone = proved(LawSet::only(law));
        if (!alone) return "it could not be checked: " + alone.error();
        return failure_in(*alone, law);
    }

private:
    Result<Proof, std::string> proved(LawSet laws) const {
        if (!unreadable_.empty()) return unexpected(unreadable_);
        ProveOptions options{.cases = cases_, .jobs = 0, .laws = laws};
        auto known = kept_states(directory_, subject_);
        if (!known) return unexpected(explain(known.error()).wrong);
        options.known = std::move(*known);
        auto proof = prove(subject_, options);
        if (!proof) return unexpected(proof.error().detail);
        return std::move(*proof);
    }

    [[nodiscard]] std::string failure_in(const Proof& proof, Law law) const {
        if (proof.counterexample) return described(proof);
        const auto tally = std::ranges::find(proof.laws, text_of(law), &LawTally::law);
        if (proof.holds() || tally == proof.laws.end()) return "";
        return "law " + tally->law + ": " + std::string(text_of(tally->outcome)) +
               ", held against " + std::to_string(tally->states) + " of " +
               std::to_string(proof.states) + " states, of which " + std::to_string(proof.refused) +
               " were refused" +
               (proof.refusal.empty() ? "" : ", the first refusal: " + proof.refusal);
    }

    [[nodiscard]] std::string described(const Proof& proof) const {
        const Counterexample& found = *proof.counterexample;
        std::string text = "law " + found.law + " is broken: " + found.what + "\n";
        for (const CounterexampleTable& table : found.tables) text += shown(table);
        for (const std::string& words : found.shape) text += "  " + words + "\n";
        if (!found.table.empty())
            text += "  " + found.table + ", row " + found.row + ", column " + found.column +
                    ": expected " + text_of(found.expected) + ", found " + text_of(found.found) +
                    "\n";
        text += "Reproduce: evolve prove --graph " + quoted_for_shell(directory_) + " --from " +
                std::string(text_of(proof.from)) + " --to " + std::string(proof.to.text()) +
                " --seed " + std::to_string(proof.seed);
        if (whole_blocks(proof.cases) != proof.cases)
            text += " --cases " + std::to_string(proof.cases);
        return text + " --state " + quoted_for_shell(found.address);
    }

    std::string directory_;
    std::size_t cases_;
    Subject subject_;
    std::string unreadable_{};  ///< what is wrong with the profile; empty: nothing
    std::optional<Result<Proof, std::string>> proof_;
};

}  // namespace

Result<std::vector<LawTest>, std::string> law_tests(const std::string& directory) {
    const auto graph = load_graph(directory);
    if (!graph) {
        const Explanation why = explain(graph.error());
        return unexpected(why.wrong + ". " + why.next);
    }
    std::vector<LawTest> tests;
    for (const Migration& migration : graph->graph.migrations()) {
        const auto trialed = std::make_shared<Trialed>(*graph, migration);
        const std::string name =
            std::string(text_of(migration.from)) + "--" + std::string(migration.to.text());
        for (Law law : all_laws)
            if (applicable_laws(trialed->subject()).has(law))
                tests.push_back({name, std::string(text_of(law)),
                                 [trialed, law] { return trialed->failure_of(law); }});
    }
    return tests;
}

}  // namespace evolve
