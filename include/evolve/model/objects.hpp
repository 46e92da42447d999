#pragma once

#include <cstdint>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/model/constraint.hpp"
#include "evolve/model/expression.hpp"

// What a schema declares beside its tables. SELECTs and bodies are kept as exact tokens.

namespace evolve {

struct Index {
    Identifier name;
    Identifier table;
    bool unique = false;
    std::vector<KeyPart> columns{};
    Expression where{};  ///< of a partial index; empty: of all rows

    friend constexpr bool operator==(const Index&, const Index&) = default;
};

struct View {
    Identifier name;
    std::vector<Identifier> columns{};  ///< empty: named by the SELECT
    Expression select{};                ///< what follows AS

    friend constexpr bool operator==(const View&, const View&) = default;
};

/// `unspecified` is BEFORE.
enum class TriggerTime : std::uint8_t { unspecified, before, after, instead_of };

enum class TriggerEvent : std::uint8_t { insertion, deletion, update };

struct Trigger {
    Identifier name;
    TriggerTime time = TriggerTime::unspecified;
    TriggerEvent event = TriggerEvent::insertion;
    std::vector<Identifier> columns{};  ///< of UPDATE OF; empty: any
    Identifier table{};                 ///< the table, or with INSTEAD OF the view
    Expression condition{};             ///< of WHEN; empty: none
    Expression body{};  ///< the statements between BEGIN and END, each with its semicolon

    friend constexpr bool operator==(const Trigger&, const Trigger&) = default;
};

/// A table that a module makes. It owns its shadow tables, which are no part of a schema.
struct VirtualTable {
    Identifier name;
    Identifier module;
    std::vector<Text> arguments{};  ///< exactly as SQLite hands them to the module

    friend constexpr bool operator==(const VirtualTable&, const VirtualTable&) = default;
};

}  // namespace evolve
