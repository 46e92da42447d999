#include <chrono>
#include <utility>

#include "evolve/prove/detection.hpp"
#include "evolve/prove/mistakes.hpp"
#include "prove/mistake_maker.hpp"
#include "prove/schema_made.hpp"
#include "prove/workers.hpp"

namespace evolve {
namespace {

TriedMistake tried(const Subject& subject, const Mistake& mistake, std::uint64_t seed,
                   std::size_t cases) {
    Subject mistaken = subject;
    mistaken.execute = mistake.execute;
    TriedMistake result{mistake.name, mistake.where};
    const auto caught = first_breach(mistaken, seed, cases);
    if (caught) {
        result.outcome = TriedMistake::Outcome::caught;
        result.law = text_of(caught->law);
        result.states = caught->states;
    } else if (*mistake.made) {
        result.outcome = TriedMistake::Outcome::missed;
        result.states = cases;
    }
    return result;
}

}  // namespace

std::vector<Mistake> mistakes_for(const Subject& subject) {
    MistakeMaker maker(subject);
    add_mistakes_of_values(maker);
    add_mistakes_of_rows(maker);
    add_mistakes_of_schemas(maker);
    add_mistakes_of_runs(maker);
    return maker.take();
}

Result<Selftest, ProofStopped> selftest(const Subject& subject, const SelftestOptions& options) {
    if (auto why = why_not_made(subject))
        return unexpected(ProofStopped{ProofStopped::Cause::not_made, std::move(*why)});
    const auto start = std::chrono::steady_clock::now();
    Selftest report{subject.migration.from, subject.migration.to,
                    options.seed.value_or(default_seed(subject)), options.cases};
    const auto mistakes = mistakes_for(subject);
    for (const Mistake& mistake : mistakes) {
        if (options.interrupted != nullptr && *options.interrupted)
            return unexpected(ProofStopped{ProofStopped::Cause::interrupted});
        report.mistakes.push_back(tried(subject, mistake, report.seed, options.cases));
        if (options.progress) options.progress(report.mistakes.size(), mistakes.size());
    }
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    return report;
}

}  // namespace evolve
