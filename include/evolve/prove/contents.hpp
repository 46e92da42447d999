#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"
#include "evolve/prove/law.hpp"
#include "evolve/run/digest.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// How much of the rows is remembered: enough to notice a difference, or enough to name it.
enum class Detail : std::uint8_t { digests, values };

/// The columns of a table that are looked at; the first tells its rows apart.
struct TableView {
    Identifier table;
    std::vector<Identifier> columns;
    bool by_all_columns = false;  ///< all columns together tell the rows apart: WITHOUT ROWID
    bool counts = true;           ///< its AUTOINCREMENT counter is looked at, if it has one

    friend bool operator==(const TableView&, const TableView&) = default;
};

/// What one view of a table showed.
struct Rows {
    RowsDigest digest;
    std::vector<std::vector<Value>> values{};  ///< with Detail::values

    friend bool operator==(const Rows& a, const Rows& b) { return a.digest == b.digest; }
};

/// What a database held, as far as a law compares it.
struct Contents {
    std::vector<TableView> views;
    std::vector<Rows> rows;  ///< of each view
    std::string unmanaged;   ///< definitions of all objects that evolve leaves alone
    std::vector<std::vector<Value>> counters;  ///< of AUTOINCREMENT, for the tables of the views
    std::vector<Value> settings;  ///< user_version, application_id, encoding, page_size

    friend bool operator==(const Contents& a, const Contents& b) {
        return a.rows == b.rows && a.unmanaged == b.unmanaged && a.counters == b.counters &&
               a.settings == b.settings;
    }
};

/// All columns of all tables of the schema that have a key to order them by.
std::vector<TableView> views_of(const Schema& schema);

Contents read_contents(sqlite::Connection& connection, const std::vector<TableView>& views,
                       Detail detail);

/// The whole, and views of some of its columns: of each table in the same scan where its rows come
/// in the same order, since a scan costs more than another digest of it.
struct ContentsAndPart {
    Contents whole;
    Contents part;
};
ContentsAndPart read_with_part(sqlite::Connection& connection, const std::vector<TableView>& whole,
                               const std::vector<TableView>& part, Detail detail);

/// Why two readings of the same views differ, as a breach of that law; nothing if they do not.
std::optional<Breach> difference(Law law, const Contents& expected, const Contents& found);

}  // namespace evolve
