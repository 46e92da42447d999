#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <vector>

#include "evolve/model/schema.hpp"

// Schemas that use the whole of SQLite's language, beyond what steps can build.

namespace evolve {

/// A schema that SQLite creates, of tables, indexes, views, triggers and virtual tables.
rc::Gen<Schema> any_language();

/// A table of any kind; SQLite creates it.
rc::Gen<Table> any_language_table(Identifier name, std::vector<Identifier> parents);

// Drawn inside rc::gen::exec.

/// What generates a column out of one of these.
Generated some_generation(const std::vector<Identifier>& names);
Index language_index(const Table& table, Identifier name);
View language_view(const Schema& schema, Identifier name);
Trigger language_trigger(const Schema& schema, Identifier name);
VirtualTable language_virtual_table(Identifier name);

/// The value number `index` of a generator: always the same one.
template <class T>
T drawn(const rc::Gen<T>& gen, std::uint64_t index) {
    constexpr std::uint64_t seed = 7046029;
    rc::Random random(rc::Random::Key{seed, 0, index, 0});
    return gen(random, rc::kNominalSize).value();
}

}  // namespace evolve
