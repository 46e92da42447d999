#include "run/broken_others.hpp"

#include <algorithm>

#include "evolve/base/reversed.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

/// Whether SQLite compiles every object when it does what the step does.
bool compiles_all(const Step& step) {
    return std::holds_alternative<DropColumn>(step.kind()) ||
           std::holds_alternative<RenameColumn>(step.kind()) ||
           std::holds_alternative<RenameTable>(step.kind()) ||
           std::holds_alternative<Sql>(step.kind());
}

/// Whether triggers of tables go too: SQL may have to fire those that are sound.
bool fires_nothing(const Step& step) { return !std::holds_alternative<Sql>(step.kind()); }

void add_drops(const std::vector<SchemaObject>& objects, std::vector<std::string>& statements) {
    for (const SchemaObject& object : reversed(objects))
        statements.push_back("DROP " + std::string(object.type.view()) + " " +
                             ddl::in_main(object.name));
}

void add_texts(const std::vector<SchemaObject>& objects, std::vector<std::string>& statements) {
    for (const SchemaObject& object : objects) statements.emplace_back(object.sql.view());
}

}  // namespace

/// What does not compile is named by its view, or by the table whose triggers do not.
BrokenOthers::BrokenOthers(const std::vector<SchemaObject>& others,
                           const std::vector<introspect::Broken>& broken) {
    const auto is_broken = [&](const Identifier& name, bool view) {
        return std::ranges::any_of(broken, [&](const introspect::Broken& each) {
            return each.name == name && (each.kind == "view") == view;
        });
    };
    for (const SchemaObject& object : others) {
        if (object.type.view() == "view" && is_broken(object.name, true)) views_.push_back(object);
        if (object.type.view() != "trigger") continue;
        if (is_broken(object.table, true)) triggers_of_views_.push_back(object);
        if (is_broken(object.table, false)) triggers_.push_back(object);
    }
}

std::vector<std::string> BrokenOthers::removal(const Step& step) const {
    std::vector<std::string> statements;
    if (!compiles_all(step)) return statements;
    if (fires_nothing(step)) add_drops(triggers_, statements);
    add_drops(views_, statements);
    return statements;
}

std::vector<std::string> BrokenOthers::restoration(const Step& step) const {
    std::vector<std::string> statements;
    if (!compiles_all(step)) return statements;
    add_texts(views_, statements);
    add_texts(triggers_of_views_, statements);
    if (fires_nothing(step)) add_texts(triggers_, statements);
    return statements;
}

}  // namespace evolve
