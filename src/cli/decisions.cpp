#include "cli/decisions.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands/common.hpp"
#include "evolve/ddl/parser.hpp"

namespace evolve::cli {
namespace {

/// A table, or a column with its table.
struct Name {
    Identifier table;
    Identifier column;  ///< empty: the table
};

/// Takes one name off the front: as it stands up to the next of the bytes, or in double quotes.
std::optional<Identifier> take_name(std::string_view& text, std::string_view until) {
    if (!text.starts_with('"')) {
        const std::size_t end = text.find_first_of(until);
        const Identifier name(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end);
        return name.empty() ? std::nullopt : std::optional(name);
    }
    std::string name;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            name += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
            name += text[i++];
        } else {
            text.remove_prefix(i + 1);
            return Identifier(std::string_view(name));
        }
    }
    return std::nullopt;
}

/// "T", "T.c", "\"a table\".c"
std::optional<Name> take_table_or_column(std::string_view& text) {
    const auto table = take_name(text, ".=");
    if (!table) return std::nullopt;
    if (!text.starts_with('.')) return Name{*table, {}};
    text.remove_prefix(1);
    const auto column = take_name(text, ".=");
    if (!column) return std::nullopt;
    return Name{*table, *column};
}

/// Both names of what is renamed.
struct Renaming {
    Name before;
    Name after;
};

std::optional<Renaming> renaming_in(std::string_view text) {
    const auto before = take_table_or_column(text);
    if (!before || !text.starts_with('=')) return std::nullopt;
    text.remove_prefix(1);
    const auto after = take_table_or_column(text);
    if (!after || !text.empty() || before->column.empty() != after->column.empty())
        return std::nullopt;
    return Renaming{*before, *after};
}

/// Tables first, so that a column is named with the table that it is then in.
std::vector<Decisions::Rename> renames_of(const std::vector<std::string>& uses) {
    std::vector<Decisions::Rename> tables;
    std::vector<Decisions::Rename> columns;
    for (const std::string& use : uses) {
        const auto renaming = renaming_in(use);
        if (!renaming)
            refuse_usage("--rename " + use + " names no two tables or columns",
                         "For example: --rename tasks.titel=tasks.title, or --rename task=tasks.");
        const auto& [before, after] = *renaming;
        if (before.column.empty())
            tables.push_back({before.table, {}, after.table});
        else
            columns.push_back({after.table, before.column, after.column});
    }
    tables.insert(tables.end(), columns.begin(), columns.end());
    return tables;
}

Decisions::Value value_in(const std::string& use, const std::string& option) {
    std::string_view text = use;
    const std::string example = "For example: " + option + " \"tasks.status='new'\".";
    const auto column = take_table_or_column(text);
    if (!column || column->column.empty() || !text.starts_with('='))
        refuse_usage(option + " " + use + " names no column and value", example);
    text.remove_prefix(1);
    auto value = ddl::parse_expression(text);
    if (!value) refuse_usage(option + " " + use + ": " + ddl::describe(value.error()), example);
    return {column->table, column->column, std::move(*value)};
}

}  // namespace

Decisions decisions_of(const Arguments& arguments) {
    Decisions decisions;
    decisions.renames = renames_of(arguments.renames);
    for (const std::string& use : arguments.fills)
        decisions.fills.push_back(value_in(use, "--fill"));
    for (const std::string& use : arguments.usings)
        decisions.usings.push_back(value_in(use, "--using"));
    return decisions;
}

}  // namespace evolve::cli
