#include "snapshot/copy_schema.hpp"

#include <string>

#include "evolve/sqlite/query.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

bool has_counters(sqlite::Connection& connection) {
    return sqlite::query_value(connection,
                               "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'")
        .has_value();
}

}  // namespace

void copy_schema(sqlite::Connection& source, sqlite::Connection& target,
                 const std::vector<SchemaObject>& objects, const OtherFile& other) {
    // Before anything is written: then they are settled for good.
    const std::int64_t page_size = sqlite::query_integer(source, "PRAGMA main.page_size");
    target.set_pragma("page_size", other.page_size > 0 ? other.page_size : page_size);
    target.set_pragma("auto_vacuum", sqlite::query_integer(source, "PRAGMA main.auto_vacuum"));
    auto encoding = source.prepare("PRAGMA main.encoding");
    encoding.step();
    target.execute("PRAGMA encoding = '" +
                   (other.encoding.empty() ? std::string(encoding.text(0)) : other.encoding) + "'");
    for (const std::string name : {"user_version", "application_id"})
        target.set_pragma(name, sqlite::query_integer(source, "PRAGMA main." + name));
    for (const SchemaObject& object : objects) target.execute(object.sql.view());
}

void copy_counters(sqlite::Connection& source, sqlite::Connection& target) {
    if (!has_counters(source) || !has_counters(target)) return;
    target.execute("DELETE FROM main.sqlite_sequence");
    auto write = target.prepare("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?1, ?2)");
    auto counters = source.prepare("SELECT name, seq FROM main.sqlite_sequence ORDER BY rowid");
    while (counters.step()) {
        if (detail::is_reserved(Identifier(counters.text(0)))) continue;
        if (counters.storage_class(1) != sqlite::StorageClass::integer) continue;
        write.bind(1, counters.value(0));
        write.bind(2, counters.value(1));
        write.step();
    }
}

}  // namespace evolve
