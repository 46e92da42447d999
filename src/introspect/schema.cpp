#include "evolve/introspect/schema.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "evolve/ddl/parser.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve::introspect {
namespace {

/// The table on which the object stands, by its own definition; its own name where it is none's.
const Identifier& table_of(const Table& table) { return table.name; }
const Identifier& table_of(const View& view) { return view.name; }
const Identifier& table_of(const VirtualTable& table) { return table.name; }
const Identifier& table_of(const Index& index) { return index.table; }
const Identifier& table_of(const Trigger& trigger) { return trigger.table; }

/// An object that is listed under another name than its definition says, be it in another case:
/// ALTER TABLE then finds its entry not, and changes nothing of it, and DROP TABLE leaves the index
/// behind. No statement of SQLite makes one.
template <class Object>
void refuse_listed_otherwise(const SchemaObject& listed, const Object& object) {
    constexpr int sqlite_corrupt = 11;
    if (object.name.view() == listed.name.view() && table_of(object) == listed.table) return;
    throw sqlite::Failure(
        sqlite_corrupt,
        std::string(listed.type.view()) + " " + std::string(listed.name.view()) + " of " +
            std::string(listed.table.view()) + " is " + std::string(object.name.view()) + " of " +
            std::string(table_of(object).view()) + " in its own definition in sqlite_schema",
        "SELECT name, tbl_name, sql FROM sqlite_schema", sqlite::Where::current());
}

/// What texts were parsed to: a run reads the schema four times and changes little of it, and the
/// prover runs on hundreds of databases of one schema. As far as they do not grow large: of a large
/// schema more is lost by copying than is won.
class KnownDefinitions {
public:
    Result<ddl::Definition, ddl::SyntaxError> read(std::string_view sql) {
        if (const auto known = known_.find(sql); known != known_.end()) return known->second;
        auto definition = ddl::parse_definition(sql);
        if (definition && bytes_ + sql.size() <= most_bytes) {
            bytes_ += sql.size();
            known_.emplace(sql, *definition);
        }
        return definition;
    }

private:
    static constexpr std::size_t most_bytes = 128 << 10;

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, ddl::Definition, Hash, std::equal_to<>> known_;
    std::size_t bytes_ = 0;  ///< of the texts
};

thread_local KnownDefinitions known_definitions;

}  // namespace

Explanation explain(const Unreadable& cause) {
    return {ExitCode::refused, "unreadable-definition",
            std::string(cause.type.view()) + " " + ddl::describe(cause.error),
            "Its definition is not what SQLite 3.40 takes. If the object is not part of the schema "
            "that you manage, put its name into \"ignore\" of graph.json."};
}

Result<Schema, Unreadable> schema_of(const std::vector<SchemaObject>& objects,
                                     const std::function<bool(const SchemaObject&)>& wanted) {
    Schema schema;
    for (const SchemaObject& object : objects) {
        if (object.sql.empty() || !wanted(object)) continue;
        auto definition = known_definitions.read(object.sql);
        if (!definition) {
            if (definition.error().object.empty()) definition.error().object = object.name.text();
            return unexpected(Unreadable{object.type, object.name, definition.error()});
        }
        std::visit([&](const auto& each) { refuse_listed_otherwise(object, each); }, *definition);
        ddl::add(schema, std::move(*definition));
    }
    return schema;
}

}  // namespace evolve::introspect
