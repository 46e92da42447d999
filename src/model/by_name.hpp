#pragma once

#include <unordered_map>
#include <vector>

#include "evolve/base/identifier_hash.hpp"

namespace evolve {

/// The objects of a schema's list by their names, for many look-ups: one through the list takes
/// time in proportion to it. The list must stay as it is meanwhile.
template <class Object>
class ByName {
public:
    explicit ByName(const std::vector<Object>& objects) {
        objects_.reserve(objects.size());
        for (const Object& object : objects) objects_.emplace(&object.name, &object);
    }

    /// The first of that name, or null.
    [[nodiscard]] const Object* find(const Identifier& name) const {
        const auto found = objects_.find(&name);
        return found == objects_.end() ? nullptr : found->second;
    }

private:
    struct Hash {
        std::size_t operator()(const Identifier* name) const noexcept {
            return IdentifierHash()(*name);
        }
    };
    struct Equal {
        bool operator()(const Identifier* a, const Identifier* b) const { return *a == *b; }
    };

    std::unordered_map<const Identifier*, const Object*, Hash, Equal> objects_;
};

}  // namespace evolve
