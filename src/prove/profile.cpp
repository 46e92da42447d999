#include "evolve/prove/profile.hpp"

#include <algorithm>
#include <bit>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/value_literal.hpp"

namespace evolve {
namespace {

constexpr std::uint64_t whole = 1000;

/// The count in thousandths; what is there at all is one at least.
std::uint64_t share(std::uint64_t count, std::uint64_t all) {
    if (count == 0) return 0;
    return std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(static_cast<double>(count) / static_cast<double>(all) *
                                      static_cast<double>(whole)));
}

void to_shares(Sizes& sizes, std::uint64_t all) {
    for (std::uint64_t& each : sizes) each = share(each, all);
}

std::uint64_t amount(std::int64_t integer) {
    const auto bits = static_cast<std::uint64_t>(integer);
    return integer < 0 ? 0 - bits : bits;
}

void count(ColumnProfile& profile, const sqlite::Statement& row, int column) {
    switch (row.storage_class(column)) {
        case sqlite::StorageClass::null: ++profile.nulls; break;
        case sqlite::StorageClass::real: ++profile.reals; break;
        case sqlite::StorageClass::integer: {
            const std::int64_t integer = row.integer(column);
            if (integer < 0) ++profile.negatives;
            ++profile.integers[size_of(amount(integer))];
            break;
        }
        case sqlite::StorageClass::text: ++profile.texts[size_of(row.text(column).size())]; break;
        case sqlite::StorageClass::blob: ++profile.blobs[size_of(row.blob(column).size())]; break;
    }
}

std::vector<ColumnProfile> count_columns(sqlite::Statement& rows) {
    std::vector<ColumnProfile> columns(static_cast<std::size_t>(rows.column_count()));
    std::uint64_t all = 0;
    for (; rows.step(); ++all)
        for (std::size_t i = 0; i < columns.size(); ++i)
            count(columns[i], rows, static_cast<int>(i));
    if (all == 0) return {};
    for (ColumnProfile& column : columns) {
        column.nulls = share(column.nulls, all);
        column.reals = share(column.reals, all);
        column.negatives = share(column.negatives, all);
        to_shares(column.integers, all);
        to_shares(column.texts, all);
        to_shares(column.blobs, all);
    }
    return columns;
}

/// The columns of each foreign key.
std::vector<std::vector<Identifier>> references_of(sqlite::Connection& connection,
                                                   const Identifier& table) {
    auto rows = connection.prepare("SELECT id, \"from\" FROM pragma_foreign_key_list(" +
                                   ddl::literal(Text(table.view())) + ", 'main') ORDER BY id, seq");
    std::map<std::int64_t, std::vector<Identifier>> keys;
    while (rows.step()) keys[rows.integer(0)].emplace_back(rows.text(1));
    std::vector<std::vector<Identifier>> all;
    for (auto& [id, columns] : keys) all.push_back(std::move(columns));
    return all;
}

ReferenceProfile count_children(sqlite::Connection& connection, const Identifier& table,
                                std::vector<Identifier> columns) {
    std::string list;
    std::string present;
    for (const Identifier& column : columns) {
        list += (list.empty() ? "" : ", ") + ddl::quoted(column);
        present += (present.empty() ? "" : " AND ") + ddl::quoted(column) + " IS NOT NULL";
    }
    auto rows = connection.prepare("SELECT count(*) FROM " + ddl::in_main(table) + " WHERE " +
                                   present + " GROUP BY " + list);
    ReferenceProfile profile{std::move(columns)};
    std::uint64_t parents = 0;
    for (; rows.step(); ++parents)
        ++profile.children[size_of(static_cast<std::uint64_t>(rows.integer(0)))];
    if (parents > 0) to_shares(profile.children, parents);
    return profile;
}

bool is_there(sqlite::Connection& connection, const Identifier& table) {
    auto found = connection.prepare(
        "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE");
    found.bind(1, Text(table.view()));
    return found.step();
}

}  // namespace

std::size_t size_of(std::uint64_t number) {
    return static_cast<std::size_t>(std::bit_width(number));
}

const ColumnProfile* Profile::column(const Identifier& table, const Identifier& column) const {
    const auto of_table = tables.find(table);
    if (of_table == tables.end()) return nullptr;
    const auto found = of_table->second.columns.find(column);
    return found == of_table->second.columns.end() ? nullptr : &found->second;
}

const ReferenceProfile* Profile::reference(const Identifier& table,
                                           const std::vector<Identifier>& columns) const {
    const auto of_table = tables.find(table);
    if (of_table == tables.end()) return nullptr;
    const auto& all = of_table->second.references;
    const auto found = std::ranges::find(all, columns, &ReferenceProfile::columns);
    return found == all.end() ? nullptr : &*found;
}

Profile learn(sqlite::Connection& connection, const std::vector<Identifier>& tables) {
    Profile profile;
    for (const Identifier& table : tables) {
        if (!is_there(connection, table)) continue;
        auto rows = connection.prepare("SELECT * FROM " + ddl::in_main(table));
        const auto columns = count_columns(rows);
        if (columns.empty()) continue;
        TableProfile& known = profile.tables[table];
        for (std::size_t i = 0; i < columns.size(); ++i)
            known.columns[Identifier(rows.column_name(static_cast<int>(i)))] = columns[i];
        for (auto& key : references_of(connection, table))
            known.references.push_back(count_children(connection, table, std::move(key)));
    }
    return profile;
}

}  // namespace evolve
