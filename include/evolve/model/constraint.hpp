#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/expression.hpp"

namespace evolve {

enum class SortOrder : std::uint8_t { unspecified, ascending, descending };

/// The conflict clause of a constraint (https://sqlite.org/lang_conflict.html).
enum class OnConflict : std::uint8_t { unspecified, rollback, abort, fail, ignore, replace };

/// What a foreign key does to the child when its parent goes or changes.
enum class ForeignKeyAction : std::uint8_t {
    unspecified,
    no_action,
    restrict,
    set_null,
    set_default,
    cascade
};

enum class Deferral : std::uint8_t {
    unspecified,
    not_deferrable,
    not_deferrable_initially_deferred,
    not_deferrable_initially_immediate,
    deferrable,
    deferrable_initially_deferred,
    deferrable_initially_immediate
};

/// One column of a key or of an index, or an expression of an index.
struct KeyPart {
    Identifier column;
    Identifier collation;  ///< empty: the column's own
    SortOrder order = SortOrder::unspecified;
    Expression expression{};  ///< instead of column and collation; empty: a column

    [[nodiscard]] constexpr bool is_expression() const { return !expression.tokens.empty(); }

    friend constexpr bool operator==(const KeyPart&, const KeyPart&) = default;
};

/// What a foreign key refers to, and what happens to the child.
struct ForeignKeyTarget {
    Identifier parent;
    std::vector<Identifier> columns;  ///< empty: the parent's primary key
    ForeignKeyAction on_delete = ForeignKeyAction::unspecified;
    ForeignKeyAction on_update = ForeignKeyAction::unspecified;
    Identifier match;  ///< the word after MATCH, which SQLite keeps and ignores; empty: none
    Deferral deferral = Deferral::unspecified;

    friend constexpr bool operator==(const ForeignKeyTarget&, const ForeignKeyTarget&) = default;
};

struct Check {
    Expression condition;
    OnConflict on_conflict = OnConflict::unspecified;  ///< read at a table alone, without effect

    friend constexpr bool operator==(const Check&, const Check&) = default;
};

// Rules that stand at a column.

struct PrimaryKey {
    SortOrder order = SortOrder::unspecified;
    OnConflict on_conflict = OnConflict::unspecified;
    bool autoincrement = false;

    friend constexpr bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct NotNull {
    OnConflict on_conflict = OnConflict::unspecified;

    friend constexpr bool operator==(const NotNull&, const NotNull&) = default;
};

/// The word NULL: says that the column may be NULL, as it may without it.
struct Nullable {
    OnConflict on_conflict = OnConflict::unspecified;

    friend constexpr bool operator==(const Nullable&, const Nullable&) = default;
};

struct Unique {
    OnConflict on_conflict = OnConflict::unspecified;

    friend constexpr bool operator==(const Unique&, const Unique&) = default;
};

struct Default {
    Expression value;
    bool parenthesised = false;

    friend constexpr bool operator==(const Default&, const Default&) = default;
};

struct Collate {
    Identifier collation;

    friend constexpr bool operator==(const Collate&, const Collate&) = default;
};

struct References {
    ForeignKeyTarget target;

    friend constexpr bool operator==(const References&, const References&) = default;
};

/// Where the values of a generated column are; `unspecified` is virtual.
enum class GeneratedStorage : std::uint8_t { unspecified, virtual_, stored };

/// GENERATED ALWAYS AS (value).
struct Generated {
    Expression value;
    GeneratedStorage storage = GeneratedStorage::unspecified;

    friend constexpr bool operator==(const Generated&, const Generated&) = default;
};

struct ColumnConstraint {
    Identifier name;  ///< empty: unnamed
    std::variant<PrimaryKey, NotNull, Unique, Check, Default, Collate, References, Generated,
                 Nullable>
        rule;

    friend constexpr bool operator==(const ColumnConstraint&, const ColumnConstraint&) = default;
};

// Rules that stand at the table.

struct PrimaryKeyOf {
    std::vector<KeyPart> columns;
    OnConflict on_conflict = OnConflict::unspecified;
    bool autoincrement = false;

    friend constexpr bool operator==(const PrimaryKeyOf&, const PrimaryKeyOf&) = default;
};

struct UniqueOf {
    std::vector<KeyPart> columns;
    OnConflict on_conflict = OnConflict::unspecified;

    friend constexpr bool operator==(const UniqueOf&, const UniqueOf&) = default;
};

struct ForeignKey {
    std::vector<Identifier> columns;
    ForeignKeyTarget target;

    friend constexpr bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct TableConstraint {
    Identifier name;  ///< empty: unnamed
    std::variant<PrimaryKeyOf, UniqueOf, Check, ForeignKey> rule;

    friend constexpr bool operator==(const TableConstraint&, const TableConstraint&) = default;
};

}  // namespace evolve
