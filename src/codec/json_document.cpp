#include "codec/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace evolve::codec {
namespace {

using nlohmann::json;
using Event = json::parse_event_t;

constexpr std::size_t deepest = 16;  // the files themselves go six levels down

/// Thrown to nlohmann's parser by its callback, which has no other way to stop it.
struct Stop {
    FileError error;
};

/// Follows the parser through the document.
class Watcher {
public:
    explicit Watcher(std::string_view file) : file_(file) {}

    void see(Event event, const json& parsed) {
        switch (event) {
            case Event::object_start:
            case Event::array_start: return enter(event == Event::object_start);
            case Event::object_end:
            case Event::array_end: levels_.pop_back(); return pass();
            case Event::key: return see_key(parsed.get_ref<const std::string&>());
            case Event::value: return pass();
        }
    }

private:
    struct Level {
        bool object = false;
        std::size_t element = 0;       ///< of an array
        std::string key{};             ///< of an object
        std::set<std::string> keys{};  ///< those that were met
    };

    void enter(bool object) {
        if (levels_.size() == deepest) stop(FileFault::too_deep);
        levels_.push_back({object});
    }

    /// A value has ended.
    void pass() {
        if (!levels_.empty()) ++levels_.back().element;
    }

    void see_key(const std::string& key) {
        Level& level = levels_.back();
        level.key = key;
        if (!level.keys.insert(key).second) stop(FileFault::duplicate_key);
    }

    [[noreturn]] void stop(FileFault fault) const {
        std::string path;
        for (const Level& level : levels_)
            path += level.object ? (path.empty() ? "" : ".") + level.key
                                 : "[" + std::to_string(level.element) + "]";
        throw Stop{{.fault = fault, .file = file_, .key = Text(path)}};
    }

    Text file_;
    std::vector<Level> levels_;
};

/// What nlohmann says, without its own prefix and place: "[json.exception…] parse error at line 1,
/// column 2: syntax error …".
std::string_view reason(const json::exception& failure) {
    const std::string_view text(failure.what());
    const std::size_t colon = text.find(": ");
    if (colon != std::string_view::npos) return text.substr(colon + 2);
    return text.substr(std::min(text.size(), text.find("] ") + 2));
}

FileError broken(std::string_view file, std::string_view text, const json::parse_error& failure) {
    FileError error{.fault = FileFault::not_json, .file = file, .found = Text(reason(failure))};
    error.line = error.column = 1;
    for (char byte : text.substr(0, std::max<std::size_t>(failure.byte, 1) - 1)) {
        error.column = byte == '\n' ? 1 : error.column + 1;
        error.line += byte == '\n' ? 1 : 0;
    }
    return error;
}

}  // namespace

Result<json, FileError> parse_document(std::string_view text, std::string_view file) {
    Watcher watcher(file);
    const auto watch = [&](int, Event event, const json& parsed) {
        watcher.see(event, parsed);
        return true;
    };
    try {
        return json::parse(text, watch);
    } catch (Stop& stop) {
        return unexpected(std::move(stop.error));
    } catch (const json::parse_error& failure) {
        return unexpected(broken(file, text, failure));
    } catch (const json::out_of_range& failure) {  // a number that no double holds
        return unexpected(
            FileError{.fault = FileFault::not_json, .file = file, .found = Text(reason(failure))});
    }
}

}  // namespace evolve::codec
