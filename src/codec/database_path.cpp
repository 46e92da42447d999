#include "evolve/codec/database_path.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace evolve {
namespace {

bool is_variable_byte(char byte) {
    const char folded = fold_case(byte);
    return (folded >= 'a' && folded <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/// The length of $VAR or ${VAR} at the beginning of a text; 0 for a dollar that is only that.
std::size_t reference_length(std::string_view text) {
    const bool braced = text.starts_with("${");
    std::size_t end = braced ? 2 : 1;
    const std::size_t begin = end;
    while (end < text.size() && is_variable_byte(text[end])) ++end;
    if (end == begin) return 0;
    if (!braced) return end;
    return end < text.size() && text[end] == '}' ? end + 1 : 0;
}

std::string_view name_in(std::string_view reference) {
    if (!reference.starts_with("${")) return reference.substr(1);
    return reference.substr(2, reference.size() - 3);
}

/// Replaces what stands for something else; keeps the first variable that is not set.
class Expansion {
public:
    std::string operator()(std::string_view text) {
        std::string result;
        if (text == "~" || text.starts_with("~/")) {
            result = value_of("HOME");
            text.remove_prefix(1);
        }
        while (!text.empty()) {
            const std::size_t length = text.front() == '$' ? reference_length(text) : 0;
            if (length == 0) {
                result += text.front();
                text.remove_prefix(1);
                continue;
            }
            result += value_of(std::string(name_in(text.substr(0, length))));
            text.remove_prefix(length);
        }
        return result;
    }

    [[nodiscard]] const std::optional<std::string>& unset() const { return unset_; }

private:
    std::string value_of(const std::string& variable) {
        const char* value = std::getenv(variable.c_str());
        if (value != nullptr && *value != '\0') return value;
        if (!unset_) unset_ = variable;
        return {};
    }

    std::optional<std::string> unset_;
};

}  // namespace

Result<std::string, FileError> database_path(const Settings& settings,
                                             const std::string& graph_directory) {
    const std::filesystem::path directory(graph_directory);
    const std::string file = directory / "graph.json";
    if (settings.database.empty())
        return unexpected(FileError{.fault = FileFault::no_database, .file = Text(file)});
    Expansion expand;
    const std::string path = expand(settings.database);
    if (expand.unset())
        return unexpected(FileError{.fault = FileFault::unset_variable,
                                    .file = Text(file),
                                    .key = "database",
                                    .found = Text(*expand.unset())});
    return (directory / path).lexically_normal().string();
}

}  // namespace evolve
