#pragma once

#include <set>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/graph/causes.hpp"
#include "evolve/graph/version_name.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// The steps from one version to an adjacent one: an edge of the graph.
struct Migration {
    VersionOrNull from;
    VersionName to;
    std::vector<Step> steps;

    friend bool operator==(const Migration&, const Migration&) = default;
};

/// The schema that the steps make of `before`. Refused also where a foreign key that found its
/// parent before would find none after, or would not fit a key of it; but not from null.
Result<Schema, StepRefused> applied(const Migration& migration, const Schema& before);

/// The steps that undo the migration, in their order. `before` is the schema it started from.
std::vector<Step> inverse(const Migration& migration, const Schema& before);

/// The tables and views that the steps of a migration created so far, under their present names:
/// whatever it does to one of them is additive.
class CreatedTables {
public:
    void note(const Step& step);

    /// The class of a step of the migration, which applies to `before`.
    [[nodiscard]] StepClass class_of(const Step& step, const Schema& before) const;

private:
    std::set<Identifier> names_;
    bool sql_ = false;  ///< whether SQL was among the steps
};

/// The lowest class among the steps; additive for none.
StepClass class_of(const Migration& migration, const Schema& before);

}  // namespace evolve
