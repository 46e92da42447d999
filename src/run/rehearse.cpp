#include "evolve/run/rehearse.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve {
namespace {

/// A name for the scratch table's own column, which the new one must not meet.
std::string other_than(const Identifier& column) {
    return ddl::quoted(Identifier(column == Identifier("a") ? "b" : "a"));
}

/// Whether the step computes values by an expression, whose names nobody has looked up so far.
bool computes_values(const Step& step) {
    const auto* add = std::get_if<AddColumn>(&step.kind());
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    return changes_rows(step) || (add != nullptr && add->has_fill()) ||
           (alter != nullptr && !(alter->using_.tokens.empty() && alter->fill.tokens.empty()));
}

}  // namespace

std::optional<std::string> refused_whatever_the_rows(const Step& step, const Schema& before) {
    if (!computes_values(step)) return std::nullopt;
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    bool made = false;
    try {
        for (const std::string& sql : ddl::write(before)) connection.execute(sql);
        made = true;
        for (const std::string& sql : statements(step, before)) connection.execute(sql);
        return std::nullopt;
    } catch (const sqlite::Failure& failure) {
        if (!made || failure.kind() != sqlite::FailureKind::error) return std::nullopt;
        return failure.what();
    }
}

std::optional<std::string> rehearse(const Step& step, const Schema& before) {
    if (computes_values(step)) return refused_whatever_the_rows(step, before);
    const auto* add = std::get_if<AddColumn>(&step.kind());
    if (add == nullptr || !add->column.has<Check>()) return std::nullopt;
    if (class_of(step, before) != StepClass::additive) return std::nullopt;
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    try {
        const std::string table = ddl::in_main(add->table);
        connection.execute("CREATE TABLE " + table + " (" + other_than(add->column.name) + ")");
        connection.execute("INSERT INTO " + table + " DEFAULT VALUES");
        for (const std::string& sql : statements(step, before)) connection.execute(sql);
        return std::nullopt;
    } catch (const sqlite::Failure& failure) {
        return failure.what();
    }
}

}  // namespace evolve
