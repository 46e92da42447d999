#pragma once

#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// What steps do to a view that takes all columns (SELECT *) of what it reads: no error says so,
/// and who counts on its number of columns breaks (pitfall C06).
struct ViewShapeChange {
    Identifier view;
    std::vector<Identifier> gained{};
    std::vector<Identifier> lost{};
    bool names_columns = false;  ///< CREATE VIEW v (a, b): SQLite takes no other number of them

    friend bool operator==(const ViewShapeChange&, const ViewShapeChange&) = default;
};

/// What the steps, the first of which applies to `before`, change of the views that are there
/// before and after them: those of the schema and the others that the database holds. Decided by
/// the tokens of the views: a * counts as one over each table that the view reads.
std::vector<ViewShapeChange> view_shape_changes(const std::vector<Step>& steps, Schema before,
                                                const std::vector<View>& others = {});
std::vector<ViewShapeChange> view_shape_changes(const Plan& plan);

/// "view open_tasks takes all columns (*): it gains 'due'"
std::string in_words(const ViewShapeChange& change);
std::vector<std::string> in_words(const std::vector<ViewShapeChange>& changes);

}  // namespace evolve
