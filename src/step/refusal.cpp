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
        case Why::foreign_key_without_table:
            return {"foreign-key-without-table",
                    "the foreign key of table {t} on column {c} refers to table {d}, which is not "
                    "there",
                    "Create it in an earlier step, or correct the name."};
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
                    "Give it a literal default that is not NULL or a \"fill\", or let it be NULL."};
        case Why::default_is_not_constant:
            return {
                "default-is-not-constant",
                "the default of column {c} is no literal, so rows that are there would get none",
                "Say with \"fill\" what they get, or give it a literal default, or none."};
        case Why::default_is_a_name:
            return {"default-is-a-name", "the default of column {c} is a name",
                    "A string stands in single quotes: DEFAULT 'text'."};
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
        case Why::no_row_key:
            return {"no-row-key",
                    "the rows of table {t} cannot be told apart, so nothing could be kept of it: "
                    "columns hide the rowid under all three names, or the step changes the key",
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
        case Why::generated_with_value:
            return {
                "generated-with-value",
                "column {c} of table {t} would be generated, and a value is given for it",
                "Leave \"fill\", \"using\" and DEFAULT out: its expression says what it holds."};
        case Why::case_alone:
            return {"case-alone", "the new name of {c} differs from the old one in case alone",
                    "For SQLite they are one name; choose another one."};
        case Why::unclear_name:
            return {"unclear-name",
                    "{d} names {c}, and what it would mean after the rename cannot be told",
                    "Drop it before the rename and create it again after it."};
        case Why::unique_before_key:
            return {"unique-before-key",
                    "SQLite cannot rename the key column {c} of table {t} while a UNIQUE over it "
                    "stands before PRIMARY KEY",
                    "Take that UNIQUE away with alter_table first, and put it back after the "
                    "rename."};
        case Why::nothing_changes:
            return {"nothing-changes", "the step would leave table {t} as it is",
                    "Leave it out, or correct the definition."};
        case Why::only_values_change:
            return {"only-values-change",
                    "column {c} of table {t} keeps its definition, so that no schema would tell "
                    "whether its values are the old ones or the new ones",
                    "Change values with update_rows, which history records."};
        case Why::columns_differ:
            return {"columns-differ",
                    "column {c} of table {t} is in one of the two definitions alone",
                    "Add, drop and rename columns in steps of their own."};
        case Why::keys_differ:
            return {"keys-differ",
                    "alter_column leaves keys and CHECKs that read other columns as they are, and "
                    "the definition of column {c} has others",
                    "Repeat its PRIMARY KEY, UNIQUE, REFERENCES and such CHECKs, and change them "
                    "with alter_table."};
        case Why::no_such_place:
            return {"no-such-place", "table {t} has no column {d}, after which {c} should stand",
                    "Correct the name, or leave \"after\" out: the column becomes the last one."};
        case Why::fill_reads_itself:
            return {"fill-reads-itself", "the value for column {c} of table {t} reads that column",
                    "Compute it from the other columns."};
        case Why::view_counts_columns:
            return {"view-counts-columns",
                    "{d} names its columns and takes all (*) of table {t}: with another number of "
                    "them it would no longer work",
                    "Drop the view before the step and create it again after it, or list in its "
                    "SELECT the columns that it takes."};
        case Why::column_twice:
            return {"column-twice", "column {c} of table {t} is given twice", "Give it once."};
        case Why::sets_generated:
            return {"sets-generated", "column {c} of table {t} is generated",
                    "Leave it out: its expression says what it holds."};
        case Why::sets_row_key:
            return {"sets-row-key",
                    "column {c} tells the rows of table {t} apart and would be another",
                    "Insert rows under the new keys in one step and delete the old ones in the "
                    "next."};
        case Why::key_not_given:
            return {"key-not-given",
                    "table {t} is WITHOUT ROWID, and its key column {c} gets no value",
                    "Name it among the columns."};
        case Why::key_is_null:
            return {"key-is-null", "a row for table {t} has null for its key {c}",
                    "Give every row a number, or leave the column out: rows then get the next "
                    "ones."};
        case Why::row_of_other_width:
            return {"row-of-other-width",
                    "a row for table {t} has another number of values than columns are named",
                    "Give one value for each column, null where there is none."};
        case Why::aggregate_of_a_row:
            return {"aggregate-of-a-row",
                    "{d}() goes over many rows, and the step computes row by row in table {t}",
                    "Put it into a SELECT of its own: (SELECT max(a) FROM t)."};
        case Why::depends_on_moment:
            return {"depends-on-moment",
                    "{d} gives another value at another time or place, in rows of table {t}",
                    "Write the value itself: what is proved must be what happens."};
        case Why::no_way_back:
            return {"no-way-back", "nothing says how SQL is undone that began with {d}",
                    "Give the sql step a \"down\", empty where there is nothing to undo."};
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
