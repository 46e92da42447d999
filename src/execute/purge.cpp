#include "evolve/execute/purge.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/records.hpp"
#include "evolve/introspect/size.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

using Objects = std::vector<SchemaObject>;

bool has_table(const Objects& objects, const Identifier& name) {
    return std::ranges::any_of(objects, [&](const SchemaObject& object) {
        return object.type.view() == "table" && object.name == name;
    });
}

/// Whether it is the name of a complement: evolve_kept_ and a number.
bool names_complement(const Identifier& name) {
    constexpr std::string_view prefix = "evolve_kept_";
    const Text folded = name.folded();
    if (!folded.view().starts_with(prefix)) return false;
    const std::string_view digits = folded.view().substr(prefix.size());
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
}

std::map<std::int64_t, std::string> times(sqlite::Connection& connection) {
    std::map<std::int64_t, std::string> times;
    auto rows = connection.prepare("SELECT number, at FROM main.evolve_kept");
    while (rows.step()) times.emplace(rows.integer(0), rows.text(1));
    return times;
}

/// What is set aside of a virtual table lies in the tables of its module.
void measure_virtual(sqlite::Connection& connection, KeptSize& kept) {
    auto tables = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow' AND "
        "substr(name, 1, length(?1) + 1) = ?1 || '_' COLLATE NOCASE");
    tables.bind(1, Text(std::string_view(kept.name)));
    while (tables.step()) {
        const Identifier table(tables.text(0));
        const auto bytes = introspect::bytes_of_table(connection, table);
        kept.bytes += bytes ? *bytes : introspect::length_of_values(connection, table);
    }
    try {
        kept.rows = sqlite::query_integer(
            connection,
            "SELECT count(*) FROM " + ddl::in_main(Identifier(std::string_view(kept.name))));
    } catch (const sqlite::Failure& failure) {
        // An index alone may have no rows to count, and its module may be gone.
        if (failure.kind() != sqlite::FailureKind::error) throw;
    }
}

void measure(sqlite::Connection& connection, KeptSize& kept) {
    const Identifier name{std::string_view(kept.name)};
    if (kept.entry && kept.entry->is_virtual) return measure_virtual(connection, kept);
    kept.rows = sqlite::query_integer(connection, "SELECT count(*) FROM " + ddl::in_main(name));
    const auto bytes = introspect::bytes_of_table(connection, name);
    kept.bytes = bytes ? *bytes : introspect::length_of_values(connection, name);
}

std::vector<KeptSize> catalogued(sqlite::Connection& connection, const Objects& objects) {
    std::vector<KeptSize> found;
    const std::vector<KeptTable> catalogue = introspect::read_kept(connection, objects);
    if (catalogue.empty()) return found;
    std::map<std::int64_t, std::string> at = times(connection);
    for (const KeptTable& entry : catalogue)
        found.push_back({kept_table_name(entry.number), entry, at[entry.number]});
    return found;
}

std::vector<KeptSize> all_kept(sqlite::Connection& connection, std::string_view before) {
    const Objects objects = introspect::read_objects(connection);
    std::vector<KeptSize> found = catalogued(connection, objects);
    for (const SchemaObject& object : objects) {
        if (object.type.view() != "table" || !names_complement(object.name)) continue;
        const bool known = std::ranges::any_of(found, [&](const KeptSize& kept) {
            return Identifier(std::string_view(kept.name)) == object.name;
        });
        if (!known) found.push_back({.name = std::string(object.name.view())});
    }
    if (!before.empty())
        std::erase_if(found, [&](const KeptSize& kept) {
            return kept.at.empty() || std::string_view(kept.at) >= before;
        });
    for (KeptSize& kept : found)  // a row whose table someone dropped is left behind too
        if (has_table(objects, Identifier(std::string_view(kept.name)))) measure(connection, kept);
    return found;
}

void remove(sqlite::Connection& connection, const KeptSize& kept) {
    const Identifier name{std::string_view(kept.name)};
    connection.execute("DROP TABLE IF EXISTS " + ddl::in_main(name));
    if (!kept.entry) return;
    auto row = connection.prepare("DELETE FROM main.evolve_kept WHERE number = ?1");
    row.bind(1, kept.entry->number);
    row.step();
}

/// An error of COMMIT says nothing about what lies on the disk, so the file decides.
void commit(sqlite::Connection& connection, sqlite::Transaction& transaction,
            std::string_view before) {
    try {
        transaction.commit();
    } catch (const sqlite::Failure&) {
        if (transaction.still_open() || !all_kept(connection, before).empty()) throw;
    }
}

}  // namespace

Result<Purge, StorageFailure> find_kept(Database& database, std::string_view before) {
    try {
        return Purge{all_kept(database.connection, before)};
    } catch (const sqlite::Failure& failure) {
        return unexpected(StorageFailure(failure));
    }
}

Result<Purge, StorageFailure> purge(Database& database, std::string_view before) {
    sqlite::Connection& connection = database.connection;
    try {
        const Setting foreign_keys(connection, "foreign_keys", 0);
        const Setting synchronous(connection, "synchronous", synchronous_extra);
        sqlite::Transaction transaction(connection);
        Purge purge{all_kept(connection, before)};
        if (purge.kept.empty()) return purge;
        for (const KeptSize& kept : purge.kept) {
            remove(connection, kept);
            transaction.require_open();
        }
        commit(connection, transaction, before);
        connection.allow_checkpoint_on_close();
        purge.removed = true;
        return purge;
    } catch (const sqlite::Failure& failure) {
        return unexpected(StorageFailure(failure));
    }
}

}  // namespace evolve
