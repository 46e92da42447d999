#include "evolve/plan/precondition.hpp"

#include "evolve/ddl/quote.hpp"
#include "plan/rules.hpp"

namespace evolve {

std::string rows_of(const Precondition& precondition) {
    return "SELECT " + precondition.key + ", " + precondition.values + " FROM " +
           precondition.source;
}

std::string count_of(const Precondition& precondition) {
    return "SELECT count(*) FROM " + precondition.source;
}

std::string delete_rows(const Precondition& precondition) {
    return "DELETE FROM " + ddl::in_main(precondition.table) + " WHERE (" + precondition.key +
           ") IN (SELECT " + precondition.key + " FROM " + precondition.source + ")";
}

std::vector<Precondition> preconditions(const TableChange& change, const Schema& before,
                                        const Schema& after, OrphanRule orphans) {
    return Rules(change, before, after, orphans).find();
}

std::vector<Precondition> judgements(const TableChange& change, const Schema& before,
                                     const Schema& after, OrphanRule orphans,
                                     const Rebuild& rebuild) {
    return Rules(change, before, after, orphans).find_for_copies(rebuild);
}

std::vector<Precondition> preconditions(const Index& index, const Table& table) {
    if (!index.unique) return {};
    Schema after;
    after.tables.push_back(table);
    after.indexes.push_back(index);
    Schema before;
    before.tables.push_back(table);
    return Rules(TableChange(table), before, after, OrphanRule::contradict).find();
}

}  // namespace evolve
