#include "evolve/step/refusal.hpp"

namespace evolve {
namespace {

/// In what is wrong and what to do, {t} is the table, {c} the column, {d} the detail.
struct Explanation {
    std::string_view code;
    std::string_view wrong;
    std::string_view advice;
};

Explanation explanation(Why why) {
    switch (why) {
        case Why::no_such_table:
            return {"no-such-table", "there is no table {t}",
                    "Create it in an earlier step, or correct the name."};
        case Why::no_such_column:
            return {"no-such-column", "table {t} has no column {c}", "Correct the name."};
        case Why::no_such_index:
            return {"no-such-index", "there is no index {t}", "Correct the name."};
        case Why::no_such_view:
            return {"no-such-view", "there is no view {t}", "Correct the name."};
        case Why::no_such_trigger:
            return {"no-such-trigger", "there is no trigger {t}", "Correct the name."};
        case Why::no_such_virtual_table:
            return {"no-such-virtual-table", "there is no virtual table {t}", "Correct the name."};
        case Why::object_exists:
            return {"object-exists", "{t} exists already",
                    "Choose another name, or drop the old object in an earlier step."};
        case Why::column_exists:
            return {"column-exists", "table {t} has a column {c} already",
                    "Choose another name; SQLite ignores the case of ASCII letters in names."};
        case Why::reserved_name:
            return {"reserved-name", "the name {t} is reserved",
                    "Names that begin with sqlite_ or evolve_ cannot be used."};
        case Why::rowid_name:
            return {"rowid-name", "a column {c} would hide the rowid of table {t}",
                    "Choose a name other than rowid, oid and _rowid_."};
        case Why::too_many_columns:
            return {"too-many-columns", "table {t} would have more than 2000 columns",
                    "Put the new columns into a table of their own."};
        case Why::several_primary_keys:
            return {"several-primary-keys", "table {t} has more than one primary key",
                    "Declare one PRIMARY KEY over all key columns."};
        case Why::key_names_no_column:
            return {"key-names-no-column", "a key of table {t} names {c}, which is no column of it",
                    "Correct the name."};
        case Why::autoincrement_without_integer_key:
            return {"autoincrement-without-integer-key",
                    "AUTOINCREMENT in table {t} stands at no INTEGER PRIMARY KEY",
                    "Declare the key column exactly INTEGER PRIMARY KEY AUTOINCREMENT."};
        case Why::foreign_key_of_other_width:
            return {"foreign-key-of-other-width",
                    "a foreign key of table {t} refers to another number of columns than it has",
                    "Name as many columns of the other table as the key has, or none."};
        case Why::foreign_key_without_key:
            return {"foreign-key-without-key",
                    "the foreign key of table {t} on column {c} refers to columns of table {d} "
                    "that are no key of it",
                    "Make them the primary key or UNIQUE there, in the collations of the columns, "
                    "or keep the index that does."};
        case Why::column_is_primary_key:
            return {"column-is-primary-key", "column {c} would be a PRIMARY KEY",
                    "A primary key belongs to the creation of its table."};
        case Why::column_is_unique:
            return {
                "column-is-unique", "column {c} would be UNIQUE, which cannot be added in place",
                "Add it without UNIQUE, then add a create_index step with CREATE UNIQUE INDEX."};
        case Why::not_null_without_default:
            return {"not-null-without-default",
                    "column {c} would be NOT NULL without a value for the rows that are there",
                    "Give it a literal default that is not NULL, or let it be NULL."};
        case Why::default_is_not_constant:
            return {
                "default-is-not-constant",
                "the default of column {c} is no literal, so rows that are there would get none",
                "Give it a literal default, or none."};
        case Why::default_is_a_name:
            return {"default-is-a-name", "the default of column {c} is a name",
                    "A string stands in single quotes: DEFAULT 'text'."};
        case Why::default_reads_differently:
            return {"default-reads-differently",
                    "the default of column {c} ({d}) would read differently in rows that are there "
                    "and in new ones",
                    "Write it as the column stores it: a string in single quotes for a text "
                    "column, a whole number without a point for a column without a type."};
        case Why::reference_with_default:
            return {"reference-with-default",
                    "column {c} refers to another table and has a default that is not NULL",
                    "Leave the default out: rows that are there refer to nothing."};
        case Why::name_would_be_captured:
            return {"name-would-be-captured", "{d} would read the new column {c} of table {t}",
                    "Choose another name; a string there must stand in single quotes."};
        case Why::only_column:
            return {"only-column", "{c} is the only column of table {t}",
                    "Drop the table instead."};
        case Why::column_in_use:
            return {"column-in-use", "column {c} of table {t} is used by {d}",
                    "Drop that first; a key or constraint can only go with its table."};
        case Why::table_in_use:
            return {"table-in-use", "table {t} is used by {d}", "Drop that first."};
        case Why::view_in_use:
            return {"view-in-use", "view {t} is used by {d}", "Drop that first."};
        case Why::cannot_come_back:
            return {"cannot-come-back",
                    "column {c} of table {t} could not be added again to a table with rows",
                    "This evolve drops only columns that it can bring back: those that may be "
                    "NULL or have a literal default."};
        case Why::no_row_key:
            return {"no-row-key",
                    "the rows of table {t} cannot be told apart by a rowid: it is WITHOUT ROWID, "
                    "or columns hide the rowid under all three names, so nothing could be kept of "
                    "it",
                    "Say \"keep\": false to lose the values for good."};
        case Why::without_rowid_without_key:
            return {"without-rowid-without-key",
                    "table {t} is WITHOUT ROWID and has no primary key", "Declare a PRIMARY KEY."};
        case Why::type_not_strict:
            return {"type-not-strict", "table {t} is STRICT, and column {c} has the type '{d}'",
                    "A STRICT table takes the types INT, INTEGER, REAL, TEXT, BLOB and ANY."};
        case Why::default_not_strict:
            return {"default-not-strict",
                    "table {t} is STRICT, and the default of column {c} is no {d}",
                    "Give it a literal of the column's type, or none."};
        case Why::generated_key:
            return {"generated-key", "the primary key of table {t} has the generated column {c}",
                    "A generated column can be in a unique index, but in no primary key."};
        case Why::all_generated:
            return {"all-generated", "all columns of table {t} are generated",
                    "At least one column must hold values of its own."};
        case Why::column_is_generated:
            return {"column-is-generated", "column {c} would be generated",
                    "A generated column belongs to the creation of its table."};
    }
    return {"", "", ""};
}

std::string in_quotes(std::string_view name) { return "'" + std::string(name) + "'"; }

std::string filled(std::string_view pattern, const Refusal& refusal) {
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string_view mark = pattern.substr(i, 3);
        if (mark == "{t}")
            result += in_quotes(refusal.table.view());
        else if (mark == "{c}")
            result += in_quotes(refusal.column.view());
        else if (mark == "{d}")
            result += refusal.detail.view();
        else {
            result += pattern[i];
            continue;
        }
        i += 2;
    }
    return result;
}

}  // namespace

std::string_view code_of(Why why) { return explanation(why).code; }

std::string describe(const Refusal& refusal) {
    return filled(explanation(refusal.why).wrong, refusal);
}

std::string advice(const Refusal& refusal) {
    return filled(explanation(refusal.why).advice, refusal);
}

}  // namespace evolve
