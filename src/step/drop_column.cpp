#include "evolve/step/drop_column.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

const Column& column_in(const Schema& schema, const DropColumn& step) {
    const auto at_table = schema.table(step.table);
    EVOLVE_INVARIANT(at_table.has_value());
    const Table& table = schema.tables[*at_table];
    const auto position = table.position_of(step.column);
    EVOLVE_INVARIANT(position.has_value());
    return table.columns[*position];
}

}  // namespace

std::vector<Step> inverse(const DropColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    const std::size_t position = *table.position_of(step.column);
    return {AddColumn{.table = step.table,
                      .column = table.columns[position],
                      .place = place_of(position, table),
                      .returns = true}};
}

Footprint footprint(const DropColumn& step, const Schema&) {
    return {step.table, {step.column}, Touch::dropped, false};
}

StepClass class_of(const DropColumn& step, const Schema&) {
    return step.keep ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const DropColumn&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const DropColumn& step, const Schema& schema) {
    const auto position = schema.table(step.table);
    return position && !schema.tables[*position].has_column(step.column);
}

std::vector<std::string> statements(const DropColumn& step, const Schema&) {
    return {"ALTER TABLE " + ddl::in_main(step.table) + " DROP COLUMN " + ddl::quoted(step.column)};
}

Wording wording(const DropColumn& step, const Schema& before) {
    const std::string name = "column '" + std::string(step.column.view()) + "'";
    const auto table = before.table(step.table);  // gone with a later step, where that is done
    const bool there = table && before.tables[*table].has_column(step.column);
    const std::string_view declared = there ? column_in(before, step).type.view() : "";
    const std::string type = declared.empty() ? "" : " (" + std::string(declared) + ")";
    return {"drop " + name + type + " of " + std::string(step.table.view()),
            "Dropped " + name + type,
            "Column '" + std::string(step.column.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
