#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/answers.hpp"
#include "evolve/step/refusal.hpp"
#include "evolve/step/step_class.hpp"

namespace evolve {

class Step;

/// A kind of step: a regular value that answers these questions. `before` is always a schema to
/// which the step applies; only `applied` and `satisfied_by` may be asked of any schema.
///
/// Laws: applied is a pure function; the inverse, applied one after the other to the result, gives
/// a schema equal to `before`; a step is satisfied by its own result; the statements, run on a
/// database of schema `before`, make one of schema applied(kind, before).
template <class Kind>
concept StepKind = std::regular<Kind> && requires(const Kind& kind, const Schema& before) {
    { Kind::tag } -> std::convertible_to<std::string_view>;  // the key in graph files
    { applied(kind, Schema(before)) } -> std::same_as<Result<Schema, Refusal>>;
    { inverse(kind, before) } -> std::same_as<std::vector<Step>>;
    { footprint(kind, before) } -> std::same_as<Footprint>;
    { class_of(kind, before) } -> std::same_as<StepClass>;
    { work_of(kind, before) } -> std::same_as<Work>;
    { satisfied_by(kind, before) } -> std::same_as<bool>;
    { statements(kind, before) } -> std::same_as<std::vector<std::string>>;
    { wording(kind, before) } -> std::same_as<Wording>;
};

}  // namespace evolve
