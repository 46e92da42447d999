#pragma once

#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// While it lives, triggers are compiled into the statements that are prepared, and fire when those
/// run.
class TriggersCompiled {
public:
    explicit TriggersCompiled(Connection& connection, Where where = Where::current());
    TriggersCompiled(const TriggersCompiled&) = delete;
    TriggersCompiled& operator=(const TriggersCompiled&) = delete;
    ~TriggersCompiled();

private:
    Connection& connection_;
    int before_ = 0;  ///< whether they were before
};

}  // namespace evolve::sqlite
