#include "evolve/plan/difference_text.hpp"

#include <algorithm>

#include "evolve/ddl/writer.hpp"

namespace evolve {
namespace {

struct Line {
    std::string object;  ///< "table tasks"
    std::string text;
};

std::string in_words(const Identifier& name) { return std::string(name.view()); }

std::string shown(const Column& column) {
    const std::string text = ddl::write_type_and_rules(column);
    return text.empty() ? "no type" : text;
}

std::string expected_and_found(const std::string& expected, const std::string& found) {
    return "expected " + expected + ", found " + found;
}

void add(const std::vector<Change<Table>>& changes, std::vector<Line>& lines) {
    for (const Change<Table>& change : changes)
        lines.push_back(
            {"table " + in_words(change.table), change.found ? "not in the graph" : "missing"});
}

void add(const std::vector<Change<Column>>& changes, std::vector<Line>& lines) {
    for (const Change<Column>& change : changes) {
        const Column& either = change.expected ? *change.expected : *change.found;
        std::string text = "column " + in_words(either.name);
        if (!change.found)
            text += ": missing (" + shown(*change.expected) + ")";
        else if (!change.expected)
            text += ": not in the graph (" + shown(*change.found) + ")";
        else
            text += ": " + expected_and_found(shown(*change.expected), shown(*change.found));
        lines.push_back({"table " + in_words(change.table), std::move(text)});
    }
}

void add(const std::vector<Change<TableConstraint>>& changes, std::vector<Line>& lines) {
    for (const Change<TableConstraint>& change : changes)
        lines.push_back({"table " + in_words(change.table),
                         change.found ? "not in the graph: " + ddl::write(*change.found)
                                      : "missing: " + ddl::write(*change.expected)});
}

void add(const std::vector<Change<TableOptions>>& changes, std::vector<Line>& lines) {
    for (const Change<TableOptions>& change : changes)
        lines.push_back({"table " + in_words(change.table),
                         expected_and_found(shown(*change.expected), shown(*change.found))});
}

template <class Object>
void add(const std::string& kind, const std::vector<Change<Object>>& changes,
         std::vector<Line>& lines) {
    for (const Change<Object>& change : changes) {
        const Object& either = change.expected ? *change.expected : *change.found;
        std::string text = "not in the graph";
        if (!change.found) text = "missing: " + ddl::write(*change.expected);
        if (change.expected && change.found)
            text = expected_and_found(ddl::write(*change.expected), ddl::write(*change.found));
        lines.push_back({kind + " " + in_words(either.name), std::move(text)});
    }
}

}  // namespace

std::string shown(const TableOptions& options) {
    if (options.without_rowid && options.strict) return "WITHOUT ROWID, STRICT";
    if (options.without_rowid) return "WITHOUT ROWID";
    return options.strict ? "STRICT" : "neither STRICT nor WITHOUT ROWID";
}

std::vector<std::string> lines(const Difference& difference) {
    std::vector<Line> all;
    add(difference.tables, all);
    add(difference.columns, all);
    add(difference.constraints, all);
    add(difference.options, all);
    add("index", difference.indexes, all);
    add("view", difference.views, all);
    add("trigger", difference.triggers, all);
    add("virtual table", difference.virtual_tables, all);
    std::size_t width = 0;
    for (const Line& line : all) width = std::max(width, line.object.size());
    std::vector<std::string> result;
    for (const Line& line : all)
        result.push_back(line.object + std::string(width + 3 - line.object.size(), ' ') +
                         line.text);
    return result;
}

}  // namespace evolve
