#include "evolve/step/firing.hpp"

#include <algorithm>

namespace evolve {
namespace {

bool body_names(const Expression& body, const Identifier& table) {
    return std::ranges::any_of(body.tokens,
                               [&](const ExpressionToken& token) { return token.may_name(table); });
}

}  // namespace

bool has_trigger(const Schema& schema, const Identifier& table, TriggerEvent event) {
    return std::ranges::any_of(schema.triggers, [&](const Trigger& trigger) {
        return trigger.table == table && trigger.event == event;
    });
}

std::vector<Identifier> tables_fired_from(const Schema& schema, const Identifier& table) {
    std::vector<Identifier> reached{table};
    const auto reach = [&](const Identifier& name, const Expression& body) {
        if (body_names(body, name) && std::ranges::find(reached, name) == reached.end())
            reached.push_back(name);
    };
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Identifier from = reached[i];
        for (const Trigger& trigger : schema.triggers) {
            if (trigger.table != from) continue;
            for (const Table& each : schema.tables) reach(each.name, trigger.body);
            for (const View& each : schema.views) reach(each.name, trigger.body);
            for (const VirtualTable& each : schema.virtual_tables) reach(each.name, trigger.body);
        }
    }
    reached.erase(reached.begin());
    return reached;
}

}  // namespace evolve
