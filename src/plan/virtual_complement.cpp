#include "plan/virtual_complement.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/rebuild.hpp"
#include "plan/complement_sql.hpp"

namespace evolve {
namespace {

/// By the legacy rename, which reads no definition of others: any that is broken would stop it.
std::vector<std::string> rename(const Identifier& from, const Identifier& to) {
    return {"PRAGMA legacy_alter_table = 1",
            "ALTER TABLE " + ddl::in_main(from) + " RENAME TO " + ddl::quoted(to),
            "PRAGMA legacy_alter_table = 0"};
}

Identifier kept_identifier(std::int64_t number) {
    return Identifier(std::string_view(kept_table_name(number)));
}

/// A command to the module: "INSERT INTO f (f, rank) VALUES (…)".
std::string command(const Identifier& table, const std::string& columns,
                    const std::string& values) {
    return "INSERT INTO " + ddl::in_main(table) + " (" + ddl::quoted(table) + columns +
           ") VALUES (" + values + ")";
}

std::string all_columns(const ModuleContent& content) {
    return ddl::quoted(content.key) + complement::quoted_list(content.columns, "");
}

/// An index that has no rows does not always let them be counted.
std::string count_of(const ModuleContent& content, const Identifier& table) {
    if (content.holding != Holding::rows) return "";
    return "SELECT count(*) FROM " + ddl::in_main(table);
}

}  // namespace

Keep keep_virtual(const VirtualTable& table, std::int64_t number, const Leg& leg) {
    const ModuleContent content = content_of(table);
    Keep keep{.number = number, .source = table.name, .whole_table = true};
    keep.columns = content.columns;
    keep.is_virtual = true;
    keep.statements = rename(table.name, kept_identifier(number));
    keep.statements.insert(keep.statements.begin(), create_catalogue());
    keep.statements.push_back(catalogue_row_of_virtual(keep, leg));
    keep.copy = count_of(content, kept_identifier(number));
    return keep;
}

std::vector<std::string> bring_back(const VirtualTable& table, const KeptTable& kept) {
    return rename(kept_identifier(kept.number), table.name);
}

Restore restore_virtual(const VirtualTable& table, const KeptTable& kept) {
    Restore result{.number = kept.number, .source = table.name, .whole_table = true};
    result.columns = kept.columns;
    result.is_virtual = true;
    result.copy = count_of(content_of(table), table.name);
    result.clean_up = {"DELETE FROM main.evolve_kept WHERE number = " +
                       std::to_string(kept.number)};
    return result;
}

std::string drop_kept(const KeptTable& kept) {
    return "DROP TABLE " + ddl::in_main(kept_identifier(kept.number));
}

std::vector<std::string> merge(const VirtualTable& table, const KeptTable& kept) {
    const ModuleContent content = content_of(table);
    const std::string from = ddl::in_main(kept_identifier(kept.number));
    const std::string into = ddl::in_main(table.name);
    const std::string key = ddl::quoted(content.key);
    const std::string columns = all_columns(content);
    return {"DELETE FROM " + into + " WHERE " + key + " IN (SELECT " + key + " FROM " + from + ")",
            "INSERT INTO " + into + " (" + columns + ") SELECT " + columns + " FROM " + from +
                " ORDER BY " + key,
            drop_kept(kept)};
}

Identifier aside_name(std::int64_t number) { return scratch_name(number); }

std::vector<std::string> move_aside(const Identifier& table, const Identifier& aside) {
    return rename(table, aside);
}

std::vector<std::string> take_over(const VirtualTable& table, const Identifier& aside) {
    const ModuleContent content = content_of(table);
    const std::string columns = all_columns(content);
    const std::string into = "INSERT INTO " + ddl::in_main(table.name) + " (";
    std::vector<std::string> statements;
    // The settings of the index ("rank", "automerge") first: they say how it is filled.
    if (content.kind == ModuleKind::fts5)
        statements.push_back(
            into + ddl::quoted(table.name) + ", rank) SELECT k, v FROM " +
            ddl::in_main(Identifier(std::string_view(std::string(aside.view()) + "_config"))) +
            " WHERE k <> 'version'");
    statements.push_back(into + columns + ") SELECT " + columns + " FROM " + ddl::in_main(aside) +
                         " ORDER BY " + ddl::quoted(content.key));
    statements.push_back("DROP TABLE " + ddl::in_main(aside));
    return statements;
}

/// Without a number FTS5 compares the index with itself alone; FTS4 knows no number.
std::string agreement_of(const VirtualTable& table) {
    return content_of(table).kind == ModuleKind::fts5
               ? command(table.name, ", rank", "'integrity-check', 1")
               : command(table.name, "", "'integrity-check'");
}

std::string renewal_of(const VirtualTable& table) { return command(table.name, "", "'rebuild'"); }

std::string note_in_step(std::int64_t number) {
    return "UPDATE main.evolve_kept SET whole_table = 3 WHERE number = " + std::to_string(number);
}

}  // namespace evolve
