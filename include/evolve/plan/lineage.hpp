#pragma once

#include <optional>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// What became of a column.
struct ColumnLine {
    Identifier before;
    Identifier now;
    bool same = true;  ///< every row has the value that it had

    friend bool operator==(const ColumnLine&, const ColumnLine&) = default;
};

/// What became of a table that was there before.
struct TableLine {
    Identifier before;
    Identifier now;
    std::vector<ColumnLine> columns{};  ///< those that are still there
    bool same_rowid = true;             ///< every row has the rowid that it had, if any
    bool same_rows = true;              ///< no step brings some or takes some away
    bool rowid_returns = true;          ///< and the way back alone would give it back

    friend bool operator==(const TableLine&, const TableLine&) = default;
};

/// Where tables and columns are after some steps, under whatever names. A table or column that was
/// dropped has no line any more, and one that was added has none.
class Lineage {
public:
    explicit Lineage(const Schema& before);

    /// Follows one more step, which applies to `before`.
    void follow(const Step& step, const Schema& before);

    /// Notes that values of the column are brought back from a complement. The table is as it is
    /// now.
    void bring_back(const Table& table, const Identifier& column);
    /// The rows of the table get other rowids.
    void renumber(const Identifier& table);

    [[nodiscard]] const std::vector<TableLine>& tables() const { return tables_; }
    /// The line of the table that is now called so, or null.
    [[nodiscard]] const TableLine* of(const Identifier& now) const;

private:
    void follow(const Sql& step, const Schema& before);
    TableLine* line(const Identifier& now);

    std::vector<TableLine> tables_;
};

/// The lineage over all of the steps.
Lineage lineage_of(const std::vector<Step>& steps, const Schema& before);

}  // namespace evolve
