#include "evolve/run/broken_others.hpp"

#include <algorithm>
#include <variant>

#include "evolve/base/reversed.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/objects.hpp"

namespace evolve {
namespace {

/// Whether SQLite compiles every object when it does what the step does.
bool compiles_all(const Step& step) {
    return std::holds_alternative<DropColumn>(step.kind()) ||
           std::holds_alternative<RenameColumn>(step.kind()) ||
           std::holds_alternative<RenameTable>(step.kind()) ||
           std::holds_alternative<Sql>(step.kind());
}

/// Whether it is one of the triggers that do not compile: none of them can fire, since no statement
/// compiles that would do it.
bool is_among(const SchemaObject& trigger, const introspect::Broken& broken) {
    if (trigger.table != broken.name) return false;
    const auto definition = ddl::parse_definition(trigger.sql);
    const auto* read = definition ? std::get_if<Trigger>(&*definition) : nullptr;
    if (read == nullptr) return false;
    switch (read->event) {
        case TriggerEvent::insertion: return broken.kind.starts_with("INSERT");
        case TriggerEvent::update: return broken.kind.starts_with("UPDATE");
        case TriggerEvent::deletion: return broken.kind.starts_with("DELETE");
    }
    return false;
}

void add_drops(const std::vector<SchemaObject>& objects, std::vector<std::string>& statements) {
    for (const SchemaObject& object : reversed(objects))
        statements.push_back("DROP " + std::string(object.type.view()) + " " +
                             ddl::in_main(object.name));
}

}  // namespace

/// What does not compile is named by its view, or by the table whose triggers do not.
BrokenOthers::BrokenOthers(const std::vector<SchemaObject>& objects,
                           const std::vector<introspect::Broken>& broken) {
    const auto is_broken_view = [&](const Identifier& name) {
        return std::ranges::any_of(broken, [&](const introspect::Broken& each) {
            return each.kind == "view" && each.name == name;
        });
    };
    const auto is_broken_trigger = [&](const SchemaObject& trigger) {
        return std::ranges::any_of(
            broken, [&](const introspect::Broken& each) { return is_among(trigger, each); });
    };
    for (const SchemaObject& object : objects) {
        const bool trigger = object.type.view() == "trigger";
        if (object.type.view() == "view" && is_broken_view(object.name)) views_.push_back(object);
        if (trigger && is_broken_view(object.table))
            triggers_of_views_.push_back(object);
        else if (trigger && is_broken_trigger(object))
            triggers_.push_back(object);
    }
}

BrokenOthers::BrokenOthers(sqlite::Connection& connection, const Step& step) {
    if (!compiles_all(step)) return;
    const auto objects = introspect::read_objects(connection);
    *this = BrokenOthers(objects, introspect::broken_objects(connection, objects));
    // Those of the table itself get its new name with it.
    if (const auto* rename = std::get_if<RenameTable>(&step.kind()))
        std::erase_if(triggers_,
                      [&](const SchemaObject& each) { return each.table == rename->table; });
}

std::vector<std::string> BrokenOthers::removal(const Step& step) const {
    std::vector<std::string> statements;
    if (!compiles_all(step)) return statements;
    add_drops(triggers_, statements);
    add_drops(views_, statements);
    return statements;
}

std::vector<std::string> BrokenOthers::restoration(const Step& step) const {
    std::vector<std::string> statements;
    if (!compiles_all(step)) return statements;
    for (const auto* objects : {&views_, &triggers_of_views_, &triggers_})
        for (const SchemaObject& object : *objects) statements.emplace_back(object.sql.view());
    return statements;
}

}  // namespace evolve
