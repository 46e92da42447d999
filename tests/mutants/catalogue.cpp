#include "mutants/catalogue.hpp"

#include <iterator>
#include <utility>

namespace evolve {
namespace {

void append(std::vector<Mutant>& all, std::vector<Mutant> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace

const std::vector<Mutant>& mutants() {
    static const std::vector<Mutant> every = [] {
        std::vector<Mutant> all;
        append(all, mutants_of_values());
        append(all, mutants_of_rows());
        append(all, mutants_of_schemas());
        append(all, mutants_of_transactions());
        append(all, mutants_of_complements());
        append(all, mutants_of_rebuilds());
        append(all, mutants_of_row_steps());
        append(all, mutants_of_objects());
        append(all, mutants_of_sql_steps());
        return all;
    }();
    return every;
}

Subject wrong(const Mutant& mutant) {
    Subject subject = mutant.migration();
    subject.execute = mutant.wrong;
    subject.step_class = mutant.claimed.value_or(subject.step_class);
    return subject;
}

Subject right(const Mutant& mutant) {
    Subject subject = mutant.migration();
    subject.execute = mutant.right;
    return subject;
}

}  // namespace evolve
