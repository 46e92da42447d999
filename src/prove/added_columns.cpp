#include "prove/bench.hpp"

namespace evolve {
namespace {

/// The schema before the step.
Schema schema_before(const Subject& subject, std::size_t step) {
    Schema schema = subject.before;
    for (std::size_t i = 0; i < step; ++i)
        schema = *applied(subject.migration.steps[i], std::move(schema));
    return schema;
}

std::vector<AddColumn> added_columns(const Sql& step, const Schema& before) {
    std::vector<AddColumn> added;
    const SqlLines lines = lines_of(step, before);
    for (const Table& table : step.yields.makes.tables) {
        const auto old = lines.predecessor(table.name, before);
        if (!old) continue;
        for (const Column& column : table.columns)
            if (!lines.was_there(table.name, column.name, before.tables[*old]))
                added.push_back({table.name, column});
    }
    return added;
}

}  // namespace

std::vector<AddColumn> added_columns(const Subject& subject, std::size_t step) {
    const Step::Kind& kind = subject.migration.steps[step].kind();
    if (const auto* add = std::get_if<AddColumn>(&kind)) return {*add};
    const auto* sql = std::get_if<Sql>(&kind);
    if (sql == nullptr || !claims_all(*sql)) return {};
    return added_columns(*sql, schema_before(subject, step));
}

}  // namespace evolve
