#include "snapshot/loader.hpp"

#include <algorithm>

#include "prove/row_trial.hpp"

namespace evolve {
namespace {

/// How many images of the values that stand alone are tried before a row is left out: a CHECK that
/// only some values pass.
constexpr unsigned most_choices = 32;

}  // namespace

Loader::Loader(sqlite::Connection& target, const std::vector<SourceTable>& tables,
               const Scrubber* scrubber)
    : target_(target), tables_(tables), scrubber_(scrubber), loaded_(tables.size(), 0) {
    for (const SourceTable& table : tables) inserts_.push_back(target.prepare(insert_of(table)));
}

bool Loader::load(const Family& family) {
    target_.execute("SAVEPOINT family");
    std::vector<const SourceRow*> done;
    bool whole = true;
    for (const SourceRow& row : family) {
        if (there_.contains({row.table, row.identity})) continue;
        whole = insert(row);
        if (!whole) break;
        done.push_back(&row);
    }
    if (!whole) target_.execute("ROLLBACK TO family");
    target_.execute("RELEASE family");
    if (!whole) return false;
    for (const SourceRow* row : done) {
        there_.emplace(row->table, row->identity);
        ++loaded_[row->table];
    }
    return true;
}

bool Loader::insert(const SourceRow& row) {
    const auto& alone = tables_[row.table].alone;
    const bool has_choice = scrubber_ != nullptr && std::ranges::find(alone, true) != alone.end();
    for (unsigned choice = 0; choice < (has_choice ? most_choices : 1); ++choice)
        if (insert(row, choice)) return true;
    return false;
}

bool Loader::insert(const SourceRow& row, unsigned choice) {
    sqlite::Statement& statement = inserts_[row.table];
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const unsigned of_value = tables_[row.table].alone[i] ? choice : 0;
        const Value& value = row.values[i];
        statement.bind(static_cast<int>(i + 1),
                       scrubber_ == nullptr ? value : (*scrubber_)(value, of_value));
    }
    return takes_row(statement);
}

}  // namespace evolve
