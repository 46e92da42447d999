#include "evolve/ddl/writer.hpp"

#include <string_view>
#include <variant>

#include "ddl/clauses.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/plain_strings.hpp"

namespace evolve::ddl {
namespace {

std::string write(const ExpressionToken& token) {
    switch (token.kind) {
        case ExpressionTokenKind::name: return quoted(token.text, '`');
        case ExpressionTokenKind::double_quoted: return quoted(token.text, '"');
        case ExpressionTokenKind::string: return string_literal(token.text);
        case ExpressionTokenKind::blob: return "x" + string_literal(token.text);
        case ExpressionTokenKind::word:
        case ExpressionTokenKind::number:
        case ExpressionTokenKind::punctuation: break;
    }
    return std::string(token.text.view());
}

/// Writes the parts of a definition in one style of quoting.
class Writer {
public:
    explicit Writer(Quoting quoting) : quoting_(quoting) {}

    std::string operator()(const Identifier& name) const {
        return quoting_ == Quoting::always ? quoted(name) : quoted_where_needed(name);
    }

    std::string operator()(const Table& table) const {
        std::string parts = joined(table.columns);
        for (const TableConstraint& constraint : table.constraints)
            parts += ", " + (*this)(constraint);
        return "CREATE TABLE " + (*this)(table.name) + " (" + parts + ")" + options(table);
    }

    std::string operator()(const Index& index) const {
        return (index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + (*this)(index.name) +
               " ON " + (*this)(index.table) + " " + bracketed(index.columns) +
               clause("WHERE", index.where);
    }

    std::string operator()(const View& view) const {
        const std::string columns = view.columns.empty() ? "" : " " + bracketed(view.columns);
        return "CREATE VIEW " + (*this)(view.name) + columns + clause("AS", view.select);
    }

    std::string operator()(const Trigger& trigger) const {
        std::string result = "CREATE TRIGGER " + (*this)(trigger.name);
        result.append(clause(trigger.time)).append(clause(trigger.event));
        if (!trigger.columns.empty()) result += " OF " + joined(trigger.columns);
        result += " ON " + (*this)(trigger.table) + " FOR EACH ROW";
        result += clause("WHEN", trigger.condition);
        return result + clause("BEGIN", trigger.body) + " END";
    }

    std::string operator()(const VirtualTable& table) const {
        std::string arguments;
        for (const Text& argument : table.arguments)
            arguments.append(arguments.empty() ? "" : ", ").append(argument);
        return "CREATE VIRTUAL TABLE " + (*this)(table.name) + " USING " + (*this)(table.module) +
               (arguments.empty() ? "" : " (" + arguments + ")");
    }

    std::string operator()(const Column& column) const {
        const std::string rest = type_and_rules(column);
        return (*this)(column.name) + (rest.empty() ? "" : " " + rest);
    }

    std::string type_and_rules(const Column& column) const {
        std::string result(column.type.view());
        for (const ColumnConstraint& constraint : column.constraints)
            result += (result.empty() ? "" : " ") + (*this)(constraint);
        return result;
    }

    std::string operator()(const ColumnConstraint& constraint) const {
        return named(constraint.name) + std::visit(*this, constraint.rule);
    }

    std::string operator()(const TableConstraint& constraint) const {
        return named(constraint.name) + std::visit(*this, constraint.rule);
    }

    // Rules at a column.

    std::string operator()(const PrimaryKey& key) const {
        std::string result("PRIMARY KEY");
        result.append(clause(key.order)).append(clause(key.on_conflict));
        return result + (key.autoincrement ? " AUTOINCREMENT" : "");
    }

    std::string operator()(const NotNull& rule) const {
        return std::string("NOT NULL").append(clause(rule.on_conflict));
    }

    std::string operator()(const Unique& rule) const {
        return std::string("UNIQUE").append(clause(rule.on_conflict));
    }

    std::string operator()(const Check& check) const {
        return ("CHECK (" + ddl::write(check.condition) + ")").append(clause(check.on_conflict));
    }

    std::string operator()(const Default& rule) const {
        const std::string value = ddl::write(rule.value);
        return rule.parenthesised ? "DEFAULT (" + value + ")" : "DEFAULT " + value;
    }

    std::string operator()(const Collate& rule) const {
        return "COLLATE " + (*this)(rule.collation);
    }

    std::string operator()(const References& rule) const { return (*this)(rule.target); }

    std::string operator()(const Generated& rule) const {
        return ("GENERATED ALWAYS AS (" + ddl::write(rule.value) + ")")
            .append(clause(rule.storage));
    }

    std::string operator()(const Nullable& rule) const {
        return std::string("NULL").append(clause(rule.on_conflict));
    }

    // Rules at the table.

    std::string operator()(const PrimaryKeyOf& key) const {
        const std::string_view end = key.autoincrement ? " AUTOINCREMENT)" : ")";
        return ("PRIMARY KEY (" + joined(key.columns)).append(end).append(clause(key.on_conflict));
    }

    std::string operator()(const UniqueOf& rule) const {
        return ("UNIQUE " + bracketed(rule.columns)).append(clause(rule.on_conflict));
    }

    std::string operator()(const ForeignKey& key) const {
        return "FOREIGN KEY " + bracketed(key.columns) + " " + (*this)(key.target);
    }

    std::string operator()(const ForeignKeyTarget& target) const {
        std::string result = "REFERENCES " + (*this)(target.parent);
        if (!target.columns.empty()) result += " " + bracketed(target.columns);
        result += clause("DELETE", target.on_delete);
        result += clause("UPDATE", target.on_update);
        if (!target.match.empty()) result += " MATCH " + (*this)(target.match);
        return result.append(clause(target.deferral));
    }

    std::string operator()(const KeyPart& part) const {
        std::string result =
            part.is_expression() ? ddl::write(part.expression) : (*this)(part.column);
        if (!part.collation.empty()) result += " COLLATE " + (*this)(part.collation);
        return result.append(clause(part.order));
    }

private:
    static std::string options(const Table& table) {
        std::string result = table.without_rowid ? " WITHOUT ROWID" : "";
        if (table.strict) result += table.without_rowid ? ", STRICT" : " STRICT";
        return result;
    }

    /// " WHERE …", or nothing where there is no expression.
    static std::string clause(std::string_view keyword, const Expression& expression) {
        if (expression.tokens.empty()) return "";
        return " " + std::string(keyword) + " " + ddl::write(expression);
    }
    template <class Clause>
    static std::string_view clause(Clause which) {
        return ddl::clause(which);
    }
    static std::string clause(std::string_view event, ForeignKeyAction action) {
        return ddl::clause(event, action);
    }

    /// "CONSTRAINT name ", or nothing.
    std::string named(const Identifier& name) const {
        return name.empty() ? "" : "CONSTRAINT " + (*this)(name) + " ";
    }

    template <class Part>
    std::string joined(const std::vector<Part>& parts) const {
        std::string result;
        for (const Part& part : parts) result += (result.empty() ? "" : ", ") + (*this)(part);
        return result;
    }

    template <class Part>
    std::string bracketed(const std::vector<Part>& parts) const {
        return "(" + joined(parts) + ")";
    }

    Quoting quoting_;
};

}  // namespace

std::string write(const Expression& expression) {
    std::string result;
    for (const ExpressionToken& token : expression.tokens) {
        if (!result.empty()) result += ' ';
        result += write(token);
    }
    return result;
}

std::string write(const TableConstraint& constraint, Quoting quoting) {
    return Writer(quoting)(constraint);
}

std::string write_type_and_rules(const Column& column, Quoting quoting) {
    return Writer(quoting).type_and_rules(column);
}

std::string write(const Column& column, Quoting quoting) { return Writer(quoting)(column); }

std::string write(const Column& column, const Table& table) {
    return Writer(Quoting::always)(with_plain_strings(column, table));
}

std::string write(const Table& table, Quoting quoting) {
    return Writer(quoting)(quoting == Quoting::always ? with_plain_strings(table) : table);
}

std::string write(const Index& index, Quoting quoting) { return Writer(quoting)(index); }

std::string write(const Index& index, const Table& table) {
    return Writer(Quoting::always)(with_plain_strings(index, table));
}

std::string write(const View& view, Quoting quoting) { return Writer(quoting)(view); }

std::string write(const Trigger& trigger, Quoting quoting) { return Writer(quoting)(trigger); }

std::string write(const VirtualTable& table, Quoting quoting) { return Writer(quoting)(table); }

std::vector<std::string> write(const Schema& schema, Quoting quoting) {
    const bool runs = quoting == Quoting::always;
    std::vector<std::string> texts;
    for (const Table& table : schema.tables) texts.push_back(write(table, quoting));
    for (const VirtualTable& table : schema.virtual_tables) texts.push_back(write(table, quoting));
    for (const Index& index : schema.indexes) {
        const auto table = schema.table(index.table);
        texts.push_back(table && runs ? write(index, schema.tables[*table])
                                      : write(index, quoting));
    }
    for (const View& view : schema.views) texts.push_back(write(view, quoting));
    for (const Trigger& trigger : schema.triggers) texts.push_back(write(trigger, quoting));
    return texts;
}

}  // namespace evolve::ddl
