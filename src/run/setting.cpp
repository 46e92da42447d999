#include "run/setting.hpp"

#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve {

Setting::Setting(sqlite::Connection& connection, std::string_view name, std::int64_t value,
                 Until until)
    : connection_(connection),
      name_(name),
      before_(sqlite::query_integer(connection, "PRAGMA " + name_)),
      changed_(until == Until::whatever_runs) {
    if (value == before_) return;
    changed_ = true;
    connection.set_pragma(name_, value);
}

Setting::~Setting() {
    if (!changed_) return;
    try {
        connection_.set_pragma(name_, before_);
    } catch (const sqlite::Failure&) {
        // Nothing can be done about it here, and the next run() sets what it needs.
    }
}

}  // namespace evolve
