#include "evolve/plan/precondition.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/model/renaming.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {
namespace {

std::string in_quotes(const Identifier& name) { return "'" + std::string(name.view()) + "'"; }

/// One part of a key as its values stand in the old table.
struct Part {
    std::string value;
    std::string collation;
};

/// Whether the rows that keep the one key keep the other: what follows from a change of the parent
/// and when it is checked does not matter.
bool as_strict(const ForeignKey& a, const ForeignKey& b) {
    return a.columns == b.columns && a.target.parent == b.target.parent &&
           a.target.columns == b.target.columns;
}

/// Finds the rules that a change adds, and those whose values it changes.
class Rules {
public:
    Rules(const TableChange& change, const Schema& before, const Schema& after, OrphanRule orphans)
        : before_(change.before()),
          after_(change.after()),
          sources_(change.sources()),
          old_schema_(before),
          new_schema_(after),
          orphans_(orphans) {}

    std::vector<Precondition> find() && {
        if (!row_key(before_)) return {};
        for (const Column& column : after_.columns) not_null(column);
        for (const auto& parts : unique_keys(after_, new_schema_)) unique(parts);
        for (const TableConstraint& constraint : normalised(after_).constraints)
            if (const auto* rule = std::get_if<Check>(&constraint.rule)) check(constraint, *rule);
        if (after_.strict && !before_.strict)
            for (const Column& column : after_.columns) strict_type(column);
        if (orphans_ == OrphanRule::contradict)
            for (const ForeignKey& key : foreign_keys(after_)) foreign_key(key);
        return std::move(found_);
    }

    /// The CHECKs and foreign keys that only the copied rows can be held against, since their
    /// values change.
    std::vector<Precondition> find_for_copies(const Rebuild& rebuild) && {
        for (const TableConstraint& constraint : normalised(after_).constraints)
            if (const auto* rule = std::get_if<Check>(&constraint.rule);
                rule != nullptr && !reads_plain(rule->condition))
                check_copies(rule->condition, scratch_name(rebuild.number));
        if (orphans_ == OrphanRule::may_return) return std::move(found_);
        for (const ForeignKey& key : foreign_keys(after_)) foreign_key_of_copies(key, rebuild);
        for (const Table& child : new_schema_.tables)
            for (const ForeignKey& key : foreign_keys(child))
                if (child.name != after_.name && key.target.parent == after_.name)
                    children_of_copies(child, key, rebuild);
        return std::move(found_);
    }

private:
    using Key = std::pair<std::vector<KeyPart>, Expression>;  ///< and the WHERE of a partial index

    [[nodiscard]] const ColumnSource* source_of(const Identifier& column) const {
        const auto found = std::ranges::find(sources_, column, &ColumnSource::column);
        return found == sources_.end() ? nullptr : &*found;
    }

    /// Whether the column holds what the old one of its name held.
    [[nodiscard]] bool is_plain(const Identifier& column) const {
        const ColumnSource* source = source_of(column);
        return source != nullptr && source->origin && !source->converts;
    }

    /// Whether what the expression reads of a row is what it read of the old one.
    [[nodiscard]] bool reads_plain(const Expression& expression) const {
        return std::ranges::all_of(after_.columns, [&](const Column& column) {
            return !mentions(expression, column.name) || is_plain(column.name) ||
                   is_computed_alike(column);
        });
    }

    /// Whether it is a generated column that was there, over columns that hold what they held.
    [[nodiscard]] bool is_computed_alike(const Column& column) const {
        const auto* rule = column.rule<Generated>();
        const auto old = before_.position_of(column.name);
        if (rule == nullptr || !old) return false;
        const auto* old_rule = before_.columns[*old].rule<Generated>();
        return old_rule != nullptr && old_rule->value == rule->value &&
               affinity_in(before_, before_.columns[*old]) == affinity_in(after_, column) &&
               reads_plain(rule->value);
    }

    [[nodiscard]] std::string values_of(const Expression& condition) const {
        std::string values;
        for (const Column& column : after_.columns)
            if (mentions(condition, column.name))
                values += (values.empty() ? "" : ", ") + ddl::quoted(column.name);
        return values.empty() ? "NULL" : values;
    }

    void add(std::string rule, std::string repair, std::string values, std::string condition) {
        found_.push_back({before_.name, std::move(rule), std::move(repair), key_list(),
                          std::move(values),
                          ddl::in_main(before_.name) + " WHERE " + std::move(condition)});
    }

    [[nodiscard]] std::string key_list() const {
        const auto key = row_key(before_);
        std::string list;
        for (const Identifier& column : *key)
            list += (list.empty() ? "" : ", ") + ddl::quoted(column);
        return list;
    }

    [[nodiscard]] bool is_new_rowid(const Column& column) const {
        const auto alias = rowid_alias(after_);
        return alias && after_.columns[*alias].name == column.name &&
               !carries_rowid(before_, after_);
    }

    void not_null(const Column& column) {
        const ColumnSource* source = source_of(column.name);
        if (source == nullptr || !(refuses_null(after_, column) || is_new_rowid(column))) return;
        if (source->origin && !source->converts) {
            const auto old = before_.position_of(*source->origin);
            if (old && refuses_null(before_, before_.columns[*old])) return;
        }
        add("NOT NULL of column " + in_quotes(column.name),
            "Say with \"fill\" what NULL becomes, or give those rows a value first.", source->value,
            source->value + " IS NULL");
    }

    static std::vector<Key> unique_keys(const Table& table, const Schema& schema) {
        std::vector<Key> keys;
        for (const Column& column : table.columns)
            if (column.has<Unique>() || column.has<PrimaryKey>())
                keys.push_back({{KeyPart{column.name, {}}}, {}});
        for (const TableConstraint& constraint : table.constraints) {
            if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
                keys.push_back({key->columns, {}});
            if (const auto* rule = std::get_if<UniqueOf>(&constraint.rule))
                keys.push_back({rule->columns, {}});
        }
        for (const Index& index : schema.indexes)
            if (index.unique && index.table == table.name)
                keys.push_back({index.columns, index.where});
        return keys;
    }

    static std::string collation_in(const Table& table, const KeyPart& part) {
        if (!part.collation.empty()) return ddl::quoted(part.collation);
        const auto position = table.position_of(part.column);
        const auto* rule = position ? table.columns[*position].rule<Collate>() : nullptr;
        return rule == nullptr ? "BINARY" : ddl::quoted(rule->collation);
    }

    [[nodiscard]] static std::vector<std::string> described(const Table& table, const Key& key) {
        std::vector<std::string> parts;
        for (const KeyPart& part : key.first)
            parts.push_back((part.is_expression() ? ddl::write(part.expression)
                                                  : std::string(part.column.folded().view())) +
                            " " + collation_in(table, part));
        std::ranges::sort(parts);
        parts.push_back(ddl::write(key.second));
        return parts;
    }

    [[nodiscard]] bool was_unique(const Key& key) const {
        const auto wanted = described(after_, key);
        return std::ranges::any_of(unique_keys(before_, old_schema_), [&](const Key& old) {
            return described(before_, old) == wanted;
        });
    }

    void unique(const Key& key) {
        std::vector<Part> parts;
        std::string names;
        bool plain = true;
        for (const KeyPart& part : key.first) {
            const ColumnSource* source = part.is_expression() ? nullptr : source_of(part.column);
            if (source == nullptr || source->converts) return;  // for SQLite to say
            plain = plain && is_plain(part.column);
            parts.push_back({source->value, collation_in(after_, part)});
            names += (names.empty() ? "" : ", ") + std::string(part.column.view());
        }
        if (parts.empty() || (plain && was_unique(key))) return;
        if (!key.second.tokens.empty() &&
            std::ranges::any_of(after_.columns, [&](const Column& column) {
                return mentions(key.second, column.name) && !is_plain(column.name);
            }))
            return;
        found_.push_back(equal_rows(names, parts, key.second));
    }

    [[nodiscard]] Precondition equal_rows(const std::string& names, const std::vector<Part>& parts,
                                          const Expression& where) const {
        std::string values;
        std::string partition;
        std::string present;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            values += (i == 0 ? "" : ", ") + parts[i].value + " AS \"evolve " +
                      std::to_string(i + 1) + "\"";
            partition += (i == 0 ? "" : ", ") + parts[i].value + " COLLATE " + parts[i].collation;
            present += (i == 0 ? "" : " AND ") + parts[i].value + " IS NOT NULL";
        }
        if (!where.tokens.empty()) present += " AND (" + ddl::write(where) + ")";
        std::string shown;
        for (std::size_t i = 0; i < parts.size(); ++i)
            shown += (i == 0 ? "" : ", ") + ("\"evolve " + std::to_string(i + 1)) + "\"";
        const auto key = row_key(before_);
        std::string keys;
        for (const Identifier& column : *key)
            keys += ddl::quoted(column) + " AS " + ddl::quoted(column) + ", ";
        return {before_.name,
                "UNIQUE (" + names + ")",
                "Change those rows, or delete them in a step of their own, before this one.",
                key_list(),
                shown,
                "(SELECT " + keys + values + ", row_number() OVER (PARTITION BY " + partition +
                    " ORDER BY " + key_list() + ") AS \"evolve n\" FROM " +
                    ddl::in_main(before_.name) + " WHERE " + present + ") WHERE \"evolve n\" > 1"};
    }

    [[nodiscard]] std::string keys_of_copies() const {
        const auto key = row_key(after_);
        std::string keys;
        for (const Identifier& column : key.value_or(std::vector<Identifier>()))
            keys +=
                (keys.empty() ? "" : ", ") + std::string(copied_row) + "." + ddl::quoted(column);
        return keys.empty() ? "NULL" : keys;
    }

    static constexpr const char* check_repair =
        "Correct those rows first, or let the CHECK allow what they hold.";

    void check(const TableConstraint& constraint, const Check& rule) {
        if (!reads_plain(rule.condition)) return;  // for the copies to be held against
        const Table old = normalised(before_);
        const std::string wanted = canonical(constraint, normalised(after_));
        const bool was_there =
            std::ranges::any_of(old.constraints, [&](const TableConstraint& each) {
                return std::holds_alternative<Check>(each.rule) && canonical(each, old) == wanted;
            });
        if (was_there) return;
        const std::string condition = ddl::write(rule.condition);
        add("CHECK (" + condition + ")", check_repair, values_of(rule.condition),
            "NOT (" + condition + ")");
    }

    void check_copies(const Expression& condition, const Identifier& scratch) {
        Expression of_copies = condition;
        const std::string_view row = copied_row.substr(1, copied_row.size() - 2);
        detail::rename_qualifiers(of_copies, after_.name, Identifier(row));
        found_.push_back({after_.name, "CHECK (" + ddl::write(condition) + ")", check_repair,
                          keys_of_copies(), values_of(condition),
                          ddl::in_main(scratch) + " AS " + std::string(copied_row) +
                              " WHERE NOT (" + ddl::write(of_copies) + ")"});
    }

    void strict_type(const Column& column) {
        if (!is_plain(column.name)) return;
        const Text type = declared_type(column.type);
        std::string classes;
        if (type.view() == "INT" || type.view() == "INTEGER") classes = "'integer'";
        if (type.view() == "REAL") classes = "'real'";
        if (type.view() == "TEXT") classes = "'text'";
        if (type.view() == "BLOB") classes = "'blob'";
        if (classes.empty()) return;
        const std::string value = source_of(column.name)->value;
        add("type " + std::string(type.view()) + " of column " + in_quotes(column.name),
            "Convert those values first, with \"using\" in an alter_column step.", value,
            "typeof(" + value + ") NOT IN (" + classes + ", 'null')");
    }

    void foreign_key(const ForeignKey& key) {
        const auto old = foreign_keys(before_);
        if (std::ranges::any_of(old, [&](const ForeignKey& each) { return as_strict(each, key); }))
            return;
        const auto columns = keys_of_parent(key);
        if (columns.empty()) return;
        std::vector<std::string> values;
        for (const Identifier& column : key.columns) {
            if (!is_plain(column)) return;  // for the copies to be held against
            values.push_back(source_of(column)->value);
        }
        const bool itself = key.target.parent == before_.name;
        if (itself && std::ranges::any_of(columns, [&](const Identifier& column) {
                return !before_.has_column(column);
            }))
            return;
        add("foreign key to " + std::string(key.target.parent.view()), orphan_repair,
            listed(values), is_orphan(values, ddl::in_main(key.target.parent), columns));
    }

    /// Of values that the change computes or converts, on either side of the key. Rows that had no
    /// parent before contradict nothing.
    void foreign_key_of_copies(const ForeignKey& key, const Rebuild& rebuild) {
        const auto columns = keys_of_parent(key);
        const bool itself = key.target.parent == after_.name;
        const auto holds = [&](const Identifier& column) { return is_plain(column); };
        if (columns.empty() || (std::ranges::all_of(key.columns, holds) &&
                                !(itself && !std::ranges::all_of(columns, holds))))
            return;
        const std::string scratch = ddl::in_main(scratch_name(rebuild.number));
        const std::string orphan =
            is_orphan(values_in(std::string(copied_row), key.columns),
                      itself ? scratch : ddl::in_main(key.target.parent), columns);
        std::string source = scratch + " AS " + std::string(copied_row) + " WHERE " + orphan;
        const auto old = foreign_keys(before_);
        if (std::ranges::any_of(old, [&](const auto& each) { return as_strict(each, key); })) {
            const auto both = both_tables(rebuild);
            if (!both) return;  // for the check of foreign keys afterwards
            source = *both + " WHERE " + orphan + " AND NOT (" +
                     is_orphan(values_in(ddl::in_main(before_.name), key.columns),
                               ddl::in_main(key.target.parent), columns) +
                     ")";
        }
        found_.push_back({after_.name, "foreign key to " + std::string(key.target.parent.view()),
                          orphan_repair, keys_of_copies(),
                          listed(values_in(std::string(copied_row), key.columns)), source});
    }

    /// Rows of another table whose parents would be others.
    void children_of_copies(const Table& child, const ForeignKey& key, const Rebuild& rebuild) {
        const auto columns = keys_of_parent(key);
        if (std::ranges::all_of(columns, [&](const Identifier& column) {
                return is_plain(column) || !before_.has_column(column);
            }))
            return;
        const std::string row = ddl::in_main(child.name);
        const auto values = values_in(row, key.columns);
        const auto own_key = row_key(child);
        found_.push_back(
            {child.name, "foreign key to " + std::string(after_.name.view()), orphan_repair,
             own_key ? listed(values_in(row, *own_key)) : "NULL", listed(values),
             row + " WHERE " +
                 is_orphan(values, ddl::in_main(scratch_name(rebuild.number)), columns) +
                 " AND NOT (" + is_orphan(values, ddl::in_main(before_.name), columns) + ")"});
    }

    [[nodiscard]] static std::vector<std::string> values_in(
        const std::string& row, const std::vector<Identifier>& columns) {
        std::vector<std::string> values;
        for (const Identifier& column : columns) values.push_back(row + "." + ddl::quoted(column));
        return values;
    }

    /// The columns to which the key refers; none where they are no key of their table, or it is not
    /// there: then SQLite itself has nothing to check.
    [[nodiscard]] std::vector<Identifier> keys_of_parent(const ForeignKey& key) const {
        const auto position = new_schema_.table(key.target.parent);
        if (!position) return {};
        auto columns = key.target.columns.empty() ? primary_key(new_schema_.tables[*position])
                                                  : key.target.columns;
        if (columns.size() != key.columns.size()) columns.clear();
        return columns;
    }

    static constexpr const char* orphan_repair =
        "Give those rows a parent, or set them to NULL, in a step before this one.";

    /// Compared as SQLite does it: with affinity and collation of the parent's column alone
    /// (https://sqlite.org/foreignkeys.html#fk_basics).
    [[nodiscard]] static std::string is_orphan(const std::vector<std::string>& values,
                                               const std::string& parent,
                                               const std::vector<Identifier>& columns) {
        std::string present;
        std::string match;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            present += values[i] + " IS NOT NULL AND ";
            match +=
                (i == 0 ? "" : " AND ") + ("p." + ddl::quoted(columns[i])) + " = +" + values[i];
        }
        return present + "NOT EXISTS (SELECT 1 FROM " + parent + " AS p WHERE " + match + ")";
    }

    [[nodiscard]] static std::string listed(const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
        return list;
    }

    const Table& before_;
    const Table& after_;
    std::vector<ColumnSource> sources_;
    const Schema& old_schema_;
    const Schema& new_schema_;
    OrphanRule orphans_;
    std::vector<Precondition> found_;
};

}  // namespace

std::string rows_of(const Precondition& precondition) {
    return "SELECT " + precondition.key + ", " + precondition.values + " FROM " +
           precondition.source;
}

std::string count_of(const Precondition& precondition) {
    return "SELECT count(*) FROM " + precondition.source;
}

std::string delete_rows(const Precondition& precondition) {
    return "DELETE FROM " + ddl::in_main(precondition.table) + " WHERE (" + precondition.key +
           ") IN (SELECT " + precondition.key + " FROM " + precondition.source + ")";
}

std::vector<Precondition> preconditions(const TableChange& change, const Schema& before,
                                        const Schema& after, OrphanRule orphans) {
    return Rules(change, before, after, orphans).find();
}

std::vector<Precondition> judgements(const TableChange& change, const Schema& before,
                                     const Schema& after, OrphanRule orphans,
                                     const Rebuild& rebuild) {
    return Rules(change, before, after, orphans).find_for_copies(rebuild);
}

std::vector<Precondition> preconditions(const Index& index, const Table& table) {
    if (!index.unique) return {};
    Schema after;
    after.tables.push_back(table);
    after.indexes.push_back(index);
    Schema before;
    before.tables.push_back(table);
    return Rules(TableChange(table), before, after, OrphanRule::contradict).find();
}

}  // namespace evolve
