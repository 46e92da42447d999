#pragma once

// Internal: the canonical texts of the objects of one schema, which share what a name in them
// means.

#include <optional>
#include <string>

#include "evolve/model/schema.hpp"
#include "model/body_scope.hpp"
#include "model/by_name.hpp"

namespace evolve::canon {

class SchemaTexts {
public:
    /// The schema must outlive this.
    explicit SchemaTexts(const Schema& schema);

    [[nodiscard]] std::string text(const Index& index) const;
    [[nodiscard]] std::string text(const View& view) const;
    [[nodiscard]] std::string text(const Trigger& trigger) const;
    [[nodiscard]] std::string text(const VirtualTable& table) const;

private:
    const BodyScope& scope() const;

    const Schema* schema_;
    ByName<Table> tables_;
    mutable std::optional<BodyScope> scope_;  ///< made for the first view or trigger
};

}  // namespace evolve::canon
