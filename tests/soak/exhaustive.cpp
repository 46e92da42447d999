// Holds the laws against every small case (tests/support/small_scope.hpp), or every so many-th.
//
//     exhaustive [STRIDE [FIRST]]
//
// Ends with 1 after an alarm, which it prints.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "evolve/prove/trial.hpp"
#include "soak/alarm.hpp"
#include "support/small_scope.hpp"

namespace evolve {
namespace {

struct Tally {
    std::size_t subjects = 0;
    std::size_t cases = 0;
    std::size_t refused = 0;
    std::size_t alarms = 0;
};

void print(const Subject& subject, std::size_t number, std::size_t state, const Breach& breach) {
    std::printf("ALARM in case %zu, state %zu: %s: %s\n", number, state,
                std::string(text_of(breach.law)).c_str(), breach.what.c_str());
    print(subject.before, subject.migration);
}

void hold(const Subject& subject, std::size_t number, Tally& tally) {
    ++tally.subjects;
    const auto states = small_states(subject);
    for (std::size_t i = 0; i < states.size(); ++i) {
        TrialOptions options{.laws = applicable_laws(subject)};
        options.turn = number + i;
        const Verdict verdict = hold_trial(subject, {&states[i], 1}, options);
        ++tally.cases;
        if (verdict.refused) ++tally.refused;
        if (!verdict.breach) continue;
        ++tally.alarms;
        print(subject, number, i, *verdict.breach);
        return;
    }
}

int hold_all(std::size_t stride, std::size_t first) {
    Tally tally;
    for (std::size_t number = first; number < small_subjects(); number += stride)
        if (const auto subject = small_subject(number)) hold(*subject, number, tally);
    std::printf("%zu cases of %zu migrations, %zu refused by a step: %zu alarms\n", tally.cases,
                tally.subjects, tally.refused, tally.alarms);
    return tally.alarms == 0 ? 0 : 1;
}

}  // namespace
}  // namespace evolve

int main(int count, char** words) {
    const std::size_t stride = count > 1 ? std::stoul(words[1]) : 1;
    const std::size_t first = count > 2 ? std::stoul(words[2]) : 0;
    return evolve::hold_all(stride == 0 ? 1 : stride, first);
}
