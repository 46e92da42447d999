#include "evolve/execute/rehearse.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve {
namespace {

/// A name for the scratch table's own column, which the new one must not meet.
std::string other_than(const Identifier& column) {
    return ddl::quoted(Identifier(column == Identifier("a") ? "b" : "a"));
}

}  // namespace

std::optional<std::string> rehearse(const Step& step, const Schema& before) {
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
