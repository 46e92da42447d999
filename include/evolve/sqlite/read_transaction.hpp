#pragma once

#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// While it lives, everything read on the connection is of one state, whatever others commit.
class ReadTransaction {
public:
    explicit ReadTransaction(Connection& connection, Where where = Where::current());
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction();

private:
    Connection& connection_;
};

}  // namespace evolve::sqlite
