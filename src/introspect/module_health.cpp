#include <algorithm>
#include <optional>
#include <variant>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve::introspect {
namespace {

std::optional<VirtualTable> virtual_table(const SchemaObject& object) {
    if (object.type.view() != "table") return std::nullopt;
    // What is set aside need not agree with what goes on without it.
    if (object.name.folded().view().starts_with("evolve_")) return std::nullopt;
    const auto definition = ddl::parse_definition(object.sql);
    const auto* table = definition ? std::get_if<VirtualTable>(&*definition) : nullptr;
    return table == nullptr ? std::nullopt : std::optional(*table);
}

std::optional<std::string> damage_of(sqlite::Connection& connection, const VirtualTable& table) {
    const ModuleContent content = content_of(table);
    const std::string name(table.name.view());
    if (content.kind == ModuleKind::rtree) {
        auto row = connection.prepare("SELECT rtreecheck('main', ?1)");
        row.bind(1, table.name.text());
        const std::string found = row.step() ? std::string(row.text(0)) : "ok";
        return found == "ok" ? std::nullopt : std::optional("R*Tree " + name + ": " + found);
    }
    if (content.kind == ModuleKind::other) return std::nullopt;
    const bool is_fts5 = content.kind == ModuleKind::fts5;
    const std::string command = "INSERT INTO " + ddl::in_main(table.name) + " (" +
                                ddl::quoted(table.name) + (is_fts5 ? ", rank" : "") +
                                ") VALUES ('integrity-check'" + (is_fts5 ? ", 1)" : ")");
    if (agrees(connection, command)) return std::nullopt;
    return "full-text index " + name + " does not agree with its rows";
}

}  // namespace

bool agrees(sqlite::Connection& connection, const std::string& command) {
    try {
        connection.execute(command);
        return true;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::corrupt &&
            failure.kind() != sqlite::FailureKind::error)
            throw;
        return false;
    }
}

std::vector<std::string> module_damage(sqlite::Connection& connection,
                                       const std::vector<SchemaObject>& objects) {
    std::vector<std::string> found;
    for (const SchemaObject& object : objects)
        if (const auto table = virtual_table(object))
            if (auto damage = damage_of(connection, *table)) found.push_back(std::move(*damage));
    std::ranges::sort(found);
    return found;
}

}  // namespace evolve::introspect
