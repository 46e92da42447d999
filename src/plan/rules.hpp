#pragma once

// Internal: what a change of a table asks of its rows.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/plan/precondition.hpp"

namespace evolve {

/// Finds the rules that a change adds, and those whose values it changes.
class Rules {
public:
    Rules(const TableChange& change, const Schema& before, const Schema& after, OrphanRule orphans);
    std::vector<Precondition> find() &&;
    /// The CHECKs and foreign keys that only the copied rows can be held against, since their
    /// values change.
    std::vector<Precondition> find_for_copies(const Rebuild& rebuild) &&;

    /// The columns to which the key refers; none where they are no key of their table, or it is not
    /// there: then SQLite itself has nothing to check.
    [[nodiscard]] static std::vector<Identifier> keys_of_parent(const ForeignKey& key,
                                                                const Schema& schema);
    /// Compared as SQLite does it: with affinity and collation of the parent's column alone
    /// (https://sqlite.org/foreignkeys.html#fk_basics).
    [[nodiscard]] static std::string is_orphan(const std::vector<std::string>& values,
                                               const std::string& parent,
                                               const std::vector<Identifier>& columns);

private:
    using Key = std::pair<std::vector<KeyPart>, Expression>;  ///< and the WHERE of a partial index

    /// One part of a key as its values stand in the old table.
    struct Part {
        std::string value;
        std::string collation;
    };

    [[nodiscard]] const ColumnSource* source_of(const Identifier& column) const;
    /// Whether the column holds what the old one of its name held.
    [[nodiscard]] bool is_plain(const Identifier& column) const;
    /// Whether it does, and values are compared with those as they were.
    [[nodiscard]] bool is_same_key(const Identifier& column) const;
    /// Whether what the expression reads of a row is what it read of the old one, and compared as
    /// it was.
    [[nodiscard]] bool reads_plain(const Expression& expression) const;
    /// Whether it is a generated column that was there, over columns that hold what they held.
    [[nodiscard]] bool is_computed_alike(const Column& column) const;
    [[nodiscard]] std::string values_of(const Expression& condition) const;
    void add(std::string rule, std::string repair, std::string values, std::string condition);
    [[nodiscard]] std::string key_list() const;
    [[nodiscard]] bool is_rowid(const Column& column) const;
    void not_null(const Column& column);
    static std::vector<Key> unique_keys(const Table& table, const Schema& schema);
    static std::string collation_in(const Table& table, const KeyPart& part);
    [[nodiscard]] static std::vector<std::string> described(const Table& table, const Key& key);
    [[nodiscard]] bool was_unique(const Key& key) const;
    void unique(const Key& key);
    [[nodiscard]] Precondition equal_rows(const std::string& names, const std::vector<Part>& parts,
                                          const Expression& where) const;
    [[nodiscard]] std::string keys_of_copies() const;
    void check(const TableConstraint& constraint, const Check& rule);
    void check_copies(const Expression& condition, const Identifier& scratch);
    [[nodiscard]] std::string_view enforced_type(const Column& column) const;
    [[nodiscard]] bool had_type(const Column& column) const;
    void type(const Column& column);
    void foreign_key(const ForeignKey& key);
    /// Of values that the change computes or converts, on either side of the key. Rows that had no
    /// parent before contradict nothing.
    void foreign_key_of_copies(const ForeignKey& key, const Rebuild& rebuild);
    /// Rows of another table whose parents would be others.
    void children_of_copies(const Table& child, const ForeignKey& key, const Rebuild& rebuild);
    [[nodiscard]] static std::vector<std::string> values_in(const std::string& row,
                                                            const std::vector<Identifier>& columns);

    const Table& before_;
    const Table& after_;
    std::vector<ColumnSource> sources_;
    const Schema& old_schema_;
    const Schema& new_schema_;
    OrphanRule orphans_;
    std::vector<Precondition> found_;
};

}  // namespace evolve
