#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evolve/model/table.hpp"
#include "evolve/step/add_column.hpp"
#include "evolve/step/alter_column.hpp"
#include "evolve/step/alter_table.hpp"
#include "evolve/step/drop_column.hpp"

namespace evolve {

/// What each row of a table that is written anew gets in one column.
struct ColumnSource {
    Identifier column;                   ///< of the new table
    std::optional<Identifier> origin{};  ///< the column of the old table whose successor it is
    std::string value{};    ///< SQL over the row of the old table, which has its own name there
    bool converts = false;  ///< the value may be another than that of the origin
    bool keep_all = false;  ///< also of rows in which it is not
    bool returns = false;   ///< the opposite step sets aside what it makes other values of

    friend bool operator==(const ColumnSource&, const ColumnSource&) = default;
};

/// A column of the old table whose values the new one has no place for.
struct LostColumn {
    Identifier column;
    bool keep = true;

    friend bool operator==(const LostColumn&, const LostColumn&) = default;
};

/// One or several steps that change the columns and rules of one table, as one change: from the
/// table before the first to that after the last. The order of its columns is that of the steps.
class TableChange {
public:
    explicit TableChange(Table before);

    // Take one more step, which must apply to after(); no where it computes from what an earlier
    // one computes, or drops it, so that both in one would give other values than one after the
    // other, or keep others.
    bool take(const AddColumn& step);
    bool take(const DropColumn& step);
    bool take(const AlterColumn& step);
    bool take(const AlterTable& step);

    [[nodiscard]] const Table& before() const { return before_; }
    [[nodiscard]] const Table& after() const { return after_; }
    /// Of each column of the new table that is not generated, in its order.
    [[nodiscard]] std::vector<ColumnSource> sources() const;
    [[nodiscard]] const std::vector<LostColumn>& lost() const { return lost_; }
    /// Whether a step that converts values says that the old ones are not to be kept.
    [[nodiscard]] bool keeps_converted() const { return keeps_converted_; }
    /// Whether each row has the same key afterwards, and would on the way back: the rowid, or the
    /// same primary key where there is no rowid.
    [[nodiscard]] bool keeps_row_key() const;

private:
    [[nodiscard]] bool reads_computed(const Expression& expression) const;
    [[nodiscard]] bool is_computed(const Identifier& column) const;
    [[nodiscard]] bool is_converted(const Identifier& column) const;
    bool redefine(const Column& old, const Column& fresh, bool was_strict, bool is_strict);
    void lose(const Identifier& column, bool keep);
    ColumnSource* source_of(const Identifier& column);

    Table before_;
    Table after_;
    std::vector<ColumnSource> sources_;
    std::vector<LostColumn> lost_;
    bool keeps_converted_ = true;
    bool untouched_ = true;  ///< no step was taken yet
};

/// Whether a value that one column holds may become another when it is copied into the other one.
bool may_convert(const Column& from, const Table& before, const Column& to, const Table& after);

/// Whether the row of a table keeps its rowid under the other definition, written anew. A column
/// that is new and is the rowid gets it, whatever else it could get.
bool carries_rowid(const Table& before, const Table& after);

}  // namespace evolve
