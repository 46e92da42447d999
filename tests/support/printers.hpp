#pragma once

#include <iosfwd>

#include "evolve/graph/causes.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

// How a failed test shows the values of evolve: definitions as SQL, since that is what a person
// can paste into sqlite3. Boost.Test and RapidCheck both find these by argument-dependent lookup.

namespace evolve {

std::ostream& operator<<(std::ostream& out, const Text& text);
std::ostream& operator<<(std::ostream& out, const Identifier& name);
std::ostream& operator<<(std::ostream& out, const Column& column);
std::ostream& operator<<(std::ostream& out, const Table& table);
std::ostream& operator<<(std::ostream& out, const Index& index);
std::ostream& operator<<(std::ostream& out, const Schema& schema);
std::ostream& operator<<(std::ostream& out, const Fingerprint& fingerprint);
std::ostream& operator<<(std::ostream& out, const Difference& difference);
std::ostream& operator<<(std::ostream& out, Why why);
std::ostream& operator<<(std::ostream& out, const Refusal& refusal);
std::ostream& operator<<(std::ostream& out, const Step& step);
std::ostream& operator<<(std::ostream& out, const Migration& migration);
std::ostream& operator<<(std::ostream& out, const VersionName& name);
std::ostream& operator<<(std::ostream& out, GraphFault fault);

}  // namespace evolve
