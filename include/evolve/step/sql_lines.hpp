#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/keyword.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/object_name.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// The table that the statement drops, or nothing.
constexpr std::optional<Identifier> dropped_table(std::string_view statement) {
    ddl::Cursor cursor(statement);
    if (!cursor.accept(Keyword::drop_) || !cursor.accept(Keyword::table_)) return std::nullopt;
    if (cursor.accept(Keyword::if_)) cursor.expect(Keyword::exists_);
    return ddl::parse_object_name(cursor);
}

/// A table that lasts through SQL statements, its rows with it, under whatever name.
struct SqlLine {
    /// The name of a column before and now. One that was dropped or added has no such pair.
    using ColumnLine = std::pair<Identifier, Identifier>;

    Identifier before;
    Identifier now;
    std::vector<ColumnLine> columns{};

    friend constexpr bool operator==(const SqlLine&, const SqlLine&) = default;
};

/// What SQL statements make of the tables that are there before them, as far as ALTER TABLE and
/// DROP TABLE say so. A table that is dropped and made again under its name, as by hand where
/// SQLite cannot alter it, is another one.
class SqlLines {
public:
    constexpr explicit SqlLines(const Schema& before) {
        for (const Table& table : before.tables) {
            SqlLine line{table.name, table.name};
            for (const Column& column : table.columns)
                line.columns.emplace_back(column.name, column.name);
            lines_.push_back(std::move(line));
        }
    }

    /// Follows one more statement, which has been or could be run.
    constexpr void follow(std::string_view statement) {
        if (const auto name = dropped_table(statement)) {
            std::erase_if(lines_, [&](const SqlLine& line) { return line.now == *name; });
            return;
        }
        ddl::Cursor cursor(statement);
        if (cursor.accept(Keyword::alter_) && cursor.accept(Keyword::table_)) follow_alter(cursor);
    }

    [[nodiscard]] constexpr const std::vector<SqlLine>& lines() const { return lines_; }

    /// The line of the table that is called so now, or null.
    [[nodiscard]] constexpr const SqlLine* of(const Identifier& now) const {
        const auto found = std::ranges::find(lines_, now, &SqlLine::now);
        return found == lines_.end() ? nullptr : &*found;
    }
    /// The line of the table that was called so before, or null.
    [[nodiscard]] constexpr const SqlLine* from(const Identifier& before) const {
        const auto found = std::ranges::find(lines_, before, &SqlLine::before);
        return found == lines_.end() ? nullptr : &*found;
    }

    /// Where the table of that name before stands after the statements: under its line, or made
    /// again by hand under its name. Nothing where it is gone, though another may have its name.
    [[nodiscard]] constexpr std::optional<std::size_t> successor(const Identifier& before,
                                                                 const Schema& after) const {
        if (const SqlLine* line = from(before)) return after.table(line->now);
        return of(before) != nullptr ? std::nullopt : after.table(before);
    }
    /// The table of which that one is the successor.
    [[nodiscard]] constexpr std::optional<std::size_t> predecessor(const Identifier& now,
                                                                   const Schema& before) const {
        if (const SqlLine* line = of(now)) return before.table(line->before);
        return from(now) != nullptr ? std::nullopt : before.table(now);
    }

    /// What a column of a table with a successor is called afterwards, or nothing where it goes.
    /// Of a table that is made again by hand a column of the same name is the same one.
    [[nodiscard]] constexpr std::optional<Identifier> column_after(const Identifier& table,
                                                                   const Identifier& before,
                                                                   const Table& after) const {
        const SqlLine* line = from(table);
        if (line == nullptr) return after.has_column(before) ? std::optional(before) : std::nullopt;
        const auto pair = std::ranges::find(line->columns, before, &SqlLine::ColumnLine::first);
        return pair == line->columns.end() ? std::nullopt : std::optional(pair->second);
    }
    /// Whether a column of a table with a predecessor was a column of it.
    [[nodiscard]] constexpr bool was_there(const Identifier& table, const Identifier& now,
                                           const Table& before) const {
        const SqlLine* line = of(table);
        if (line == nullptr) return before.has_column(now);
        return std::ranges::find(line->columns, now, &SqlLine::ColumnLine::second) !=
               line->columns.end();
    }

private:
    constexpr void follow_alter(ddl::Cursor& cursor) {
        const Identifier name = ddl::parse_object_name(cursor);
        const auto line = std::ranges::find(lines_, name, &SqlLine::now);
        if (line == lines_.end()) return;
        if (cursor.accept(Keyword::rename_)) {
            if (cursor.accept(Keyword::to_)) {
                line->now = cursor.expect_name();
                return;
            }
            cursor.accept(Keyword::column_);
            const Identifier column = cursor.expect_name();
            cursor.expect(Keyword::to_);
            const Identifier to = cursor.expect_name();
            for (SqlLine::ColumnLine& each : line->columns)
                if (each.second == column) each.second = to;
        } else if (cursor.accept(Keyword::drop_)) {
            cursor.accept(Keyword::column_);
            const Identifier column = cursor.expect_name();
            std::erase_if(line->columns, [&](const auto& each) { return each.second == column; });
        }
    }

    std::vector<SqlLine> lines_;
};

}  // namespace evolve
