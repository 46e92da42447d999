#include "codec/settings_codec.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/layout.hpp"
#include "codec/step_codec.hpp"

namespace evolve::codec {
namespace {

using namespace std::string_view_literals;
using nlohmann::ordered_json;

constexpr std::string_view format = "1";

constexpr std::array keys = {"format"sv, "project"sv, "database"sv, "allow"sv,
                             "ignore"sv, "history"sv, "cases"sv};

constexpr std::size_t most_cases = 10'000'000;

void expect_format(const JsonCursor& at) {
    if (at.shown() != format)
        at.fail(
            {.fault = FileFault::unknown_format, .expected = format, .found = Text(at.shown())});
}

Text read_text(const JsonCursor& at, std::string_view key) {
    const auto found = at.find(key);
    return found ? Text(found->text()) : Text();
}

ordered_json settings_json(const Settings& settings) {
    ordered_json json = {{"format", ordered_json::parse(format)}};
    if (!settings.project.empty()) json["project"] = settings.project.view();
    if (!settings.database.empty()) json["database"] = settings.database.view();
    if (settings.allow != StepClass::additive) json["allow"] = text_of(settings.allow);
    for (const Text& pattern : settings.ignore) json["ignore"].push_back(pattern.view());
    if (!settings.history) json["history"] = false;
    if (settings.cases != default_cases) json["cases"] = settings.cases;
    return json;
}

}  // namespace

Result<Settings, FileError> read_settings(std::string_view text, std::string_view file) {
    const auto document = parse_document(text, file);
    if (!document) return unexpected(document.error());
    Reading reading(file);
    const JsonCursor at(*document, reading);
    at.takes(keys);
    expect_format(at.at("format"));
    Settings settings;
    settings.project = read_text(at, "project");
    settings.database = read_text(at, "database");
    if (const auto allow = at.find("allow")) settings.allow = read_class(*allow);
    if (const auto ignore = at.find("ignore"))
        ignore->each(
            [&](const JsonCursor& pattern) { settings.ignore.emplace_back(pattern.text()); });
    if (const auto history = at.find("history")) settings.history = history->flag();
    if (const auto cases = at.find("cases")) settings.cases = cases->natural(1, most_cases);
    if (reading.failed()) return unexpected(*reading.error());
    return settings;
}

Result<std::string, FileError> settings_text(const Settings& settings, std::string_view file) {
    const ordered_json json = settings_json(settings);
    if (!is_utf8(json)) return unexpected(FileError{.fault = FileFault::not_utf8, .file = file});
    std::vector<std::string> entries;
    for (const auto& [key, value] : json.items())
        entries.push_back("\"" + key + "\": " + one_line(value));
    return "{" + lines(entries, "  ") + "\n}\n";
}

}  // namespace evolve::codec
