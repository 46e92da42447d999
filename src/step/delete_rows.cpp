#include "evolve/step/delete_rows.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const DeleteRows& step, const Schema&) {
    DeleteRows back = step;
    back.undoes = opposite(step.undoes);
    return {std::move(back)};
}

Footprint footprint(const DeleteRows& step, const Schema&) { return {step.table, {}, Touch::rows}; }

/// Old code finds fewer rows.
StepClass class_of(const DeleteRows& step, const Schema&) {
    return step.keep ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const DeleteRows&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const DeleteRows&, const Schema&) { return false; }

std::vector<std::string> statements(const DeleteRows& step, const Schema&) {
    std::string sql = "DELETE FROM " + ddl::in_main(step.table);
    if (!step.where.tokens.empty()) sql += " WHERE " + ddl::write(step.where);
    return {std::move(sql)};
}

Wording wording(const DeleteRows& step, const Schema&) {
    const std::string table(step.table.view());
    if (step.undoes)
        return {"bring rows of " + table + " back", "Brought rows of " + table + " back", ""};
    return {"delete rows of " + table, "Deleted rows of " + table, ""};
}

}  // namespace evolve
