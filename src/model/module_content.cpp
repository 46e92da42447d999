#include "evolve/model/module_content.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "evolve/model/naming.hpp"

namespace evolve {
namespace {

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_in_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Reads an argument of a module from its left.
class Argument {
public:
    explicit Argument(std::string_view text) : rest_(text) { skip_blanks(); }

    [[nodiscard]] bool at(char c) const { return rest_.starts_with(c); }

    bool take(char c) {
        if (!at(c)) return false;
        rest_.remove_prefix(1);
        skip_blanks();
        return true;
    }

    /// A bare word, or what stands between quotes.
    std::string word() {
        std::string result;
        if (at('\'') || at('"') || at('`') || at('[')) {
            const char end = at('[') ? ']' : rest_.front();
            rest_.remove_prefix(1);
            while (!rest_.empty()) {
                const char c = rest_.front();
                rest_.remove_prefix(1);
                if (c == end && (end == ']' || !at(end))) break;
                if (c == end) rest_.remove_prefix(1);
                result += c;
            }
        } else {
            while (!rest_.empty() && is_in_word(rest_.front())) {
                result += rest_.front();
                rest_.remove_prefix(1);
            }
        }
        skip_blanks();
        return result;
    }

private:
    void skip_blanks() {
        while (!rest_.empty() && is_white(rest_.front())) rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

Identifier name_of(const std::string& word) { return Identifier(std::string_view(word)); }

void take_source(ModuleContent& content, const std::string& name) {
    content.holding = name.empty() ? Holding::index_alone : Holding::index_of_another;
    content.source = name_of(name);
}

ModuleContent content_of_fts5(const VirtualTable& table) {
    ModuleContent content{.kind = ModuleKind::fts5, .holding = Holding::rows};
    content.source_key = Identifier("rowid");
    for (const Text& text : table.arguments) {
        Argument argument(text.view());
        const bool quoted =
            argument.at('"') || argument.at('\'') || argument.at('`') || argument.at('[');
        const std::string word = argument.word();
        if (quoted || !argument.take('=')) {
            if (!word.empty()) content.columns.push_back(name_of(word));
        } else if (name_of(word) == "content") {
            take_source(content, argument.word());
        } else if (name_of(word) == "content_rowid") {
            content.source_key = name_of(argument.word());
        }
    }
    content.copies = content.holding == Holding::rows;
    return content;
}

bool is_option_of_fts4(const Identifier& word) {
    constexpr std::string_view options[] = {"tokenize",   "matchinfo",  "prefix",
                                            "compress",   "uncompress", "order",
                                            "languageid", "notindexed", "content"};
    return std::ranges::any_of(options,
                               [&](std::string_view each) { return word == Identifier(each); });
}

/// Options may hold more than columns do: a language, values that functions of the application
/// compress. Such rows are not copied.
ModuleContent content_of_fts4(const VirtualTable& table) {
    ModuleContent content{.kind = ModuleKind::fts4, .holding = Holding::rows};
    content.source_key = Identifier("rowid");
    const bool takes_options = table.module == Identifier("fts4");
    bool plain = true;
    for (const Text& text : table.arguments) {
        Argument argument(text.view());
        const std::string word = argument.word();
        const Identifier name = name_of(word);
        if (takes_options && argument.at('=') && is_option_of_fts4(name)) {
            argument.take('=');
            if (name == "content") take_source(content, argument.word());
            plain = plain && name != "languageid" && name != "compress" && name != "uncompress";
        } else if (name != "tokenize" && !word.empty()) {
            content.columns.push_back(name);
        }
    }
    if (content.columns.empty() && content.holding == Holding::rows)
        content.columns.emplace_back("content");
    content.copies = plain && content.holding == Holding::rows;
    return content;
}

ModuleContent content_of_rtree(const VirtualTable& table) {
    ModuleContent content{
        .kind = ModuleKind::rtree, .holding = Holding::rows, .coordinates = 0, .copies = true};
    bool is_key = true;
    for (const Text& text : table.arguments) {
        Argument argument(text.view());
        const bool auxiliary = argument.take('+');
        const Identifier name = name_of(argument.word());
        if (is_key)
            content.key = name;
        else
            content.columns.push_back(name);
        if (!is_key && !auxiliary) ++content.coordinates;
        is_key = false;
    }
    return content;
}

bool has_column(const View& view, const Identifier& column) {
    if (!view.columns.empty()) return std::ranges::find(view.columns, column) != view.columns.end();
    return names(view, column) || takes_all_columns(view);
}

bool has_column(const Table& table, const Identifier& column) {
    return table.has_column(column) || (column == "rowid" && !table.without_rowid);
}

template <class Source>
bool has_columns(const ModuleContent& content, const Source& source) {
    return has_column(source, content.source_key) &&
           std::ranges::all_of(content.columns, [&](const Identifier& column) {
               return has_column(source, column);
           });
}

}  // namespace

ModuleContent content_of(const VirtualTable& table) {
    const Identifier& module = table.module;
    if (module == Identifier("fts5")) return content_of_fts5(table);
    if (module == Identifier("fts3") || module == Identifier("fts4")) return content_of_fts4(table);
    if (module == Identifier("rtree") || module == Identifier("rtree_i32"))
        return content_of_rtree(table);
    if (module == Identifier("fts5vocab") || module == Identifier("fts4aux"))
        return {.holding = Holding::nothing};
    return {};
}

bool can_be_set_aside(const ModuleContent& content) {
    return content.holding != Holding::unknown && content.holding != Holding::nothing;
}

bool takes_rows_of(const ModuleContent& to, const ModuleContent& from) {
    if (!to.copies || !from.copies || to.kind != from.kind) return false;
    return to.coordinates == from.coordinates && to.columns.size() == from.columns.size() &&
           std::ranges::is_permutation(to.columns, from.columns);
}

bool has_source(const ModuleContent& content, const Schema& schema) {
    if (content.holding != Holding::index_of_another) return false;
    if (const auto table = schema.table(content.source))
        return !schema.tables[*table].without_rowid && has_columns(content, schema.tables[*table]);
    const auto view = schema.view(content.source);
    return view && has_columns(content, schema.views[*view]);
}

}  // namespace evolve
