#include "evolve/plan/dependants.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/parser.hpp"

namespace evolve {
namespace {

struct Name {
    Identifier name;
    bool qualified = false;  ///< a dot leads it
};

/// Whether the bare word cannot be a name; NATURAL is asked for as if it could.
bool is_only_keyword(Keyword keyword) {
    return !can_be_name(keyword) && keyword != Keyword::natural_;
}

/// Every token of a definition that may be a name.
std::vector<Name> names_in(const SchemaObject& object) {
    std::vector<Name> names;
    ddl::Lexer lexer(object.sql);
    bool after_dot = false;
    for (auto token = lexer.next(); token.kind != ddl::TokenKind::end; token = lexer.next()) {
        const bool may_be_name =
            (token.kind == ddl::TokenKind::word && !is_only_keyword(token.keyword)) ||
            token.kind == ddl::TokenKind::double_quoted ||
            token.kind == ddl::TokenKind::bracketed || token.kind == ddl::TokenKind::backquoted ||
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

/// All by which a table can depend on another one; nothing for what this evolve cannot read.
std::optional<std::vector<ForeignKey>> keys_of(const SchemaObject& object) {
    if (object.type.view() != "table") return std::nullopt;
    const auto definition = ddl::parse_definition(object.sql);
    const auto* table = definition ? std::get_if<Table>(&*definition) : nullptr;
    if (table == nullptr) return std::nullopt;
    return foreign_keys(*table);
}

/// Whether the object depends on one of the tables or views.
bool depends_on(const SchemaObject& object, const std::set<Identifier>& wanted) {
    if (wanted.contains(object.table) && object.type.view() != "table") return true;
    if (object.type.view() == "index") return false;
    if (const auto keys = keys_of(object))
        return std::ranges::any_of(
            *keys, [&](const ForeignKey& key) { return wanted.contains(key.target.parent); });
    return names_any(object, wanted);
}

/// Whether one of the foreign keys refers to the column by its name.
bool refer_to(const std::vector<ForeignKey>& keys, const Identifier& table,
              const Identifier& column) {
    return std::ranges::any_of(keys, [&](const ForeignKey& key) {
        return key.target.parent == table &&
               std::ranges::find(key.target.columns, column) != key.target.columns.end();
    });
}

bool names_column(const SchemaObject& object, const Identifier& table, const Identifier& column) {
    if (const auto keys = keys_of(object)) return refer_to(*keys, table, column);
    return names_any(object, {column});
}

/// Whether a bare name in it would come to mean the column: its own name, or NATURAL, which means
/// every name that two tables share.
bool would_capture(const SchemaObject& object, const Identifier& table, const Identifier& column) {
    if (const auto keys = keys_of(object)) return refer_to(*keys, table, column);
    return std::ranges::any_of(names_in(object), [&](const Name& name) {
        return !name.qualified && (name.name == column || name.name == Identifier("natural"));
    });
}

/// The objects that depend on the table, or on a view that does, and so on.
std::vector<const SchemaObject*> dependants(const std::vector<SchemaObject>& objects,
                                            const Identifier& table) {
    std::set<Identifier> reached{table};
    std::vector<const SchemaObject*> found;
    for (bool grown = true; grown;) {
        grown = false;
        for (const SchemaObject& object : objects) {
            if (std::ranges::find(found, &object) != found.end()) continue;
            if (!depends_on(object, reached)) continue;
            found.push_back(&object);
            if (object.type.view() == "view") reached.insert(object.name);
            grown = true;
        }
    }
    return found;
}

Text shown(const SchemaObject& object) {
    return concat(object.type.view(), " ", object.name.view());
}

template <typename Definition>
std::vector<Definition> among(const std::vector<SchemaObject>& objects, std::string_view type) {
    std::vector<Definition> found;
    for (const SchemaObject& object : objects) {
        if (object.type.view() != type) continue;
        auto definition = ddl::parse_definition(object.sql);
        if (auto* one = definition ? std::get_if<Definition>(&*definition) : nullptr)
            found.push_back(std::move(*one));
    }
    return found;
}

}  // namespace

std::vector<View> views_among(const std::vector<SchemaObject>& objects) {
    return among<View>(objects, "view");
}

std::vector<Table> tables_among(const std::vector<SchemaObject>& objects) {
    return among<Table>(objects, "table");
}

std::vector<VirtualTable> virtual_tables_among(const std::vector<SchemaObject>& objects) {
    return among<VirtualTable>(objects, "table");
}

std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects,
                                 const Identifier& table) {
    const auto found = dependants(objects, table);
    if (found.empty()) return std::nullopt;
    return shown(*found.front());
}

std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                 const Identifier& column) {
    for (const SchemaObject* object : dependants(objects, table))
        if (names_column(*object, table, column)) return shown(*object);
    return std::nullopt;
}

std::optional<Text> capturer_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                const Identifier& column) {
    for (const SchemaObject* object : dependants(objects, table))
        if (would_capture(*object, table, column)) return shown(*object);
    return std::nullopt;
}

}  // namespace evolve
