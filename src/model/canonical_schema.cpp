#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/canonical.hpp"
#include "model/canonical_parts.hpp"
#include "model/schema_texts.hpp"

namespace evolve {
namespace {

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
}

bool continues_word(char byte) {
    const char folded = fold_case(byte);
    return (folded >= 'a' && folded <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
           byte == '$' || static_cast<unsigned char>(byte) >= 128;
}

/// An argument of a module without its blanks, but for one between two words, its case folded; what
/// stands in quotes as it is. Nobody but the module knows more of it.
std::string argument_text(std::string_view argument) {
    std::string result;
    char quote = '\0';
    bool blank = false;
    for (char byte : argument) {
        if (quote == '\0' && is_blank(byte)) {
            blank = true;
            continue;
        }
        if (blank && continues_word(byte) && !result.empty() && continues_word(result.back()))
            result += ' ';
        blank = false;
        result += quote == '\0' ? fold_case(byte) : byte;
        if (quote == '\0' && (byte == '\'' || byte == '"' || byte == '`' || byte == '['))
            quote = byte == '[' ? ']' : byte;
        else if (byte == quote)
            quote = '\0';
    }
    return result;
}

std::string text_of(TriggerTime time) {
    switch (time) {
        case TriggerTime::unspecified:
        case TriggerTime::before: return " before";
        case TriggerTime::after: return " after";
        case TriggerTime::instead_of: return " instead of";
    }
    return {};
}

std::string text_of(TriggerEvent event) {
    switch (event) {
        case TriggerEvent::insertion: return " insert";
        case TriggerEvent::deletion: return " delete";
        case TriggerEvent::update: return " update";
    }
    return {};
}

}  // namespace

namespace canon {

SchemaTexts::SchemaTexts(const Schema& schema) : schema_(&schema), tables_(schema.tables) {}

const BodyScope& SchemaTexts::scope() const {
    if (!scope_) scope_.emplace(*schema_);
    return *scope_;
}

std::string SchemaTexts::text(const Index& index) const {
    const Table* table = tables_.find(index.table);
    const Table unknown;
    const TableScope scope(table == nullptr ? unknown : *table);
    std::string text = index.unique ? "unique index " : "index ";
    text += name(index.name) + " on " + name(index.table) + bracketed(index.columns, scope);
    if (!index.where.tokens.empty()) text += " where " + joined(index.where.tokens, scope);
    return text + "\n";
}

std::string SchemaTexts::text(const View& view) const {
    std::string text = "view " + name(view.name);
    if (!view.columns.empty()) text += " " + names(view.columns);
    return text + " as " + joined(view.select.tokens, scope()) + "\n";
}

std::string SchemaTexts::text(const Trigger& trigger) const {
    std::string text = "trigger " + name(trigger.name) + text_of(trigger.time);
    text += text_of(trigger.event);
    if (!trigger.columns.empty()) text += " of " + names(trigger.columns);
    text += " on " + name(trigger.table);
    if (!trigger.condition.tokens.empty())
        text += " when " + joined(trigger.condition.tokens, scope());
    return text + " begin " + joined(trigger.body.tokens, scope()) + " end\n";
}

std::string SchemaTexts::text(const VirtualTable& table) const {
    std::string text = "virtual table " + name(table.name) + " using " + name(table.module);
    for (const Text& argument : table.arguments) text += "\n  " + argument_text(argument);
    return text + "\n";
}

}  // namespace canon

std::string canonical(const Index& index, const Schema& schema) {
    return canon::SchemaTexts(schema).text(index);
}

std::string canonical(const View& view, const Schema& schema) {
    return canon::SchemaTexts(schema).text(view);
}

std::string canonical(const Trigger& trigger, const Schema& schema) {
    return canon::SchemaTexts(schema).text(trigger);
}

std::string canonical(const VirtualTable& table, const Schema& schema) {
    return canon::SchemaTexts(schema).text(table);
}

std::string canonical(const Schema& schema) {
    const canon::SchemaTexts texts(schema);
    std::vector<std::string> objects;
    objects.reserve(schema.size());
    for (const Table& table : schema.tables) objects.push_back(canonical(table));
    const auto add = [&](const auto& kind) {
        for (const auto& object : kind) objects.push_back(texts.text(object));
    };
    add(schema.indexes);
    add(schema.views);
    add(schema.triggers);
    add(schema.virtual_tables);
    std::ranges::sort(objects);
    std::size_t size = 0;
    for (const std::string& object : objects) size += object.size();
    std::string whole;
    whole.reserve(size);
    for (const std::string& object : objects) whole += object;
    return whole;
}

}  // namespace evolve
