#include "evolve/plan/dependants.hpp"

#include <algorithm>
#include <set>

#include "evolve/ddl/lexer.hpp"

namespace evolve {
namespace {

struct Name {
    Identifier name;
    bool qualified = false;  ///< a dot leads it
};

/// Every token of a definition that may be a name.
std::vector<Name> names_in(const SchemaObject& object) {
    std::vector<Name> names;
    ddl::Lexer lexer(object.sql);
    bool after_dot = false;
    for (auto token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next()) {
        const bool may_be_name = token.kind == ddl::TokenKind::word ||
                                 token.kind == ddl::TokenKind::double_quoted ||
                                 token.kind == ddl::TokenKind::bracketed ||
                                 token.kind == ddl::TokenKind::backquoted ||
                                 token.kind == ddl::TokenKind::string;
        const Text content = ddl::content_of(token, object.sql);
        if (may_be_name) names.push_back({Identifier(content), after_dot});
        after_dot = token.kind == ddl::TokenKind::punctuation && content.view() == ".";
    }
    return names;
}

bool names_any(const SchemaObject& object, const std::set<Identifier>& wanted) {
    return std::ranges::any_of(names_in(object),
                               [&](const Name& name) { return wanted.contains(name.name); });
}

/// The objects that name the table, or a view that does, and so on.
std::vector<const SchemaObject*> dependants(const std::vector<SchemaObject>& objects,
                                            const Identifier& table) {
    std::set<Identifier> reached{table};
    std::vector<const SchemaObject*> found;
    for (bool grown = true; grown;) {
        grown = false;
        for (const SchemaObject& object : objects) {
            if (std::ranges::find(found, &object) != found.end()) continue;
            if (object.table != table && !names_any(object, reached)) continue;
            found.push_back(&object);
            reached.insert(object.name);
            grown = true;
        }
    }
    return found;
}

Text shown(const SchemaObject& object) {
    return concat(object.type.view(), " ", object.name.view());
}

}  // namespace

std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects,
                                 const Identifier& table) {
    const auto found = dependants(objects, table);
    if (found.empty()) return std::nullopt;
    return shown(*found.front());
}

std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                 const Identifier& column) {
    for (const SchemaObject* object : dependants(objects, table))
        if (names_any(*object, {column})) return shown(*object);
    return std::nullopt;
}

std::optional<Text> capturer_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                const Identifier& column) {
    for (const SchemaObject* object : dependants(objects, table))
        for (const Name& name : names_in(*object))
            if (!name.qualified && name.name == column) return shown(*object);
    return std::nullopt;
}

}  // namespace evolve
