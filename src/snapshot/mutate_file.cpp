#include "snapshot/mutate_file.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

/// Changes one thing, and may fail.
class Hand {
public:
    Hand(sqlite::Connection& connection, const Graph& graph, const VersionName& version,
         Chooser& chooser)
        : connection_(connection), graph_(graph), version_(version), chooser_(chooser) {}

    std::string change() {
        switch (chooser_.below(8)) {
            case 0: return add_objects();
            case 1: return drop_object();
            case 2: return half_a_complement();
            case 3: return do_a_step();
            case 4: return delete_rows();
            case 5: return set_number();
            default: return change_row();
        }
    }

private:
    const Table* any_table() {
        const auto& tables = graph_.schema_at(version_).tables;
        return tables.empty() ? nullptr : &tables[chooser_.below(tables.size())];
    }

    /// In one step: half of it would be another change.
    std::string add_objects() {
        const Table* table = any_table();
        if (table == nullptr) return "";
        const std::string number = std::to_string(chooser_.below(100));
        const std::string name = ddl::quoted(Identifier("extra " + number));
        const std::string managed = ddl::quoted(table->name);
        switch (chooser_.below(4)) {
            case 0:
                connection_.execute("CREATE TABLE " + name +
                                    " (a INTEGER PRIMARY KEY, b REFERENCES " + managed +
                                    "); INSERT INTO " + name + " (b) VALUES (1), (NULL)");
                return "a table extra " + number + " that refers to " + managed;
            case 1:
                connection_.execute("CREATE VIEW " + name + " AS SELECT * FROM " + managed);
                return "a view extra " + number + " of " + managed;
            case 2:
                connection_.execute("CREATE TRIGGER " + name + " AFTER UPDATE ON " + managed +
                                    " BEGIN DELETE FROM " + managed + "; END");
                return "a trigger extra " + number + " on " + managed;
            default:
                connection_.execute("CREATE INDEX " + name + " ON " + managed + " (" +
                                    ddl::quoted(table->columns.back().name) + ")");
                return "an index extra " + number + " on " + managed;
        }
    }

    std::string drop_object() {
        auto objects = introspect::read_objects(connection_);
        std::erase_if(objects, [](const SchemaObject& object) {
            return object.sql.empty() || detail::is_reserved(object.name);
        });
        if (objects.empty()) return "";
        const SchemaObject& object = objects[chooser_.below(objects.size())];
        const std::string name(object.type.view());
        connection_.execute("DROP " + name + " " + ddl::in_main(object.name));
        return "no " + name + " " + std::string(object.name.view());
    }

    std::string half_a_complement() {
        const auto kept = sqlite::query_value(connection_,
                                              "SELECT name FROM main.sqlite_schema WHERE type = "
                                              "'table' AND name GLOB 'evolve_kept_*'");
        if (!kept) {
            connection_.execute(
                "CREATE TABLE evolve_kept_3 (k1, v1); INSERT INTO evolve_kept_3 "
                "VALUES (1, 'left behind')");
            return "evolve_kept_3 without a catalogue";
        }
        const auto& name = std::get<Text>(*kept);
        if (chooser_.one_in(2)) {
            connection_.execute("DROP TABLE " + ddl::in_main(Identifier(name)));
            return "no " + std::string(name.view());
        }
        connection_.execute("DELETE FROM main.evolve_kept");
        return "an empty catalogue of complements";
    }

    /// Of a migration from here, by hand.
    std::string do_a_step() {
        std::vector<const Step*> steps;
        const auto migrations = graph_.migrations();
        for (const Migration& migration : migrations)
            if (migration.from == version_)
                for (const Step& step : migration.steps) steps.push_back(&step);
        if (steps.empty()) return "";
        const Step& step = *steps[chooser_.below(steps.size())];
        const Schema& schema = graph_.schema_at(version_);
        if (!applied(step, schema)) return "";
        for (const std::string& sql : statements(step, schema)) connection_.execute(sql);
        return "done by hand: " + wording(step, schema).plan;
    }

    std::string delete_rows() {
        const Table* table = any_table();
        if (table == nullptr || table->without_rowid) return "";
        connection_.execute("DELETE FROM " + ddl::in_main(table->name) + " WHERE rowid % 2");
        return "half of the rows of " + std::string(table->name.view()) + " are gone";
    }

    std::string set_number() {
        const std::string pragma = chooser_.one_in(2) ? "user_version" : "application_id";
        connection_.set_pragma(pragma, static_cast<std::int64_t>(chooser_.below(100)));
        return "another " + pragma;
    }

    std::string change_row() {
        const Table* table = any_table();
        if (table == nullptr || table->without_rowid) return "";
        const Column& column = table->columns[chooser_.below(table->columns.size())];
        auto update = connection_.prepare("UPDATE " + ddl::in_main(table->name) + " SET " +
                                          ddl::quoted(column.name) +
                                          " = ?1 WHERE rowid = (SELECT rowid FROM " +
                                          ddl::in_main(table->name) + " LIMIT 1 OFFSET ?2)");
        const auto values = hazards();
        update.bind(1, values[chooser_.below(values.size())]);
        update.bind(2, static_cast<std::int64_t>(chooser_.below(20)));
        update.step();
        return "another value in " + std::string(table->name.view()) + "." +
               std::string(column.name.view());
    }

    sqlite::Connection& connection_;
    const Graph& graph_;
    const VersionName& version_;
    Chooser& chooser_;
};

}  // namespace

std::string mutate_file(sqlite::Connection& connection, const Graph& graph,
                        const VersionName& version, Chooser& chooser) {
    connection.execute("SAVEPOINT change");
    std::string words;
    try {
        words = Hand(connection, graph, version, chooser).change();
    } catch (const sqlite::Failure&) {
        if (connection.in_transaction()) connection.execute("ROLLBACK TO change");
    }
    if (connection.in_transaction()) connection.execute("RELEASE change");
    return words;
}

}  // namespace evolve
