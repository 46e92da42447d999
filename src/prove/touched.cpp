#include "prove/touched.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"

namespace evolve {
namespace {

/// What each step touches, where it stands in the migration.
std::vector<Footprint> footprints(const Subject& subject) {
    std::vector<Footprint> all;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        all.push_back(footprint(step, schema));
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return all;
}

void take_out(std::vector<TableView>& views, const Footprint& touched) {
    if (touched.whole_table)
        std::erase_if(views, [&](const TableView& view) { return view.table == touched.table; });
    for (TableView& view : views)
        if (view.table == touched.table)
            std::erase_if(view.columns, [&, key = view.columns.front()](const Identifier& column) {
                return column != key &&
                       std::ranges::find(touched.columns, column) != touched.columns.end();
            });
}

}  // namespace

std::vector<TableView> untouched_views(const Schema& one, const Schema& other,
                                       const Subject& subject,
                                       const std::vector<std::size_t>& steps) {
    std::vector<TableView> views = common_views(one, other);
    const auto touched = footprints(subject);
    for (std::size_t step : steps) take_out(views, touched[step]);
    return views;
}

}  // namespace evolve
