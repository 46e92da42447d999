#include "prove/taken_values.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/likely_values.hpp"
#include "prove/row_trial.hpp"

namespace evolve {
namespace {

constexpr std::size_t most_remembered = 256;

bool reads_only(const Expression& condition, const Table& table, const Identifier& column) {
    return std::ranges::all_of(table.columns, [&](const Column& each) {
        return (each.name == column) == mentions(condition, each.name);
    });
}

/// A table of this column, with no rules but its collation and the CHECKs that read it alone.
Table table_of(const Table& table, const Column& column) {
    Table alone{.name = table.name, .columns = {column}, .constraints = {}, .strict = table.strict};
    std::erase_if(alone.columns.front().constraints, [](const ColumnConstraint& each) {
        return !std::holds_alternative<Collate>(each.rule);
    });
    for (const TableConstraint& constraint : table.constraints) {
        const auto* check = std::get_if<Check>(&constraint.rule);
        if (check != nullptr && reads_only(check->condition, table, column.name))
            alone.constraints.push_back(constraint);
    }
    return alone;
}

std::vector<Value> suggested(const Table& alone) {
    std::vector<Value> values;
    for (const TableConstraint& constraint : alone.constraints)
        for (Value& value : likely_values(std::get<Check>(constraint.rule).condition))
            values.push_back(std::move(value));
    return values;
}

TakenValues asked(const Table& alone, const std::string& definition) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    connection.execute(definition);
    // No value twice, also not as another one that the affinity makes the same.
    connection.execute("CREATE UNIQUE INDEX " +
                       ddl::quoted(Identifier(std::string(alone.name.view()) + "_once")) + " ON " +
                       ddl::quoted(alone.name) + " (" + ddl::quoted(alone.columns.front().name) +
                       " COLLATE BINARY)");
    auto insert =
        connection.prepare("INSERT OR ABORT INTO " + ddl::in_main(alone.name) + " VALUES (?1)");
    TakenValues taken;
    const auto add = [&](const Value& value) {
        insert.bind(1, value);
        if (takes_row(insert)) taken.values.push_back(value);
    };
    std::ranges::for_each(suggested(alone), add);
    taken.named = taken.values.size();
    const auto natural = hazards(affinity_in(alone, alone.columns.front()));
    std::ranges::for_each(natural, add);
    taken.natural = taken.values.size() - taken.named;
    std::ranges::for_each(hazards(), add);
    return taken;
}

}  // namespace

std::shared_ptr<const TakenValues> taken_values(const Table& table, const Column& column) {
    static const auto none = std::make_shared<const TakenValues>();
    const Table alone = table_of(table, column);
    if (alone.constraints.empty()) return none;
    // The same definition takes the same values, and every unit of a proof asks for it.
    thread_local std::map<std::string, std::shared_ptr<const TakenValues>> remembered;
    const std::string definition = ddl::write(alone);
    const auto known = remembered.find(definition);
    if (known != remembered.end()) return known->second;
    if (remembered.size() >= most_remembered) remembered.clear();
    auto& taken = remembered[definition] = none;
    try {
        taken = std::make_shared<const TakenValues>(asked(alone, definition));
    } catch (const sqlite::Failure&) {
        // It reads something that stands only beside the column: as if there were no such CHECK.
    }
    return taken;
}

}  // namespace evolve
