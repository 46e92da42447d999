#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/names.hpp"

// What steps make of a schema, one after the other: by the model, and in SQLite.

namespace evolve::fuzz {

/// Whether all in the database compiles, also for an ALTER TABLE.
inline bool compiles(sqlite::Connection& connection) {
    const std::string name = ddl::quoted(Identifier("some table of ours"));
    connection.execute("SAVEPOINT compiled");
    bool sound = false;
    try {
        connection.execute("CREATE TABLE " + name + " (a)");
        connection.execute("ALTER TABLE " + name + " RENAME TO \"another\"");
        sound =
            introspect::broken_objects(connection, introspect::read_objects(connection)).empty();
    } catch (const sqlite::Failure&) {}
    connection.execute("ROLLBACK TO compiled; RELEASE compiled");
    return sound;
}

/// Whether SQLite makes the schema as it is written.
inline bool is_made_by_sqlite(const Schema& schema) {
    auto connection = sqlite::Connection::memory();
    try {
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        return compiles(connection);
    } catch (const sqlite::Failure&) {
        return false;
    }
}

/// The database has the schema, and the columns in their order.
inline void check_schema(sqlite::Connection& connection, const Schema& predicted) {
    const auto found = introspect::schema_of(
        introspect::read_objects(connection),
        [](const SchemaObject& object) { return !detail::is_reserved(object.name); });
    EVOLVE_INVARIANT(found.has_value());
    EVOLVE_INVARIANT(canonical(*found) == canonical(predicted));
    for (const Table& table : predicted.tables)
        EVOLVE_INVARIANT(std::ranges::equal(table.columns,
                                            found->existing_table(table.name).columns, {},
                                            &Column::name, &Column::name));
}

/// Whether the step computes values, of which SQLite alone says whether it can.
inline bool computes(const Step& step) {
    const auto* add = std::get_if<AddColumn>(&step.kind());
    return (add != nullptr && add->has_fill()) ||
           std::holds_alternative<AlterColumn>(step.kind()) ||
           std::holds_alternative<AlterTable>(step.kind());
}

/// A database without rows that goes through steps, and the schema that it has by the model.
class Sequence {
public:
    /// Takes the step if a migration may do it and SQLite can, after which both have to say the
    /// same. SQLite may refuse what computes values, what makes a schema that is none, and any step
    /// where something does not compile: what an expression means is not for the model.
    bool take(const Step& step) {
        auto next =
            applied(Migration{VersionName::make(1, "a"), *VersionName::make(2, "b"), {step}}, now_);
        if (!next) return false;
        connection_.execute("SAVEPOINT step");
        const bool done = runs(step);
        if (!done) connection_.execute("ROLLBACK TO step");
        connection_.execute("RELEASE step");
        EVOLVE_INVARIANT(done || computes(step) || !is_made_by_sqlite(*next) ||
                         !compiles(connection_));
        if (!done) return false;
        taken_.emplace_back(step, now_);
        now_ = std::move(*next);
        check_schema(connection_, now_);
        return true;
    }

    /// By the inverse of each step until nothing is left, or something does not compile.
    void go_back() {
        for (; !taken_.empty(); taken_.pop_back()) {
            const auto& [step, before] = taken_.back();
            for (const Step& back : inverse(step, before)) {
                if (!runs(back)) return EVOLVE_INVARIANT(!is_made_by_sqlite(now_));
                auto next = applied(back, now_);
                EVOLVE_INVARIANT(next.has_value());
                now_ = std::move(*next);
                check_schema(connection_, now_);
            }
            EVOLVE_INVARIANT(canonical(now_) == canonical(before));
        }
    }

private:
    bool runs(const Step& step) {
        try {
            for (const std::string& sql : statements(step, now_)) connection_.execute(sql);
            return true;
        } catch (const sqlite::Failure&) {
            return false;
        }
    }

    sqlite::Connection connection_ = sqlite::Connection::memory();
    Schema now_{};
    std::vector<std::pair<Step, Schema>> taken_{};
};

}  // namespace evolve::fuzz
